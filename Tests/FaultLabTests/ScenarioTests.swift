import Testing
import Units

@testable import FaultLab

/// Scenario files: what they say, and how they are refused.
struct ScenarioTests {
  private func parse(_ text: String) throws -> Scenario {
    try Scenario(parsing: text, path: "dir/some.scenario")
  }

  @Test("a file is read as it stands")
  func whole() throws {
    let scenario = try parse(
      """
      # A comment.
      about    the leader dies   # and another
      nodes    5
      network  namespaces
      tries    7
      warm-up  1.5s
      length   3s
      load     enqueue 500/s
      load     workers 2
      at 2s    heal
      at 0s    cut leader -> followers
      at 500ms lose 20% n1 <-> clients
      expect   gap-p99 <= 150ms
      expect   lost    = 0
      """)
    #expect(scenario.name == "some")
    #expect(scenario.about == "the leader dies")
    #expect(scenario.nodes == 5)
    #expect(scenario.network == .namespaces)
    #expect(scenario.tries == 7)
    #expect(scenario.warmUp == .milliseconds(1_500))
    #expect(scenario.loads == [.enqueue(rate: 500), .workers(2, holding: .zero, dying: .zero)])
    #expect(
      scenario.steps.map(\.action) == [
        .cut(.leader, .followers, bothWays: false),
        .lose(percent: 20, .node(0), .clients, bothWays: true), .heal,
      ])
    #expect(scenario.steps.map(\.line) == [11, 12, 10])
    #expect(scenario.limits.map(\.figure) == [.gapP99, .lost])
    #expect(scenario.limits[0].most == 150)
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    var line: String
    var says: String
    var testDescription: String { line }
  }

  static let refusals: [Refusal] = [
    Refusal(line: "at 0s kil leader", says: "did you mean 'kill'"),
    Refusal(line: "at 0s explode leader", says: "'explode' is not a fault or an action"),
    Refusal(line: "at 0s", says: "what is to happen then"),
    Refusal(line: "at soon kill leader", says: "'soon' is no duration"),
    Refusal(line: "at 10 kill leader", says: "'10' is no duration"),
    Refusal(line: "at -1s kill leader", says: "'-1s' is no duration"),
    Refusal(line: "at 1e9h kill leader", says: "is no duration"),
    Refusal(line: "at 0s kill laeder", says: "did you mean 'leader'"),
    Refusal(line: "at 0s kill n9", says: "there is no n9 among 3 nodes"),
    Refusal(line: "at 0s kill leader now", says: "'now' is one word too many"),
    Refusal(line: "at 0s cut n1 to n2", says: "'to' is no arrow"),
    Refusal(line: "at 0s cut n1 -> n2", says: "needs 'network namespaces'"),
    Refusal(line: "at 0s delay 5ms n1 -> n2", says: "needs 'network proxies'"),
    Refusal(line: "at 0s power-cut all", says: "needs 'disk ext4 SIZE'"),
    Refusal(line: "at 0s fill-disk n1", says: "needs 'disk memory SIZE'"),
    Refusal(line: "at 0s clock n1 1h", says: "'1h' is no offset"),
    Refusal(line: "at 0s failpoint n1 log.written", says: "arms no failpoint"),
    Refusal(line: "at 0s failpoint n1 log.sinced:2=kill", says: "did you mean 'log.synced'"),
    Refusal(line: "at 0s failpoint n1 log.synced:0=kill", says: "'0' says no hit"),
    Refusal(line: "at 0s failpoint n1 log.synced:abc=kill", says: "'abc' says no hit"),
    Refusal(line: "at 0s failpoint n1 log.synced:=kill", says: "'' says no hit"),
    Refusal(line: "at 0s failpoint n1 log.synced:1:2=kill", says: "'1:2' says no hit"),
    Refusal(line: "at 0s failpoint n1 log.synced:1=die", says: "'die' is nothing that"),
    Refusal(line: "at 0s failpoint n1 log.synced=stall:abc", says: "'stall:abc' is no stall"),
    Refusal(line: "at 0s failpoint n1 log.synced=stall:0", says: "'stall:0' is no stall"),
    Refusal(line: "at 0s cut n1 -> n1", says: "a link has two ends"),
    Refusal(line: "at 0s random kill,boom every 1s..2s for 9s", says: "'boom' is not a fault"),
    Refusal(line: "at 0s random kill every 2s..1s for 9s", says: "no range of durations"),
    Refusal(
      line: "at 0s random cut,stall every 1s..2s for 9s",
      says: "'cut' needs 'network namespaces' and 'stall' 'network proxies'"),
    Refusal(
      line: "at 0s random fill-disk,power-cut every 1s..2s for 9s",
      says: "'fill-disk' needs 'disk memory' and 'power-cut' 'disk ext4'"),
    Refusal(
      line: "at 0s random power-cut every 1s..2s for 9s", says: "needs 'disk ext4 SIZE'"),
    Refusal(line: "at 0s \u{1B}[31mkill leader", says: "'\\u{1b}[31mkill' is not a fault"),
    Refusal(line: "at 0s transfer n9", says: "there is no n9 among 3 nodes"),
    Refusal(line: "at 0s transfer followers", says: "'followers' is not one node"),
    Refusal(line: "at 0s transfer n1 n2", says: "'n2' is one word too many"),
    Refusal(line: "at 0s transfer to n1", says: "'to' is not a node"),
    Refusal(line: "at 0s clock n1 +500ms", says: "set off by 2s at least"),
    Refusal(line: "at 0s drift n1 1.0", says: "no rate of a clock that can be seen"),
    Refusal(line: "at 0s corrupt n1 foo", says: "'foo' is not a class of files; there are log"),
    Refusal(line: "at 0s fail-disk n1 twice", says: "'twice' is one word too many"),
    Refusal(line: "at 0s corrupt n1 logs", says: "did you mean 'log'"),
    Refusal(line: "at 0s corrupt n1 log rot", says: "'rot' is not a damage"),
    Refusal(line: "at 0s corrupt n1 log zeros 2", says: "'2' is one word too many"),
    Refusal(line: "at 0s random swallow every 1s..2s for 9s", says: "needs 'network proxies'"),
    Refusal(
      line: "at 0s random power-cut-all every 1s..2s for 9s", says: "needs 'disk ext4 SIZE'"),
    Refusal(line: "at 0s add", says: "'remove' comes before it"),
    Refusal(line: "load enqueue 500", says: "'500' is no rate"),
    Refusal(line: "load enqueue 0/s", says: "'0/s' is no rate"),
    Refusal(line: "load workers 2 holding 2m", says: "a minute at most"),
    Refusal(line: "load workers 2 for 1s", says: "'for' is one word too many"),
    Refusal(line: "nodes 0", says: "'0' is no number of nodes from 1 to 7"),
    Refusal(line: "disk ext4 1MiB", says: "too small"),
    Refusal(line: "expect gap-p98 <= 5ms", says: "did you mean 'gap-p99'"),
    Refusal(line: "expect gap-p99 = 5ms", says: "bounded with '<='"),
    Refusal(line: "expect gap-p99 <= 5", says: "'5' is no duration"),
    Refusal(line: "load workers 2 dying 2s", says: "'dying every 2s' is meant"),
    Refusal(line: "load workers 2 dying every 1ms", says: "dies every 200ms at most"),
    Refusal(line: "at 0s start victim", says: "nobody is a victim yet"),
    Refusal(line: "nods 3", says: "did you mean 'nodes'"),
  ]

  @Test("a mistake is named with its file and line", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    let error = #expect(throws: LabError.self) { try parse("# first\n\n\(refusal.line)\n") }
    let text = try #require(error).description
    #expect(text.hasPrefix("dir/some.scenario, line 3: "), "\(text)")
    #expect(text.contains(refusal.says), "\(text)")
    #expect(error?.code == .data)
  }

  @Test("a victim is one of an earlier step, not the other end of a link")
  func victims() throws {
    let error = #expect(throws: LabError.self) {
      try parse("load enqueue 5/s\nnetwork namespaces\nat 0s cut leader -> victim")
    }
    #expect(try #require(error).description.contains("nobody is a victim yet"))
    let scenario = try parse("load enqueue 5/s\nat 0s kill n2\nat 1s start victim")
    #expect(scenario.steps.map(\.action) == [.kill(.node(1)), .start(.victim)])
  }

  @Test("reads look at what somebody enqueues")
  func reads() throws {
    #expect(throws: LabError.self) { try parse("load read 5/s\nload publish 5/s") }
    #expect(try parse("load read 5/s\nload closed 1").loads.count == 2)
  }

  @Test("leadership goes to nobody in particular, or to one node")
  func transfers() throws {
    let scenario = try parse(
      "load enqueue 5/s\nat 0s transfer\nat 1s transfer n2\nat 2s transfer follower")
    #expect(
      scenario.steps.map(\.action) == [
        .transfer(to: nil), .transfer(to: .node(1)), .transfer(to: .follower),
      ])
    // A cluster that is not ours has names of its own.
    #expect(scenario.steps.map(\.action.worksFromOutside) == [true, false, false])
    // Figures count from what follows a leader that was placed.
    #expect(scenario.steps.map(\.action.isPlacing) == [false, true, true])
  }

  @Test("a disk may fail once, a file be damaged in several ways")
  func damages() throws {
    let scenario = try parse(
      "load enqueue 5/s\nat 0s fail-disk n1\nat 1s fail-disk n1 once\nat 2s corrupt n2 manifest cut\n"
        + "at 3s corrupt n2 log")
    #expect(
      scenario.steps.map(\.action) == [
        .failDisk(.node(0), isOnce: false), .failDisk(.node(0), isOnce: true),
        .corrupt(.node(1), .manifest, .cut), .corrupt(.node(1), .log, .bit),
      ])
  }

  @Test("a link has one direction or both, whatever is done to it")
  func arrows() throws {
    let scenario = try parse(
      "load enqueue 5/s\nnetwork proxies\nat 0s stall n1 -> n2\nat 1s stall n1 <-> n2")
    #expect(
      scenario.steps.map(\.action) == [
        .proxy(.stall, .node(0), .node(1), bothWays: false),
        .proxy(.stall, .node(0), .node(1), bothWays: true),
      ])
    let packets = try parse(
      "load enqueue 5/s\nnetwork namespaces\nat 0s lose 5% n1 -> n2\nat 1s flap n1 -> n2 every 1s")
    #expect(
      packets.steps.map(\.action) == [
        .lose(percent: 5, .node(0), .node(1), bothWays: false),
        .flap(.node(0), .node(1), bothWays: false, every: .seconds(1)),
      ])
  }

  @Test("what nobody could mend is not begun")
  func hopeless() throws {
    let wipes = [
      ("at 0s wipe n1", "network namespaces", "'wipe' needs 'network loopback'"),
      ("at 0s random kill,wipe every 1s..2s for 9s", "network namespaces", "'wipe' needs 'network"),
      ("at 0s random kill,wipe every 1s..2s for 9s", "nodes 2", "'wipe' needs three nodes"),
      ("at 0s random replace every 1s..2s for 9s", "nodes 1", "'replace' needs three nodes"),
    ]
    for (step, line, says) in wipes {
      let error = #expect(throws: LabError.self) { try parse("load enqueue 5/s\n\(line)\n\(step)") }
      let text = try #require(error).description
      #expect(text.contains("line 3: \(says)"), "\(text)")
    }
    #expect(throws: Never.self) {
      try parse(
        "load enqueue 5/s\nnodes 2\nat 0s random kill,power-cut every 1s..2s for 9s\ndisk ext4 1GiB"
      )
    }
  }

  @Test("an upgrade that is drawn needs the other build too")
  func upgrades() throws {
    let scenario = try parse(
      "load enqueue 5/s\nat 0s random kill every 1s..2s for 9s\n"
        + "at 1s random kill,rolling-upgrade every 1s..2s for 9s\nat 2s rolling-upgrade")
    #expect(scenario.steps.map(\.action.upgrades) == [false, true, true])
  }

  @Test("lines may end as on other systems")
  func carriageReturns() throws {
    let scenario = try parse("# one\r\nabout two\r\n\r\nload enqueue 5/s\r\nat 0s heal\r\n")
    #expect(scenario.about == "two")
    #expect(scenario.loads == [.enqueue(rate: 5)])
    #expect(scenario.steps.map(\.line) == [5])
    let error = #expect(throws: LabError.self) { try parse("tries 1\r\nnods 3\r\n") }
    #expect(error?.description.contains("line 2: 'nods' is not a statement") == true)
  }

  @Test("a word that is no scenario's is told in short")
  func long() {
    let error = #expect(throws: LabError.self) {
      try parse("at 0s " + String(repeating: "x", count: 5_000))
    }
    let text = error?.description ?? ""
    #expect(text.contains("xxx…' is not a fault"), "\(text)")
    #expect(text.prefix { $0 != "…" }.count < 120, "\(text)")
  }

  @Test("a file that is no text, or too large, is refused as such")
  func binary() throws {
    let folder = "/tmp/failover-files-\(UInt32.random(in: 0...UInt32.max))"
    defer { System.remove(folder) }
    try System.makeDirectory(folder)
    try System.write("tries 1\n\u{0}\n", to: "\(folder)/a.scenario")
    try System.write(String(repeating: "# x\n", count: 300_000), to: "\(folder)/b.scenario")
    for (name, says) in [("a", "it is no text"), ("b", "it is larger than 1 MiB")] {
      let error = #expect(throws: LabError.self) {
        try Scenario(path: "\(folder)/\(name).scenario")
      }
      #expect(error?.code == .data)
      #expect(error?.description.hasSuffix(says) == true)
    }
  }

  @Test("a worker may hold its leases")
  func holding() throws {
    let scenario = try parse("load workers 3 holding 1.5s\nexpect leases-lost = 0")
    #expect(scenario.loads == [.workers(3, holding: .milliseconds(1_500), dying: .zero)])
    #expect(
      try parse("load workers 3 holding 20ms dying every 2s").loads == [
        .workers(3, holding: .milliseconds(20), dying: .seconds(2))
      ])
    #expect(
      try parse("load workers 1 dying every 200ms").loads == [
        .workers(1, holding: .zero, dying: .milliseconds(200))
      ])
    #expect(scenario.limits.map(\.figure) == [.leasesLost])
  }

  @Test("a scenario without a load would show nothing")
  func idle() {
    let error = #expect(throws: LabError.self) { try parse("") }
    #expect(error?.description.hasPrefix("dir/some.scenario: there is no load") == true)
  }

  @Test("a thing that is said once cannot be said twice")
  func twice() {
    let error = #expect(throws: LabError.self) { try parse("tries 2\nlength 1s\ntries 3") }
    #expect(error?.description.hasSuffix("said a second time, first in line 1") == true)
  }

  @Test("every scenario of the tree can be read")
  func ours() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let found = Session.scenarios(in: "/\(folder)/cluster/scenarios")
    #expect(found.count >= 20)
    for (name, path) in found {
      let scenario = try Scenario(path: path)
      #expect(scenario.name == name)
      #expect(!scenario.about.isEmpty, "\(name)")
      #expect(!scenario.limits.isEmpty, "\(name)")
    }
  }

  @Test("an unknown name suggests the near one")
  func near() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let error = #expect(throws: LabError.self) {
      try Session.read(["leader-kil"], folder: "/\(folder)/cluster/scenarios")
    }
    #expect(error?.code == .noInput)
    #expect(error?.description.contains("did you mean 'leader-kill'?") == true)
  }
}
