import GRPC
import Logging
import Storage
import Units

/// A slow walk over all of the state's blocks: what rots unread is found while the others still have
/// it. It stops the node as any read of damage does.
struct Scrub {
  /// From one walk's begin to the next's.
  static let interval = Timeout.seconds(86_400)

  /// Where it goes on; nil between two walks.
  var next: Bytes? = []
  var due = Monotonic.zero
  var isReading = false
}

extension Node {
  /// One step; asked for once a second.
  func keepScrubbing() {
    guard let disk, let state = disk.state, mind != nil, !scrub.isReading,
      options.limits.scrubRate > .zero
    else {
      return
    }
    if scrub.next == nil, turn.now >= scrub.due { scrub.next = [] }
    guard let next = scrub.next else { return }
    if next.isEmpty { scrub.due = turn.now + Scrub.interval }
    scrub.isReading = true
    let (inbox, generation) = (disk.inbox, disk.generation)
    state.verify(from: next, byteLimit: Int(options.limits.scrubRate.rawValue)) {
      inbox.post(.verified(generation, $0))
    }
  }

  func verified(_ generation: UInt64, _ result: Result<Bytes?, StorageError>) {
    scrub.isReading = false
    // Of a state that a snapshot replaced: begun anew.
    guard generation == disk?.generation else {
      scrub.next = []
      return
    }
    switch result {
    case .success(let next):
      scrub.next = next
      if next == nil {
        logger.info("state verified", metadata: ["directory": "\(options.dataDirectory)"])
      }
    // Too many reads wait: later.
    case .failure(let error) where error.code == .tooLarge: break
    case .failure(let error): failed(error)
    }
  }
}
