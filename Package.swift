// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of this package is compiled with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
]
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let ordered = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// A room of the house. What it may import is the list beside it, and nothing else: `tools/check`.
func room(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func door(_ name: String, pkgConfig: String, package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

func front(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "carillon",
  products: [
    .executable(name: "clusterd", targets: ["clusterd"]),
    .executable(name: "clusterctl", targets: ["clusterctl"]),
    .executable(name: "bench", targets: ["bench"]),
    .executable(name: "failover", targets: ["failover"]),
    // To be preloaded under a node whose disk is to be slow: built beside it.
    .library(name: "SlowDisk", type: .dynamic, targets: ["CSlowDisk"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    // 0: doors to C.
    door("CNghttp2", pkgConfig: "libnghttp2", package: "libnghttp2-dev"),
    door("CProtobufC", pkgConfig: "libprotobuf-c", package: "libprotobuf-c-dev"),
    door("CZlib", pkgConfig: "zlib", package: "zlib1g-dev"),
    door("CRocksDB", pkgConfig: "rocksdb", package: "librocksdb-dev"),
    .target(name: "CChecksums"),
    .target(name: "CLinux"),
    .target(name: "CFaultLab"),
    .target(name: "CSlowDisk"),
    .target(name: "CMessages", dependencies: ["CProtobufC"]),

    // 1: words.
    room("Units", ["CChecksums"]),
    room("Messages", ["Units", "CMessages", "CProtobufC"], exclude: ["DESIGN.md"]),

    // 2: minds. Pure.
    room("Raft", ["Units", deque], exclude: ["DESIGN.md"]),
    room("Journal", ["Units"], exclude: ["DESIGN.md"]),
    room("Cron", ["Units"]),
    room("StateMachine", ["Units", "Messages", deque, heap, ordered]),
    room("Scheduler", ["StateMachine", "Cron", "Units", "Messages"]),
    room(
      "Replica",
      ["Raft", "StateMachine", "Scheduler", "Journal", "Units", "Messages", deque, heap, ordered]),
    room("Checkers", ["Units", "Messages"]),
    room("Workload", ["Checkers", "Units", "Messages"]),

    // 3: hands.
    room("Storage", ["CLinux", "CRocksDB", "Journal", "Units"], exclude: ["DESIGN.md"]),
    room("HTTP2", ["CNghttp2", "Units"] + nio),
    room("GRPC", ["HTTP2", "CZlib", "Units"] + nio),
    room("Sandbox", ["CLinux", "Units"]),

    // 4: rooms.
    room(
      "Node",
      [
        "Replica", "Raft", "StateMachine", "Journal", "Storage", "GRPC", "Messages", "Cron",
        "Units",
        logging, deque,
      ]
        + nio),
    room(
      "Recovery",
      ["Storage", "Journal", "Replica", "Raft", "StateMachine", "Messages", "Units"]),
    room(
      "Services",
      ["Node", "StateMachine", "Cron", "GRPC", "Messages", "Units", logging] + nio),
    room("Client", ["GRPC", "Messages", "Units"] + nio),
    room("Worker", ["Client", "GRPC", "Sandbox", "Messages", "Units", logging] + nio),

    // 5: worlds.
    room(
      "Simulator",
      [
        "Replica", "Raft", "StateMachine", "Scheduler", "Journal", "Cron", "Checkers", "Workload",
        "Messages", "Units",
      ]),
    room("RaftScripts", ["Raft", "Messages", "Units"]),
    room("Control", ["Client", "Recovery", "GRPC", "Messages", "Units", arguments] + nio),

    room(
      "FaultLab",
      ["CFaultLab", "Client", "GRPC", "Storage", "Checkers", "Messages", "Units", deque] + nio),

    // 6: front doors.
    front(
      "clusterd",
      [
        "CLinux", "Node", "Services", "Worker", "Client", "Sandbox", "GRPC", "Units", arguments,
        logging, .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ] + nio),
    front("clusterctl", ["Control", arguments]),
    front(
      "simulate",
      ["Simulator", "Checkers", "Raft", "RaftScripts", "Replica", "Units", arguments]),
    front(
      "bench",
      [
        "FaultLab", "Client", "GRPC", "Messages", "Raft", "Units", arguments,
        .product(name: "Histogram", package: "hdrhistogram-swift"),
      ] + nio),

    front("failover", ["FaultLab", arguments]),

    // Tests, one target for each room, and the whole from the outside.
    tests("UnitsTests", ["Units"]),
    tests("MessagesTests", ["Messages", "Units"], exclude: ["Fixtures"]),
    tests(
      "RaftTests", ["Raft", "RaftScripts", "Simulator", "Messages", "Units"],
      exclude: ["Scripts", "Doors"]),
    tests("JournalTests", ["Journal", "Units"], exclude: ["Cases"]),
    tests("CronTests", ["Cron", "Units"], exclude: ["Cases", "Zones"]),
    tests("StateMachineTests", ["StateMachine", "Messages", "Units"]),
    tests("SchedulerTests", ["Scheduler", "StateMachine", "Cron", "Messages", "Units"]),
    tests(
      "ReplicaTests",
      ["Replica", "Simulator", "Checkers", "Raft", "StateMachine", "Messages", "Units"]),
    tests(
      "SimulatorTests",
      ["Simulator", "Checkers", "Replica", "Raft", "StateMachine", "Journal", "Units"]),
    tests("StorageTests", ["Storage", "Journal", "Units"]),
    tests(
      "HTTP2Tests",
      ["HTTP2", "Units", .product(name: "NIOEmbedded", package: "swift-nio")] + nio),
    tests(
      "GRPCTests",
      ["GRPC", "HTTP2", "Units", .product(name: "NIOEmbedded", package: "swift-nio")] + nio),
    .executableTarget(
      name: "grpc-cost", dependencies: ["GRPC", "Units"] + nio, path: "Tests/GRPCCost",
      swiftSettings: strict),
    .executableTarget(
      name: "log-start", dependencies: ["Storage", "Journal", "Units"], path: "Tests/LogStart",
      swiftSettings: strict),
    .executableTarget(
      name: "flips",
      dependencies: [
        "Node", "Raft", "Storage", "Journal", "StateMachine", "Messages", "GRPC", "Units", logging,
      ] + nio,
      path: "Tests/Flips", swiftSettings: strict),
    tests("SandboxTests", ["CLinux", "Sandbox", "SandboxHost", "Units"]),
    .executableTarget(
      name: "SandboxHost", dependencies: ["Sandbox"], path: "Tests/SandboxHost",
      swiftSettings: strict),
    tests(
      "NodeTests",
      [
        "Node", "Replica", "Raft", "StateMachine", "Journal", "Storage", "GRPC", "Messages",
        "Units",
        logging,
      ] + nio),
    tests(
      "ServicesTests",
      [
        "Services", "Node", "Replica", "GRPC", "Messages", "StateMachine", "Cron", "Units", logging,
      ] + nio),
    tests(
      "RecoveryTests",
      [
        "Recovery", "Services", "Node", "Replica", "Raft", "StateMachine", "Journal", "Storage",
        "Client", "GRPC", "Messages", "Units", logging,
      ] + nio),
    tests("ClientTests", ["Client", "GRPC", "Messages", "Units"] + nio),
    tests(
      "WorkerTests",
      ["Worker", "Sandbox", "SandboxHost", "Client", "GRPC", "Messages", "Units", logging] + nio),
    tests("ControlTests", ["Control", "Client", "GRPC", "Messages", "Units", arguments]),
    tests("WorkloadTests", ["Workload", "Checkers", "Messages", "Units"]),
    tests("CheckersTests", ["Checkers", "Cron", "Messages", "Units"], exclude: ["Cases"]),
    tests("FaultLabTests", ["FaultLab", "Checkers", "GRPC", "Units"] + nio),
    tests("TidyTests", []),
    tests("ProcessTests", ["Client", "GRPC", "Messages", "Checkers", "Units"] + nio),
  ]
)
