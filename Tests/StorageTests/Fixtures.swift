import Glibc
import Journal
import Synchronization
import Testing
import Units

@testable import Storage

/// A fresh directory under the system's temporary one, removed at the end.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let base = System.environment("TMPDIR") ?? "/tmp"
    path = base + "/carillon-\(getpid())-" + String(System.random(), radix: 36)
    try System.makeDirectories(path)
  }

  deinit {
    Failpoint.disarm(prefix: path)
    try? System.removeDirectory(path)
  }

  /// Copies a tree as it is: what a process killed right now would leave.
  static func copy(_ source: String, to target: String) throws {
    try System.makeDirectories(target)
    for name in try System.list(source) {
      let from = source + "/" + name
      let file = unsafe opendir(from)
      if let file = unsafe file {
        unsafe closedir(file)
        try copy(from, to: target + "/" + name)
      } else if let bytes = try? System.contents(from, limit: 1 << 30) {
        try OpenFile(target + "/" + name, .truncate).write(bytes, at: 0)
      }
    }
  }

  /// Every file in a tree, and the checksum of what is in it.
  static func listing(_ path: String) throws -> [String: UInt32] {
    var found: [String: UInt32] = [:]
    for name in try System.list(path) {
      let entry = path + "/" + name
      if let bytes = try? System.contents(entry, limit: 1 << 30) {
        found[entry] = CRC32C(bytes).value
      } else {
        found.merge(try listing(entry)) { first, _ in first }
      }
    }
    return found
  }
}

/// The log as it should be.
struct Model: Equatable, Sendable {
  var hardState = JournalHardState()
  var base = JournalPosition.zero
  var entries: [JournalEntry] = []

  var last: JournalPosition { entries.last.map(\.mark.position) ?? base }

  mutating func apply(_ batch: LogBatch) {
    if let position = batch.reset {
      base = position
      entries = []
    }
    if let state = batch.hardState { hardState = state }
    if let index = batch.truncateFrom { entries.removeAll { $0.index >= index } }
    entries += batch.entries
    if let position = batch.cut {
      base = position
      entries.removeAll { $0.index <= position.index }
    }
  }

  /// A batch that may follow, as a core would order it.
  func nextBatch(_ random: inout SeededGenerator, largest: UInt64 = 3_000) -> LogBatch {
    var batch = LogBatch()
    var model = self
    if random.below(40) == 0 {
      let index = LogIndex(last.index.rawValue + random.below(50))
      batch.reset = JournalPosition(term: hardState.term.next(), index: index)
      batch.hardState = JournalHardState(term: hardState.term.next())
      return batch
    }
    if random.below(6) == 0 {
      let vote = random.below(4)
      batch.hardState = JournalHardState(
        term: Term(hardState.term.rawValue + 1), vote: vote == 0 ? nil : NodeID(vote))
    }
    if random.below(8) == 0, let first = entries.first {
      let count = UInt64(entries.count)
      batch.truncateFrom = LogIndex(first.index.rawValue + random.below(count + 1))
    }
    model.apply(batch)
    var index = model.last.index
    for _ in 0..<random.below(6) {
      index = index.next()
      let size = random.below(4) == 0 ? random.below(largest) : random.below(60)
      let byte = UInt8(truncatingIfNeeded: random.next())
      batch.entries.append(
        JournalEntry(
          term: model.hardState.term, index: index, kind: UInt8(1 + random.below(3)),
          payload: Bytes(repeating: byte, count: Int(size))))
    }
    model.apply(LogBatch(entries: batch.entries))
    if random.below(10) == 0, !model.entries.isEmpty {
      let place = Int(random.below(UInt64(model.entries.count)))
      batch.cut = model.entries[place].mark.position
    }
    return batch
  }
}

extension RaftLog {
  /// For tests that do not ask whose log it is.
  init(directory: String, options: Options) throws(StorageError) {
    try self.init(directory: directory, options: options, owner: Incarnation(1))
  }

  /// Everything the log holds, read back.
  func contents() throws -> Model {
    var model = Model(hardState: hardState, base: base)
    var index = base.index.next()
    while index <= last.index {
      let read = try read(from: index, through: last.index, maxBytes: 10_000)
      #expect(!read.isEmpty)
      model.entries += read
      index = model.last.index.next()
    }
    return model
  }
}

extension RecoveredLog {
  func matches(_ model: Model) -> Bool {
    hardState == model.hardState && base == model.base && entries == model.entries.map(\.mark)
  }
}

let small = RaftLog.Options(segmentSize: .kibibytes(64), ringSlots: 128, spares: 1)

func entries(_ range: ClosedRange<UInt64>, term: UInt64, size: Int = 50) -> [JournalEntry] {
  range.map {
    JournalEntry(
      term: Term(term), index: LogIndex($0), kind: 2,
      payload: Bytes(repeating: UInt8(truncatingIfNeeded: $0), count: size))
  }
}

/// A value that callbacks fill and a test waits for.
final class Awaited<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let gate = Gate()

  func set(_ new: Value) {
    value.withLock { $0 = new }
    gate.lock()
    gate.broadcast()
    gate.unlock()
  }

  var isSet: Bool { value.withLock { $0 != nil } }

  /// Nil after ten seconds.
  func get() -> Value? {
    gate.lock()
    defer { gate.unlock() }
    for _ in 0..<1_000 {
      if let value = value.withLock({ $0 }) { return value }
      _ = gate.wait(milliseconds: 10)
    }
    return nil
  }
}
