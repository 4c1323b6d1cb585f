internal import GRPC
internal import NIOCore
internal import Units

/// Fires at a fixed rate, whatever becomes of what it fired: each firing has its own due time, and
/// latency counts from that, so that a stall is seen as one. Confined to one event loop.
final class OpenLoop {
  private let turn: Turn
  private let interval: Int64
  private let fire: (Monotonic) -> Void
  private var start = Monotonic.zero
  private var fired: Int64 = 0
  private var isRunning = false

  /// - Parameter rate: a second.
  init(_ turn: Turn, rate: Int, fire: @escaping (Monotonic) -> Void) {
    self.turn = turn
    interval = 1_000_000_000 / Int64(rate)
    self.fire = fire
  }

  func run() {
    start = turn.now
    isRunning = true
    tick()
  }

  func stop() { isRunning = false }

  private func tick() {
    guard isRunning else { return }
    let now = turn.now
    while true {
      let due = Monotonic(nanoseconds: start.nanoseconds + UInt64(fired * interval))
      guard due <= now else {
        let wait = Int64(due.nanoseconds - now.nanoseconds)
        turn.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(wait)) { self.tick() }
        return
      }
      fired += 1
      fire(due)
    }
  }
}
