import NIOCore
import Units

/// The one timer of a replica. Setting it later costs nothing: the timer that runs looks again when
/// it fires.
struct Alarm {
  /// When the replica wants to be stepped.
  private(set) var due = Monotonic.distantFuture
  private var scheduled: Scheduled<Void>?
  private var firesAt = Monotonic.distantFuture

  /// On the loop. `fire` is called at `time` or a little later.
  mutating func set(
    _ time: Monotonic, now: Monotonic, loop: any EventLoop, fire: @escaping () -> Void
  ) {
    due = time
    guard time != .distantFuture, time < firesAt else { return }
    scheduled?.cancel()
    firesAt = time
    let wait = time > now ? Int64(clamping: time.nanoseconds - now.nanoseconds) : 0
    scheduled = loop.assumeIsolated().scheduleTask(in: .nanoseconds(wait), fire)
  }

  /// The timer fired: whether the alarm is due; else it is to be set again.
  mutating func fired(now: Monotonic) -> Bool {
    scheduled = nil
    firesAt = .distantFuture
    return now >= due
  }

  mutating func cancel() {
    scheduled?.cancel()
    scheduled = nil
    firesAt = .distantFuture
    due = .distantFuture
  }
}
