public import NIOCore
public import Units

/// The rhythm of one event loop: everything that was read in one turn of the loop is handled first,
/// then `onReadBurst` runs once, then every connection with something to say makes one write.
///
/// One for each loop, shared by its server and its client connections, and confined to that loop.
public final class Turn {
  public let eventLoop: any EventLoop

  /// Called at most once in a turn, after all sockets that were ready have been read and their
  /// messages handed over, before anything is written: the place to cut a batch.
  public var onReadBurst: (() -> Void)?

  public init(eventLoop: any EventLoop) {
    eventLoop.assertInEventLoop()
    self.eventLoop = eventLoop
  }

  /// CLOCK_BOOTTIME, as read for this turn or just now.
  public var now: Monotonic { preconditionFailure() }

  /// Calls `body` at the end of this turn, before the writes. For work that gathers outside a read,
  /// such as proposals that a timer made.
  public func atEnd(_ body: @escaping () -> Void) { preconditionFailure() }
}
