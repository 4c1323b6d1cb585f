import Glibc
import Journal
import Messages
import Raft
import Replica
import StateMachine
import Testing
import Units

@testable import Recovery
@testable import Storage

/// A state and a log made by hand: what a node of three would have, in files of a size that may be
/// copied often.
struct Fabric {
  static let cluster = ClusterID(high: 77, low: 5)
  static let term = Term(4)
  static let members = (1...3).map {
    Member(
      id: NodeID(UInt64($0)), incarnation: Incarnation(UInt64($0) + 100),
      address: "127.0.0.1:760\($0)")
  }
  static let configuration = PlacedConfiguration(
    index: LogIndex(1), configuration: Configuration(voters: members))

  /// Entry 1 has the members, 2 is a no-op, each after it one command.
  static func entries(_ count: Int) -> [JournalEntry] {
    var entries = [
      JournalEntry(
        term: Term(1), index: LogIndex(1), kind: EntryKind.configuration.rawValue,
        payload: configuration.configuration.encoded()),
      JournalEntry(term: term, index: LogIndex(2), kind: EntryKind.noop.rawValue, payload: []),
    ]
    for number in 3...count {
      let member = members[number % 3]
      let record = MemberRecord(
        node: member.id, name: "n\(member.id.rawValue)", address: "entry \(number)")
      var batch = CommandBatch()
      batch.append(
        Command(CommandHeader(.setMember), body: MemberCommand(record).encoded()))
      batch.stamp(time: Instant(microseconds: Int64(number) * 1_000), seed: UInt64(number))
      entries.append(
        JournalEntry(
          term: term, index: LogIndex(UInt64(number)), kind: EntryKind.command.rawValue,
          payload: batch.bytes))
    }
    return entries
  }

  /// A store with the first `count` entries applied.
  static func fill(_ directory: String, _ entries: ArraySlice<JournalEntry>) throws -> StateMachine
  {
    let store = try StateStore(directory: directory)
    var machine = StateMachine()
    var output = ApplyOutput()
    var batch = StateBatch()
    for entry in entries {
      if entry.kind == EntryKind.command.rawValue {
        machine.apply(index: entry.index, term: entry.term, batch: entry.payload, into: &output)
      } else {
        machine.advance(index: entry.index, term: entry.term)
      }
    }
    for change in output.changes {
      if let value = change.value { batch.put(change.key, value) } else { batch.delete(change.key) }
    }
    batch.put(Keys.meta, machine.metaRecord())
    batch.put(
      StoredConfigurations.key, StoredConfigurations([configuration]).encoded(upTo: machine.index))
    try store.write(batch)
    try store.flush()
    return machine
  }

  /// The data directory of node 2, whose log has `last` entries and whose state `applied`.
  static func node(_ path: String, last: Int, applied: Int) throws {
    let entries = entries(last)
    var directory = try DataDirectory(path: path, incarnation: members[1].incarnation)
    try directory.adopt(cluster: cluster, node: NodeID(2))
    var log = try RaftLog(
      directory: directory.logDirectory, options: LogSize.small.options,
      owner: members[1].incarnation)
    try log.append([
      LogBatch(hardState: JournalHardState(term: Term(6), vote: NodeID(3)), entries: entries)
    ])
    _ = try fill(try directory.stateDirectory(), entries.prefix(applied))
  }

  /// A backup of the state with `applied` entries in it.
  @discardableResult
  static func backup(_ path: String, applied: Int, scratch: String) throws -> StateMachine {
    let machine = try fill(scratch + "/source", entries(applied)[...])
    do {
      let store = try StateStore(directory: scratch + "/source")
      try store.checkpoint(into: scratch + "/checkpoint")
    }
    let manifest = try SnapshotChecksums().complete(
      SnapshotManifest(
        position: JournalPosition(term: machine.term, index: machine.index),
        configurationIndex: configuration.index,
        configuration: configuration.configuration.encoded(), digest: machine.digest, files: []),
      in: scratch + "/checkpoint")
    let header = BackupHeader(
      cluster: cluster, node: NodeID(2), nodeName: "n2", taken: Instant(seconds: 1_700_000_000),
      stateTime: machine.time, software: "0.1.0", machineVersion: 1, totals: [],
      manifest: manifest)
    let writer = try BackupWriter(path: path, replaces: true)
    try writer.append(header.encoded())
    for file in manifest.files {
      try writer.append(try System.contents(scratch + "/checkpoint/" + file.name) ?? [])
    }
    _ = try writer.finish { _, _ in }
    return machine
  }

  /// Copies a tree as it is: what a process killed right now would leave.
  static func copy(_ source: String, to target: String) throws {
    try System.makeDirectories(target)
    for name in try System.list(source) {
      let from = source + "/" + name
      let directory = unsafe opendir(from)
      if let directory = unsafe directory {
        unsafe closedir(directory)
        try copy(from, to: target + "/" + name)
        continue
      }
      do {
        let file = try OpenFile(from, .read)
        let bytes = try file.read(count: try file.size(), at: 0)
        try OpenFile(target + "/" + name, .truncate).write(bytes, at: 0)
      } catch {
        // A spare segment that was made in the background and has another name by now: no image has it.
        guard !System.exists(from) else { throw error }
        try? System.remove(target + "/" + name)
      }
    }
  }
}
