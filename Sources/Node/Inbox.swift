import Journal
import NIOCore
import Storage
import Synchronization
import Units

/// What a thread of the disk has to say to the loop.
enum DiskEvent: Sendable {
  /// Everything up to this mark is durable.
  case durable(UInt64)
  case logRead(UInt64, Result<[JournalEntry], StorageError>)
  case logCut(LogIndex)
  case written(UInt64)
  case flushed(UInt64, Result<LogIndex, StorageError>)
  case stateRead(UInt64, StateReads)
  case checkpoint(UInt64, Result<SnapshotManifest, StorageError>)
  case contents(UInt64, Result<Hash128, StorageError>)
  case verified(UInt64, Result<Bytes?, StorageError>)
  case reclaimed(Result<Void, StorageError>)
  /// Final: the process ends.
  case failed(StorageError)
}

/// Carries results from the disk's threads to the loop: many of them in one hop.
///
/// Not bounded by itself: every event answers one thing that the loop asked for, and those are.
final class Inbox: Sendable {
  private struct State {
    var events: [DiskEvent] = []
    var isHopping = false
  }

  private let state = Mutex(State())
  private let loop: any EventLoop
  private let deliver: NIOLoopBound<([DiskEvent]) -> Void>

  /// On the loop.
  init(loop: any EventLoop, deliver: @escaping ([DiskEvent]) -> Void) {
    self.loop = loop
    self.deliver = NIOLoopBound(deliver, eventLoop: loop)
  }

  /// On any thread.
  func post(_ event: DiskEvent) {
    let mustHop = state.withLock { state in
      state.events.append(event)
      defer { state.isHopping = true }
      return !state.isHopping
    }
    guard mustHop else { return }
    loop.execute { [self] in
      let events = state.withLock { state in
        state.isHopping = false
        var events: [DiskEvent] = []
        swap(&events, &state.events)
        return events
      }
      deliver.value(events)
    }
  }
}
