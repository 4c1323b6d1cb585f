import Glibc
import Journal
import Testing
import Units

/// The cases of `Cases/recovery.txt`, one table row each.
@Suite struct RecoveryCaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [String]
    var verdict: String

    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    var cases: [Case] = []
    for line in text("/" + path + "/Cases/recovery.txt").split(separator: "\n")
    where !line.hasPrefix("#") {
      if line.hasPrefix("case ") {
        cases.append(Case(name: String(line.dropFirst(5)), steps: [], verdict: ""))
      } else if line.hasPrefix("= ") {
        cases[cases.count - 1].verdict = String(line.dropFirst(2))
      } else {
        cases[cases.count - 1].steps += line.split(separator: " ").map(String.init)
      }
    }
    return cases
  }()

  static func text(_ path: String) -> String {
    guard let file = unsafe fopen(path, "r") else { return "" }
    defer { unsafe fclose(file) }
    var bytes: Bytes = []
    while true {
      let byte = unsafe getc(file)
      if byte < 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
  }

  @Test func thereAreCases() { #expect(RecoveryCaseTests.cases.count >= 24) }

  @Test(arguments: cases) func decides(_ example: Case) throws {
    var log = PaperLog()
    var batch = LogBatch()
    var rest = example.steps[...]
    func word() throws -> String {
      let next = rest.popFirst()
      return try #require(next)
    }
    func number() throws -> UInt64 {
      let text = try word()
      return try #require(UInt64(text))
    }
    func pair(_ separator: Character) throws -> (UInt64, UInt64) {
      let parts = try word().split(separator: separator).compactMap { UInt64($0) }
      try #require(parts.count == 2)
      return (parts[0], parts[1])
    }
    func edit(_ segment: UInt64, _ body: (inout Bytes) -> Void) {
      body(&log.segments[segment, default: []])
    }
    while let step = rest.popFirst() {
      switch step {
      case "hard":
        let term = try number()
        batch.hardState = state(term, UInt64(try word()))
      case "entries":
        let (first, last) = try pair("-")
        let term = try number()
        batch.entries += (first...last).map { entry($0, term) }
      case "truncate": batch.truncateFrom = LogIndex(try number())
      case "cut":
        let (index, term) = try pair("/")
        batch.cut = position(index, term)
      case "reset":
        let (index, term) = try pair("/")
        batch.reset = position(index, term)
      case "repair":
        let index = try number()
        batch.repaired.append(entry(index, try number()))
      case ";":
        log.append(batch)
        batch = LogBatch()
      case "settle": log.settle()
      case "segment": log.beginSegment()
      case "flip":
        let segment = try number()
        let place = Int(try number())
        edit(segment) { $0[place] ^= 1 }
      case "zero":
        let segment = try number()
        let (first, last) = try pair("-")
        edit(segment) { for place in first...last { $0[Int(place)] = 0 } }
      case "lose": log.segments[try number()] = nil
      case "lose-ring": log.ring = []
      default: Issue.record("\(step) is no step")
      }
    }
    #expect(log.recover().summary == example.verdict)
  }
}
