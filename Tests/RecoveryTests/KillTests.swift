import Journal
import Raft
import StateMachine
import Synchronization
import Testing
import Units

@testable import Recovery
@testable import Storage

/// Killed, or given an error, at every step of what a restore and a recovery make durable.
@Suite(.serialized) struct KillTests {
  /// What a kill at each failpoint under `directory` would leave, while `body` runs.
  static func images(
    _ bed: Bed, of directory: String, while body: () throws -> Void
  ) throws -> [(point: Failpoint, path: String)] {
    let taken = Mutex<[(Failpoint, String)]>([])
    let base = bed.path("images")
    Failpoint.arm(
      nil, prefix: directory,
      .call { point in
        taken.withLock { list in
          let path = base + "/\(list.count)"
          // What cannot be copied is no image: the test misses it below.
          try? Fabric.copy(directory, to: path)
          list.append((point, path))
        }
      })
    defer { Failpoint.disarm(prefix: directory) }
    try body()
    return taken.withLock { $0 }
  }

  static func restoration(_ bed: Bed, _ directory: String) -> Restoration {
    var order = Restoration(
      backup: bed.path("b.carillon"), directory: directory, name: "r", address: "127.0.0.1:1")
    order.logSize = .small
    return order
  }

  @Test("a restore that is killed leaves nothing, or all of it")
  func restore() async throws {
    try await Bed.run { bed in
      let machine = try Fabric.backup(
        bed.path("b.carillon"), applied: 40, scratch: bed.directory)
      let target = bed.path("r")
      let images = try KillTests.images(bed, of: target) {
        _ = try KillTests.restoration(bed, target).run(at: bed.now())
      }
      let points = Set(images.map(\.point))
      #expect(
        points.isSuperset(of: [
          .stagedBegun, .snapshotChunk, .snapshotFile, .snapshotFinished, .stateFlushed,
          .logSynced, .stagedWritten, .stagedReady, .stagedMoved, .stagedEnded,
        ]))
      var before = 0
      for (point, path) in images {
        if !DataDirectory.holdsNode(path) {
          before += 1
          // As if nothing had been: once more.
          _ = try KillTests.restoration(bed, path).run(at: bed.now())
        }
        let report = try QuorumRecovery.inspect(path, .small)
        #expect(report.cluster != Fabric.cluster, "\(point)")
        #expect(report.lastIndex == report.appliedIndex.next(), "\(point)")
        #expect(report.lastIndex > machine.index)
        #expect(report.members.map(\.node) == [NodeID(4)])
        #expect(!System.exists(path + "/staged"))
      }
      #expect(before > 10 && before < images.count - 5, "\(before) of \(images.count)")
    }
  }

  @Test("a restore whose disk fails at any step says so, and the next one succeeds")
  func failingRestore() async throws {
    try await Bed.run { bed in
      try Fabric.backup(bed.path("b.carillon"), applied: 10, scratch: bed.directory)
      let target = bed.path("r")
      var failures = 0
      while true {
        Failpoint.arm(nil, nth: failures + 1, prefix: target, .error)
        defer { Failpoint.disarm(prefix: target) }
        do throws(RecoveryFailure) {
          _ = try KillTests.restoration(bed, target).run(at: bed.now())
          break
        } catch {
          #expect(error.kind == .disk && error.message.contains("failpoint"), "\(error)")
          failures += 1
          Failpoint.disarm(prefix: target)
          // Either nothing is there, or it became whole with the error at its very end.
          if DataDirectory.holdsNode(target) {
            #expect(try QuorumRecovery.inspect(target, .small).cluster != Fabric.cluster)
            Bed.remove(target)
          }
        }
      }
      #expect(failures > 20, "\(failures)")
    }
  }

  @Test("a recovery that is killed leaves the old contents in force, or the new")
  func recover() async throws {
    try await Bed.run { bed in
      let target = bed.path("n2")
      try Fabric.node(target, last: 60, applied: 3)
      func recovery(_ path: String) -> QuorumRecovery {
        var order = QuorumRecovery(directory: path)
        order.logSize = .small
        return order
      }
      let images = try KillTests.images(bed, of: target) {
        let outcome = try recovery(target).run(confirmed: "\(Fabric.cluster)", at: bed.now())
        #expect(outcome.report.lastIndex == LogIndex(60))
        #expect(outcome.report.lastTerm == Fabric.term)
        #expect(outcome.report.appliedIndex == LogIndex(3))
        #expect(outcome.report.term == Term(6))
        #expect(outcome.report.members.map(\.node.rawValue) == [1, 2, 3])
        // Its name is in an entry that its state does not have yet.
        #expect(outcome.report.name == "n2")
        #expect(outcome.continuation.term == Term(7))
        #expect(outcome.continuation.node == NodeID(4))
      }
      let whole = try KillTests.contents(target)
      var before = 0
      for (point, path) in images {
        let report = try QuorumRecovery.inspect(path, .small)
        if report.cluster == Fabric.cluster {
          before += 1
          #expect(report.lastIndex == LogIndex(60), "\(point)")
          #expect(report.term == Term(6), "\(point)")
          _ = try recovery(path).run(confirmed: "\(Fabric.cluster)", at: bed.now())
        }
        // Whichever way it went: the same state, but for the place where it goes on.
        #expect(try KillTests.contents(path) == whole, "\(point)")
        // The old is kept, whole.
        #expect(System.exists(path + "/before-recovery-1/identity"), "\(point)")
        #expect(System.exists(path + "/before-recovery-1/log"), "\(point)")
        #expect(System.exists(path + "/before-recovery-1/state/current"), "\(point)")
      }
      #expect(before > 8 && before < images.count - 8, "\(before) of \(images.count)")
    }
  }

  /// Every record but those that say where the state stands.
  static func contents(_ path: String) throws -> [StateRow] {
    let directory = try DataDirectory(path: path, incarnation: Incarnation(9))
    let store = try StateStore(directory: try directory.stateDirectory())
    let page = try store.scan(StateScan(lower: [0x02], upper: [0xFF], limit: 10_000))
    #expect(!page.hasMore && !page.rows.isEmpty)
    return page.rows
  }

  @Test("what a recovery refuses, it refuses with a reason and changes nothing")
  func refused() async throws {
    try await Bed.run { bed in
      let target = bed.path("n2")
      try Fabric.node(target, last: 30, applied: 20)
      func refusal(_ order: QuorumRecovery, confirmed: String, _ words: String...) {
        var order = order
        order.logSize = .small
        do throws(RecoveryFailure) {
          _ = try order.run(confirmed: confirmed, at: bed.now())
          Issue.record("recovered: \(words)")
        } catch { for word in words { #expect("\(error)".contains(word), "\(error)") } }
      }
      var order = QuorumRecovery(directory: target)
      refusal(order, confirmed: "another", "\(Fabric.cluster)", "nothing was changed")
      order.index = LogIndex(30)
      refusal(order, confirmed: "\(Fabric.cluster)", "30", "--index")
      order.index = nil
      order.address = ""
      refusal(order, confirmed: "\(Fabric.cluster)", "address")
      refusal(
        QuorumRecovery(directory: bed.path("none")), confirmed: "", "no node's data directory")
      #expect(bed.list("none").isEmpty)
      do {
        // A live one.
        let directory = try DataDirectory(path: target, incarnation: Incarnation(9))
        refusal(
          QuorumRecovery(directory: target), confirmed: "\(Fabric.cluster)", "is using", "stop it")
        #expect(directory.identity.cluster == Fabric.cluster)
      }
      let newer = bed.path("newer")
      try Fabric.node(newer, last: 30, applied: 20)
      do {
        var batch = CommandBatch()
        let next = StateMachine.newestVersion + 1
        batch.append(
          Command(CommandHeader(.raiseVersion), body: RaiseVersionCommand(next).encoded()))
        batch.stamp(time: Instant(seconds: 1), seed: 1)
        var log = try RaftLog(
          directory: newer + "/log", options: LogSize.small.options,
          owner: Fabric.members[1].incarnation)
        try log.append([
          LogBatch(entries: [
            JournalEntry(
              term: Fabric.term, index: LogIndex(31), kind: EntryKind.command.rawValue,
              payload: batch.bytes)
          ])
        ])
      }
      refusal(
        QuorumRecovery(directory: newer), confirmed: "\(Fabric.cluster)",
        "brings machine version", "take the cluster's release; nothing was changed")
      let gone = bed.path("gone")
      try Fabric.node(gone, last: 30, applied: 20)
      do {
        let directory = try DataDirectory(path: gone, incarnation: Incarnation(9))
        try directory.markOut("67\nit was removed")
      }
      refusal(
        QuorumRecovery(directory: gone), confirmed: "\(Fabric.cluster)",
        "takes no part any more", "nothing was changed")
      #expect(try QuorumRecovery.inspect(gone, .small).out == "67\nit was removed")
      let report = try QuorumRecovery.inspect(target, .small)
      #expect(report.cluster == Fabric.cluster && report.lastIndex == LogIndex(30))
      #expect(!bed.list("n2").contains { $0.hasPrefix("before") || $0 == "staged" })
    }
  }

  @Test("a clock of before the last entry is refused, and an index by hand taken")
  func clock() throws {
    let last = JournalPosition(
      term: Term(3), index: Continuation.index(at: Instant(seconds: 1_800_000_000)))
    func next(_ clock: Instant, _ wanted: LogIndex? = nil) throws(RecoveryFailure) -> Continuation {
      try Continuation(
        after: last, term: Term(9), highestNode: NodeID(7), clock: clock, wanted: wanted)
    }
    #expect(throws: RecoveryFailure.self) { try next(Instant(seconds: 1_799_999_999)) }
    #expect(throws: RecoveryFailure.self) { try next(Instant(seconds: 0)) }
    #expect(throws: RecoveryFailure.self) { try next(Instant(seconds: 1_900_000_000), last.index) }
    let given = try next(Instant(seconds: 0), last.index.next())
    #expect(given.index == last.index.next() && given.term == Term(10) && given.node == NodeID(8))
    // 2^16 a second, the fraction counted, so that two within a second differ.
    let second = Continuation.index(at: Instant(seconds: 1_577_836_801))
    #expect(second == LogIndex(65_536))
    #expect(
      Continuation.index(at: Instant(microseconds: 1_577_836_801_500_000)) == LogIndex(98_304))
    #expect(try next(Instant(seconds: 1_800_000_001)).index.distance(from: last.index) == 65_536)
  }
}
