import Checkers
import Foundation
import Glibc
import Testing
import Units

/// The power goes: each node's data is on an ext4 of its own, in a file, whose shutdown ioctl drops
/// what was not synced and fails every write and sync from then on. One node's, and all three at once,
/// under load. Then what was acknowledged is there, once.
///
/// Then at named failpoints: the node stands still there, and its power goes, or everybody's.
///
/// `tools/powercut` makes the file systems and says where they are; without it this is skipped.
extension ProcessTests {
  @Suite struct PowerCutTests {
    static let environment = ProcessInfo.processInfo.environment
    static let base = environment["CARILLON_POWERCUT_DIR"]
    static let rounds = environment["CARILLON_POWERCUT_ROUNDS"].flatMap { Int($0) } ?? 2
    static let seed = environment["CARILLON_SEED"].flatMap { UInt64($0) } ?? 1
    /// At how many failpoints, or at `all`.
    static let points = environment["CARILLON_POWERCUT_POINTS"] ?? "6"
    static let only = environment["CARILLON_FAILPOINTS_ONLY"] ?? ""

    @Test(
      "the power goes at failpoints: nothing acknowledged is lost",
      .enabled(if: PowerCutTests.base != nil, "no file systems to cut: tools/powercut makes them"))
    func powerGoesAtFailpoints() async throws {
      let base = try #require(PowerCutTests.base)
      let disks = (1...3).map { LoopDisk(base: base, name: "n\($0)") }
      let began = ContinuousClock.now
      let text = PowerCutTests.points
      let most = Int(text)
      guard most != 0 else { return }
      try #require(most != nil || text == "all", "'\(text)' is no number, nor all")
      let points = try await FailpointTests.names().filter { $0.hasPrefix(PowerCutTests.only) }
      var random = SeededGenerator(seed: PowerCutTests.seed)
      let cases = FailpointPlan.powerCuts(at: points, most: most, &random)
      // One after the other: there are three disks.
      var coverage = try await FailpointCampaign(cases.filter { !$0.isUnderLoad }, disks: disks)
        .apart()
      coverage.add(
        try await FailpointCampaign(cases.filter { $0.isUnderLoad }, disks: disks).underLoad())
      let done = cases.filter { coverage.rows[$0.point]?.done["power"] != nil }
      print(
        "power cuts, seed \(PowerCutTests.seed): at \(done.count) of \(points.count) failpoints, of "
          + "all nodes at \(done.count { $0.isEverywhere }), in "
          + "\((ContinuousClock.now - began).inMilliseconds / 1_000) s")
      let undone = cases.filter { coverage.rows[$0.point]?.done["power"] == nil }
      #expect(undone.isEmpty, "not done: \(undone)")
    }

    @Test(
      "the power of one node and of all three goes, under load: nothing acknowledged is lost",
      .enabled(if: PowerCutTests.base != nil, "no file systems to cut: tools/powercut makes them"))
    func powerGoes() async throws {
      let base = try #require(PowerCutTests.base)
      guard PowerCutTests.rounds > 0 else { return }
      let disks = (1...3).map { LoopDisk(base: base, name: "n\($0)") }
      var random = SeededGenerator(seed: PowerCutTests.seed)
      var told: [String] = []
      var kinds: [String: Int] = [:]
      try await LiveCluster.run(
        settings: FailpointCampaign.settings, disks: disks
      ) { cluster in
        try await cluster.makeJob("load", queue: "load")
        let run = Run(cluster, "load", queue: "load")
        let history = try await run.during {
          var samples: [Load.Sample] = []
          for round in 0..<PowerCutTests.rounds {
            let first = UInt64(round + 1) * 100_000
            let load = Task {
              await Load(cluster: cluster, job: "load", padding: 1_024).run(
                rate: 150, for: .seconds(4), first: first)
            }
            try await Task.sleep(for: .milliseconds(800 + Int(random.below(900))))
            // Every second round all of them; else one, which is the leader every other time.
            var cut = [0, 1, 2]
            if round % 2 == 0 {
              let leader = try await cluster.leader()
              cut = [round % 4 == 0 ? leader : (leader + 1) % 3]
            }
            kinds[cut.count == 3 ? "all" : round % 4 == 0 ? "leader" : "follower", default: 0] += 1
            for node in cut { try disks[node].cut() }
            for node in cut { told.append(try await ends(node, at: cluster)) }
            for node in cut { try await disks[node].powerUp() }
            for node in cut { try cluster.start(node) }
            try await cluster.whole()
            samples += await load.value
          }
          return samples
        }
        print(
          "power cuts, seed \(PowerCutTests.seed): \(PowerCutTests.rounds) rounds, "
            + "\(FailpointCoverage.text(kinds)); \(run.samples.figures)")
        print("  " + Set(told).sorted().joined(separator: "\n  "))
        run.check(history)
      }
    }

    private func crash(_ node: Int, _ cluster: LiveCluster) -> String {
      let lines = cluster.log(node).split(separator: "\n")
      let words = ["rror", "Fatal", "terminate", "rash", " in "]
      return lines.filter { line in words.contains { line.contains($0) } }.prefix(60)
        .joined(separator: "\n")
    }

    /// A node that may not write ends by itself, and says why; it tries nothing again.
    private func ends(_ node: Int, at cluster: LiveCluster) async throws -> String {
      let status = try await cluster.end(node, within: .seconds(10))
      #expect(
        status == 74,
        "n\(node + 1) did not end as it should on a failing disk:\n\(crash(node, cluster))"
      )
      if status == nil { try await cluster.killed(node) }
      let log = cluster.log(node)
      // Its compaction met the failed write first.
      if log.split(separator: "\n").last?.contains("RocksDB ended this process") ?? false {
        return "RocksDB ended this process by an assertion"
      }
      let last = log.split(separator: "\n").last { $0.contains("cannot ") } ?? ""
      #expect(last.contains("Input/output error"), "n\(node + 1): \(log.suffix(400))")
      let from = last.range(of: "cannot ")?.lowerBound ?? last.startIndex
      // Without the places, which differ.
      return last[from...].split(separator: " ").filter { !$0.hasPrefix("/") }
        .joined(separator: " ")
    }
  }
}

/// An ext4 in a file, mounted, whose power can go.
struct LoopDisk: Sendable {
  let image: String
  let mount: String

  init(base: String, name: String) {
    image = "\(base)/\(name).img"
    mount = "\(base)/\(name)"
  }

  /// EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32), and its flag for "without flushing the journal"
  /// (linux/fs/ext4/ext4.h).
  private static let shutdown: UInt = 0x8004_587D
  private static let withoutFlush: UInt32 = 2

  func cut() throws {
    let directory = unsafe open(mount, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    try #require(directory >= 0, "cannot open \(mount) (errno \(errno))")
    defer { close(directory) }
    var flag = LoopDisk.withoutFlush
    let result = unsafe ioctl(directory, LoopDisk.shutdown, &flag)
    try #require(result == 0, "cannot shut \(mount) down (errno \(errno))")
  }

  /// As after the power is back: mounted anew, from what is in the file.
  func powerUp() async throws {
    try await LoopDisk.run("umount", [mount])
    try await LoopDisk.run("mount", ["-o", "loop", image, mount])
  }

  private static func run(_ command: String, _ arguments: [String]) async throws {
    let directory = try TemporaryDirectory()
    for attempt in 0..<100 {
      let program = try Program(
        "/usr/bin/env", [command] + arguments, log: directory.path + "/log\(attempt)")
      let status = try await program.ended(within: .seconds(30))
      if status == 0 { return }
      // A process that was just killed may hold files for a moment.
      try #require(attempt < 99, "\(command) \(arguments): \(program.output)")
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}
