import Raft
import Replica
import Testing
import Units

@testable import Node

/// What the node remembers of its log, so that it can be cut: terms and configurations.
struct LogMemoryTests {
  /// Against a plain list of (index, term), by seeds.
  @Test("terms of the log as runs", arguments: 0..<UInt64(100))
  func terms(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var runs = TermRuns()
    var plain: [(index: UInt64, term: UInt64)] = []
    var term: UInt64 = 1
    var first: UInt64 = 1
    for _ in 0..<200 {
      let last = plain.last?.index ?? first - 1
      switch generator.below(10) {
      case 0 where !plain.isEmpty:
        let from = first + generator.below(last - first + 1)
        runs.truncate(from: LogIndex(from))
        plain.removeAll { $0.index >= from }
        term += 1
      case 1 where plain.count > 2:
        let upTo = first + generator.below(last - first)
        runs.cut(upTo: LogIndex(upTo))
        plain.removeAll { $0.index < upTo }
        first = upTo
      default:
        if generator.below(4) == 0 { term += 1 }
        runs.append(LogIndex(last + 1), Term(term))
        plain.append((last + 1, term))
      }
      for entry in plain {
        #expect(runs.term(at: LogIndex(entry.index)) == Term(entry.term), "at \(entry.index)")
      }
      let end = plain.last?.index ?? first - 1
      #expect(runs.term(at: LogIndex(end + 1)) == nil)
    }
  }

  static func placed(_ index: UInt64) -> PlacedConfiguration {
    PlacedConfiguration(
      index: LogIndex(index),
      configuration: Configuration(voters: [
        Member(id: NodeID(index), incarnation: Incarnation(index), address: "127.0.0.1:1")
      ]))
  }

  @Test("a cut keeps the configuration that is in force at the base")
  func configurations() throws {
    var stored = StoredConfigurations([1, 5, 9].map(LogMemoryTests.placed))
    stored.cut(upTo: LogIndex(7))
    #expect(stored.list.map(\.index.rawValue) == [5, 9])
    #expect(stored.newest(at: LogIndex(8))?.index == LogIndex(5))
    stored.truncate(from: LogIndex(9))
    stored.append([LogMemoryTests.placed(12)])
    #expect(stored.list.map(\.index.rawValue) == [5, 12])
    let back = try #require(StoredConfigurations(decoding: stored.encoded(upTo: LogIndex(11))))
    #expect(back.list == [LogMemoryTests.placed(5)])
  }

  @Test("a record cut anywhere is refused")
  func damaged() {
    let bytes = StoredConfigurations([1, 5].map(LogMemoryTests.placed)).encoded(upTo: LogIndex(9))
    for length in 0..<bytes.count {
      #expect(StoredConfigurations(decoding: Bytes(bytes[..<length])) == nil, "\(length) bytes")
    }
  }

  @Test(
    "a call waits 90 % of what it was given, at most five seconds",
    arguments: [
      (Int64?(1_000), Int64(900)), (Int64?(10), 9), (Int64?(60_000), 5_000), (nil, 5_000),
    ] as [(Int64?, Int64)])
  func patience(given: Int64?, waits: Int64) {
    let start = Monotonic(nanoseconds: 1_000_000_000)
    let deadline = given.map { start + .milliseconds($0) } ?? .distantFuture
    let until = WaitingCalls.patience(start, deadline, .seconds(5))
    #expect(until - start == .milliseconds(waits))
  }

  @Test("a call's place is used again, under another id")
  func callTable() throws {
    var table = CallTable(limit: 2)
    func add() -> CallID? { table.add(CallTable.Pending(completion: { _ in }, call: nil)) }
    let first = try #require(add())
    #expect(add() != nil)
    #expect(add() == nil)
    let taken = table.take(first) != nil
    let again = table.take(first) != nil
    #expect(taken && !again)
    let third = try #require(add())
    #expect(third != first)
    let stale = table.take(first) != nil
    #expect(!stale)
    #expect(table.takeAll().count == 2)
  }
}
