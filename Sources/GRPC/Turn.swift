internal import Glibc
internal import HTTP2
public import NIOCore
public import Units

/// The rhythm of one event loop: everything that was read in one turn of the loop is handled first,
/// then `onReadBurst` runs once, then every connection with something to say makes one write.
///
/// One for each loop, shared by its server and its client connections, and confined to that loop.
///
/// How the end of a turn is found: the loop handles all sockets that one wake-up reported before it
/// runs the tasks that were submitted meanwhile (NIO's `SelectableEventLoop.run`). So the first read
/// of a turn submits the end of the turn as a task.
public final class Turn {
  public let eventLoop: any EventLoop

  /// Called at most once in a turn, after all sockets that were ready have been read and their
  /// messages handed over, before anything is written: the place to cut a batch.
  public var onReadBurst: (() -> Void)?

  /// The time of this turn; stale while none is under way.
  private var current = Monotonic.zero
  /// The end of this turn is submitted.
  private var isUnderWay = false
  private var hasRead = false
  private var endings: [() -> Void] = []
  /// Connections to flush; the second array only keeps its memory from turn to turn.
  private var waiting: [Connection] = []
  private var flushing: [Connection] = []

  private var wheel: DeadlineWheel
  /// When the loop wakes for `wheel`; nil where it does not.
  private var wakeUp: Monotonic?
  private var wakeUpTask: Scheduled<Void>?

  private var tickers: [WeakTicker] = []
  private var isTicking = false

  public init(eventLoop: any EventLoop) {
    eventLoop.assertInEventLoop()
    self.eventLoop = eventLoop
    self.wheel = DeadlineWheel(now: Turn.readClock())
  }

  /// CLOCK_BOOTTIME, as read for this turn or just now.
  public var now: Monotonic { isUnderWay ? current : Turn.readClock() }

  /// Calls `body` at the end of this turn, before the writes. For work that gathers outside a read,
  /// such as proposals that a timer made.
  public func atEnd(_ body: @escaping () -> Void) {
    endings.append(body)
    begin()
  }

  private static func readClock() -> Monotonic {
    var time = timespec()
    // Fails for unknown clocks and bad addresses only.
    unsafe clock_gettime(CLOCK_BOOTTIME, &time)
    return Monotonic(
      nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  // MARK: For connections

  /// A connection is being read; returns the time of this turn.
  func beganReading() -> Monotonic {
    begin()
    hasRead = true
    return current
  }

  /// `connection` has something to write.
  func flushAtEnd(_ connection: Connection) {
    if connection.awaitsFlush { return }
    connection.awaitsFlush = true
    waiting.append(connection)
    begin()
  }

  private func begin() {
    if isUnderWay { return }
    isUnderWay = true
    current = Turn.readClock()
    eventLoop.assumeIsolated().execute { [self] in end() }
  }

  private func end() {
    if hasRead {
      hasRead = false
      onReadBurst?()
    }
    if !endings.isEmpty {
      let bodies = endings
      endings = []
      for body in bodies { body() }
    }
    isUnderWay = false
    swap(&waiting, &flushing)
    for connection in flushing {
      connection.now = current
      connection.flush()
    }
    flushing.removeAll(keepingCapacity: true)
    // What endings and flushes have asked for comes in the next turn.
    if !endings.isEmpty || !waiting.isEmpty { begin() }
  }

  // MARK: Deadlines

  /// `stream.deadlinePassed` will be called at `deadline`, up to 2 ms late.
  func watch(_ stream: CallStream, _ deadline: Monotonic) {
    let due = wheel.insert(stream, deadline, now: now)
    if let wakeUp, wakeUp <= due { return }
    wake(at: due)
  }

  /// Forgets `stream`; nothing where it is not watched.
  func unwatch(_ stream: CallStream) { wheel.remove(stream) }

  private func wake(at due: Monotonic) {
    wakeUpTask?.cancel()
    wakeUp = due
    let delay = max(0, (due - now).microseconds + 1)
    wakeUpTask = eventLoop.assumeIsolated().scheduleTask(in: .microseconds(delay)) { [weak self] in
      self?.woken()
    }
  }

  private func woken() {
    wakeUp = nil
    wakeUpTask = nil
    for stream in wheel.advance(to: now) { stream.deadlinePassed() }
    if wakeUp == nil, let next = wheel.nextWakeUp { wake(at: next) }
  }

  // MARK: Ticks

  /// What a server or client connection does a few times a second, as long as it holds this.
  /// Weak references go to this object and not to its owner, since every retain of an object that
  /// was ever referenced weakly takes the slow path.
  final class Ticker {
    fileprivate let body: (Monotonic) -> Void
    fileprivate init(_ body: @escaping (Monotonic) -> Void) { self.body = body }
  }

  private struct WeakTicker {
    weak var ticker: Ticker?
  }

  private static let tickInterval = TimeAmount.milliseconds(100)

  /// Calls `body` ten times a second as long as the result is held; `body` must not hold it.
  func tick(_ body: @escaping (Monotonic) -> Void) -> Ticker {
    let ticker = Ticker(body)
    tickers.append(WeakTicker(ticker: ticker))
    if !isTicking { scheduleTick() }
    return ticker
  }

  private func scheduleTick() {
    isTicking = true
    eventLoop.assumeIsolated().scheduleTask(in: Turn.tickInterval) { [weak self] in
      self?.ticked()
    }
  }

  private func ticked() {
    isTicking = false
    let now = now
    tickers.removeAll { $0.ticker == nil }
    for ticker in tickers { ticker.ticker?.body(now) }
    if !tickers.isEmpty { scheduleTick() }
  }
}
