import GRPC
import Glibc
import Testing
import Units

@testable import FaultLab

/// What a run needs is looked at before it begins.
struct MeansTests {
  private let folder = "/tmp/failover-means-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"

  @Test("a stock client without its Python is refused with the scenario's line")
  func stock() throws {
    let scenario = try Scenario(
      parsing: "tries 1\nload enqueue 5/s\nload stock 5/s", path: "dir/some.scenario")
    var options = LabOptions()
    options.stockClient = "/bin/true"
    func refusal() -> String {
      do {
        try StockClient.check(scenario, options)
        return ""
      } catch { return error.code == .unavailable ? error.description : "\(error.code)" }
    }
    #expect(refusal().hasPrefix("dir/some.scenario, line 3: 'load stock' needs stock Python gRPC"))
    options.python = "/nowhere/python"
    #expect(refusal().hasSuffix("there is no program /nowhere/python"))
    options.python = "/bin/true"
    #expect(refusal().isEmpty)
    options.stockClient = "/nowhere/stock-client"
    #expect(refusal().hasSuffix("there is no /nowhere/stock-client"))
    options.python = nil
    let without = try Scenario(parsing: "load enqueue 5/s", path: "some.scenario")
    #expect(throws: Never.self) { try StockClient.check(without, options) }
  }

  @Test("a host that cannot be resolved is told as such")
  func hosts() {
    #expect(System.objection(toHost: "127.0.0.1") == nil)
    #expect(System.objection(toHost: "::1") == nil)
    #expect(System.objection(toHost: "nowhere.invalid") != nil)
  }

  private func node() throws -> LabNode {
    try System.makeDirectory(folder)
    try System.write(
      "#!/bin/sh\nif [ $1 = kill ]; then kill -9 $$; fi\nif [ $1 = wait ]; then sleep 600; fi\n"
        + "if [ $1 = stall ]; then\n  echo stall log.synced 1 >>\"$CARILLON_FAILPOINT_CONTROL/hits\"\n"
        + "  exit 0\nfi\nexit $1\n", to: "\(folder)/program")
    try System.run(["chmod", "+x", "\(folder)/program"])
    let address = Address(host: "127.0.0.1", port: 1)
    return LabNode(
      name: "n1", listen: address, advertised: address,
      disk: try LabDisk(.plain, folder: "\(folder)/n1"), binary: "\(folder)/program",
      logPath: "\(folder)/log")
  }

  private func run(_ node: LabNode, _ how: String) throws {
    try node.start([], [how], environment: [:], network: -1, ledger: nil)
    for _ in 0..<2_000 where node.pid != nil && node.ended() == nil {
      System.pause(.milliseconds(1))
    }
  }

  @Test(
    "a failpoint struck where its node ended as it ends one, or said that it stood still",
    arguments: [
      ("log.synced:2=kill", "kill", true), ("log.synced:2=kill", "74", false),
      ("log.synced:2=kill", "1", false), ("log.synced:2=kill", "0", false),
      ("log.synced=error", "74", true), ("log.synced=error", "kill", false),
      ("log.synced=stall:5", "stall", true), ("log.synced:3=stall:5", "stall", true),
      ("log.synced=stall:5", "0", false), ("log.written=stall:5", "stall", false),
    ])
  func strikes(_ arming: String, _ end: String, _ hasStruck: Bool) throws {
    defer { System.remove(folder) }
    let node = try node()
    node.order(failpoint: arming)
    try run(node, end)
    // A start without one takes nothing back.
    try run(node, "kill")
    let missed = ["failpoint \(arming) of n1 never fired: the fault did not strike"]
    #expect(node.takeMissed() == (hasStruck ? [] : missed))
    #expect(node.takeMissed().isEmpty)
  }

  @Test("our own SIGKILL is no failpoint's; one that was never armed did not strike")
  func missed() throws {
    defer { System.remove(folder) }
    let node = try node()
    node.order(failpoint: "log.synced=kill")
    #expect(
      node.takeMissed() == [
        "failpoint log.synced=kill of n1 was never armed: the node was not started after it"
      ])
    node.order(failpoint: "log.synced=kill")
    try node.start([], ["wait"], environment: [:], network: -1, ledger: nil)
    node.kill()
    #expect(node.takeMissed().count == 1)
  }

  @Test("a program is the same one by whatever links it is reached")
  func links() throws {
    defer { System.remove(folder) }
    let node = try node()
    try System.run(["ln", "-s", folder, "\(folder)/link"])
    try node.start([], ["wait"], environment: [:], network: -1, ledger: nil)
    defer { node.kill() }
    let shell = System.target(of: "/proc/\(node.pid ?? 0)/exe") ?? ""
    #expect(System.isSame("/proc/\(node.pid ?? 0)/exe", shell))
    #expect(System.isSame("\(folder)/link/program", "\(folder)/program"))
    #expect(!System.isSame("\(folder)/program", shell))
    #expect(!System.isSame("\(folder)/nowhere", "\(folder)/nowhere"))
  }

  @Test("how a node may end is of one start, and of what was done to it")
  func excuses() throws {
    defer { System.remove(folder) }
    let node = try node()
    func start(_ failpoint: String?, excused: Set<Int32> = []) throws {
      node.failpoint = failpoint
      try node.start([], ["0"], environment: [:], network: -1, ledger: nil, excused: excused)
      while node.pid != nil, node.ended() == nil { System.pause(.milliseconds(1)) }
    }
    for (failpoint, statuses) in [
      ("log.synced=kill", [137]), ("log.synced=error", [74]), ("log.synced=stall:5", []),
      (nil, []),
    ] as [(String?, [Int32])] {
      try start(failpoint)
      let all: [Int32] = [0, 1, 65, 67, 74, 137, 139]
      #expect(all.filter { node.isExcused($0) } == statuses, "\(failpoint ?? "none")")
    }
    node.mayEnd(with: [74])
    #expect(node.isExcused(74))
    try start(nil)
    #expect(!node.isExcused(74))
    try start(nil, excused: [74])
    #expect(node.isExcused(74))
    // A damaged file stays so until nothing is left of it.
    node.isHurt()
    try start(nil)
    #expect(node.isExcused(65) && node.isExcused(74) && !node.isExcused(139))
    node.isWell()
    #expect(!node.isExcused(65))
  }

  @Test("one that ended by itself before it was to be killed is told of")
  func unseen() throws {
    defer { System.remove(folder) }
    let node = try node()
    try node.start([], ["9"], environment: [:], network: -1, ledger: nil)
    // Until it is a zombie that nobody has asked for.
    while System.startTime(of: node.pid ?? 0) != nil { System.pause(.milliseconds(1)) }
    node.kill()
    #expect(node.pid == nil)
    #expect(node.takeEnded() == 9)
    #expect(node.takeEnded() == nil)
  }

  @Test("a disk is emptied, or that is told")
  func empty() throws {
    defer { System.remove(folder) }
    let node = try node()
    try System.makeDirectory("\(node.data)/log")
    try System.write("x", to: "\(node.data)/log/1")
    try node.disk.empty()
    #expect(!System.exists(node.data))
    try node.disk.empty()
  }

  @Test("a file that cannot be written is found out, one that can is left as it is")
  func writable() throws {
    defer { System.remove(folder) }
    try System.makeDirectory(folder)
    let error = #expect(throws: LabError.self) {
      try System.mustBeWritable("\(folder)/nowhere/page.html")
    }
    #expect(error?.code == .cannotCreate)
    try System.mustBeWritable("\(folder)/page.html")
    #expect(!System.exists("\(folder)/page.html"))
    try System.write("kept", to: "\(folder)/history")
    try System.mustBeWritable("\(folder)/history")
    #expect(System.text("\(folder)/history") == "kept")
  }
}
