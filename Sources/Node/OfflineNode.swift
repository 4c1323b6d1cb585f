package import Journal
import NIOCore
import NIOPosix
import Raft
import Replica
package import StateMachine
package import Storage
package import Units

/// A data directory, opened as a node's start opens it, by somebody who takes part in nothing: what
/// the node would go on with, and serve.
package final class OfflineNode {
  package let identity: NodeIdentity
  package let hardState: JournalHardState
  /// The entry before the first that the log has.
  package let base: LogIndex
  package let last: LogIndex
  /// Entries whose bodies have to be fetched.
  package let damaged: [LogIndex]
  /// As loaded: at the last flush.
  package let machine: StateMachine
  private let opened: OpenedDirectory

  /// - Throws: what a start would end with.
  package static func open(
    _ options: NodeOptions, incarnation: Incarnation
  ) async throws(NodeEnd) -> OfflineNode {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    // Nobody listens: what is asked is answered to whoever asked it. The loop never ends.
    guard let inbox = try? await loop.submit({ Inbox(loop: loop) { _ in } }).get() else {
      throw NodeEnd(.software, "the loop is gone")
    }
    return OfflineNode(try OpenedDirectory(options, incarnation: incarnation, inbox: inbox))
  }

  private init(_ opened: OpenedDirectory) {
    self.opened = opened
    identity = opened.identity
    let restored = opened.restored
    hardState = JournalHardState(term: restored.hardState.term, vote: restored.hardState.vote)
    base = restored.base.index
    last = restored.entries.last?.index ?? restored.base.index
    damaged = restored.damaged
    machine = opened.state.machine
  }

  /// As the log's thread reads them; about `maxBytes` of them. Fails at a damaged one.
  package func entries(
    from first: LogIndex, through last: LogIndex, maxBytes: Int
  ) async -> Result<[JournalEntry], StorageError> {
    await withCheckedContinuation { continuation in
      opened.log.read(from: first, through: last, maxBytes: maxBytes) {
        continuation.resume(returning: $0)
      }
    }
  }

  /// As the state's threads read them.
  package func rows(_ scan: StateScan) async -> Result<StateScan.Page, StorageError> {
    await withCheckedContinuation { continuation in
      opened.state.threads.scan(scan) { continuation.resume(returning: $0) }
    }
  }

  /// Ends the threads and gives the directory back.
  package func close() {
    opened.log.stop()
    opened.state.threads.stop()
  }
}
