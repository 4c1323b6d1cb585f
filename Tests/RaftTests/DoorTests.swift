import Foundation
import Raft
import RaftScripts
import Testing
import Units

/// The core's door: commands as JSON lines (docs/doors.md). CARILLON_REWRITE=1 writes the output of the
/// example.
@Suite struct DoorTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Doors")

  static func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static func play(_ text: String, traces: Bool) throws -> String {
    var script = JSONScript(traces: traces)
    var output = ""
    for line in text.split(separator: "\n") {
      for line in try script.take(String(line)) { output += line + "\n" }
    }
    return output
  }

  @Test(arguments: [("core.out.jsonl", false), ("core.trace.jsonl", true)])
  func theExampleIsAsWritten(_ name: String, _ traces: Bool) throws {
    let played = try DoorTests.play(try DoorTests.read("core.jsonl"), traces: traces)
    if ProcessInfo.processInfo.environment["CARILLON_REWRITE"] != nil {
      try played.write(
        to: DoorTests.folder.appending(path: name), atomically: false, encoding: .utf8)
    }
    #expect(try DoorTests.read(name) == played)
    #expect(try DoorTests.play(try DoorTests.read("core.jsonl"), traces: traces) == played)
  }

  /// docs/doors.md shows lines of the example as they are.
  @Test func thePageShowsTheExample() throws {
    let root = DoorTests.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "docs/doors.md"), encoding: .utf8)
    let files = try ["core.jsonl", "core.out.jsonl", "core.trace.jsonl"].map(DoorTests.read)
    let known = Set(files.flatMap { $0.split(separator: "\n").map(String.init) })
    let shown = page.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix("{\"") }
    #expect(shown.count > 8)
    for line in shown where !known.contains(line) {
      Issue.record("no line of the example: \(line)")
    }
  }

  @Test(arguments: [
    (#"x"#, "line 2: no JSON, column 1: expected a value, found 'x'"),
    (#"[]"#, #"line 2: a command is an object with a member "do""#),
    (#"{"do":1}"#, #"line 2: a command is an object with a member "do""#),
    (#"{"do":"propose"}"#, "line 2: 'propose' lacks 'node'"),
    (
      #"{"do":"propose","nod":1}"#,
      "line 2: 'propose' has no field 'nod'; its fields are node, count, size"
    ),
    (#"{"do":"start","node":1}"#, "line 2: 'start' has no field 'node'"),
    (#"{"do":"read","node":"1"}"#, "line 2: 'node' of 'read' wants a whole number up to "),
    (#"{"do":"read","node":-1}"#, "line 2: 'node' of 'read' wants a whole number up to "),
    (#"{"do":"read","node":9}"#, "line 2: cannot 'read': no such node"),
    (#"{"do":"read","node":1}"#, "line 2: cannot 'read': n1 is down"),
    (#"{"do":"add","voters":3}"#, "line 2: nodes were added before: a script has one cluster"),
    (#"{"do":"campaign","node":9}"#, "line 2: cannot 'campaign': no such node"),
    (#"{"do":"deliver","place":4}"#, "line 2: no message 4 is under way"),
    (#"{"do":"limit","name":"x","value":1}"#, "line 2: 'name' of 'limit' wants one of append"),
    (
      #"{"do":"log","node":1,"terms":[1,3,2]}"#,
      "line 2: a log is given to a voter before its start"
    ),
    (#"{"do":"damage","node":1,"entries":[1]}"#, "line 2: damage is to entries of a node that is "),
    (#"{"do":"fly"}"#, "line 2: unknown command 'fly'; there are add, limit, "),
  ])
  func aBadLineIsRefused(_ line: String, _ words: String) throws {
    var script = JSONScript()
    _ = try script.take(#"{"do":"add","voters":3}"#)
    do throws(JSONScript.Failure) {
      _ = try script.take(line)
      Issue.record("taken: \(line)")
    } catch { #expect(error.description.hasPrefix(words), "\(error)") }
    // Nothing of it was done.
    #expect(try script.take(#"{"do":"status"}"#).count == 3)
  }

  @Test func aClusterHasVoters() throws {
    var script = JSONScript()
    do throws(JSONScript.Failure) {
      _ = try script.take(#"{"do":"add","voters":0}"#)
      Issue.record("taken")
    } catch {
      #expect(
        error.description == "line 1: a cluster has 1 to 15 voters, and at most 15 strangers")
    }
    // Nothing of it was done.
    #expect(try script.take(#"{"do":"add","voters":1}"#).isEmpty)
  }

  /// Whatever is asked, in whatever order, is done or refused: no core traps.
  @Test(arguments: UInt64(1)...40) func noOrderTraps(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func pick(_ count: UInt64) -> UInt64 { generator.below(count) }
    var script = JSONScript(traces: seed % 2 == 0)
    _ = try script.take(#"{"do":"add","voters":\#(1 + pick(5)),"strangers":2}"#)
    if pick(3) == 0 { _ = try? script.take(#"{"do":"log","node":1,"terms":[1,1,2]}"#) }
    if pick(3) == 0 { _ = try? script.take(#"{"do":"term","node":2,"term":7}"#) }
    _ = try script.take(#"{"do":"start"}"#)
    var done = 0
    for _ in 0..<300 {
      let node = 1 + pick(7)
      let other = 1 + pick(7)
      let line =
        switch pick(24) {
        case 0: #"{"do":"campaign","node":\#(node)}"#
        case 1: #"{"do":"timeout","node":\#(node)}"#
        case 2: #"{"do":"propose","node":\#(node),"count":\#(pick(5)),"size":\#(pick(3))}"#
        case 3: #"{"do":"read","node":\#(node)}"#
        case 4:
          #"{"do":"change","node":\#(node),"voters":[1,\#(other)],"learners":[\#(node)]}"#
        case 5: #"{"do":"change","node":\#(node),"voters":[1,2],"promoted":[\#(other)]}"#
        case 6: #"{"do":"transfer","node":\#(node),"to":\#(other)}"#
        case 7: #"{"do":"suspect","node":\#(node),"of":\#(other)}"#
        case 8: #"{"do":"hold","node":\#(node)}"#
        case 9: #"{"do":"durable","node":\#(node)}"#
        case 10: #"{"do":"durable","node":\#(node),"count":1}"#
        case 11: #"{"do":"compact","node":\#(node),"index":\#(pick(12))}"#
        case 12: #"{"do":"snapshot","from":\#(node),"to":\#(other)}"#
        case 13: #"{"do":"crash","node":\#(node),"keep":\#(pick(4))}"#
        case 14: #"{"do":"restart","node":\#(node)}"#
        case 15: #"{"do":"cut","from":\#(node),"to":\#(other)}"#
        case 16: #"{"do":"heal"}"#
        case 17: #"{"do":"duplicate","place":\#(pick(4))}"#
        case 18: #"{"do":"drop","place":\#(pick(4))}"#
        case 19: #"{"do":"damage","node":\#(node),"entries":[\#(1 + pick(8))]}"#
        case 20: #"{"do":"repair","node":\#(node),"entries":[\#(1 + pick(8))]}"#
        case 21: #"{"do":"deliver","place":\#(pick(6))}"#
        default: #"{"do":"wait","milliseconds":\#(1 + pick(400))}"#
        }
      if (try? script.take(line)) != nil { done += 1 }
    }
    #expect(done > 50)
  }
}
