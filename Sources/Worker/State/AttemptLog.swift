import Sandbox
import Units

/// One line of a handler's output, or a piece of a very long one.
struct OutputLine: Hashable, Sendable {
  /// Of its first byte within what was kept of the attempt's output, line ends included.
  var offset: UInt64
  var time: Instant
  var stream: Stream
  var text: String
  /// Bytes left out right before it.
  var dropped: UInt64

  enum Stream: Hashable, Sendable { case output, error, system }
}

/// Lines of one attempt on their way to the server.
struct LogPart: Hashable, Sendable {
  var execution: String
  var token: UInt64
  var attempt: UInt32
  var lines: [OutputLine]
  /// Of the text, line ends included.
  var byteCount: UInt64
  /// Left out after the last line.
  var dropped: UInt64 = 0
  var isLast = false
}

/// An attempt's output as lines, waiting to be sent. Bounded: what does not fit is counted and
/// dropped, and the next line that does fit says so.
struct AttemptLog: Hashable, Sendable {
  /// Waiting text at most, in bytes.
  static let buffer: UInt64 = 256 << 10
  /// A longer line is cut into pieces, in bytes.
  static let longestLine = 16 << 10

  private var waiting: [OutputLine] = []
  private(set) var waitingBytes: UInt64 = 0
  /// When the oldest waiting line came; nil while none waits.
  private(set) var oldest: Monotonic?
  private var unfinished: [OutputLine.Stream: Unfinished] = [:]
  private var offset: UInt64 = 0
  private var pendingDrop: UInt64 = 0
  private(set) var kept: UInt64 = 0
  private(set) var dropped: UInt64 = 0
  /// The last line of standard error that is not blank: what went wrong, most likely.
  private(set) var lastError = ""

  private struct Unfinished: Hashable, Sendable {
    var bytes: Bytes = []
    var time: Instant
  }

  mutating func append(
    _ stream: OutputLine.Stream, _ bytes: ArraySlice<UInt8>, at time: Instant, now: Monotonic
  ) {
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      extend(stream, rest[..<end], time, now)
      finish(stream, now, time)
      rest = rest[(end + 1)...]
    }
    if !rest.isEmpty { extend(stream, rest, time, now) }
  }

  private mutating func extend(
    _ stream: OutputLine.Stream, _ bytes: ArraySlice<UInt8>, _ time: Instant, _ now: Monotonic
  ) {
    var rest = bytes
    while !rest.isEmpty {
      let room = AttemptLog.longestLine - (unfinished[stream]?.bytes.count ?? 0)
      if room == 0 {
        finish(stream, now, time)
        continue
      }
      unfinished[stream, default: Unfinished(time: time)].bytes += rest.prefix(room)
      rest = rest.dropFirst(room)
    }
  }

  /// Takes in what has no line end, at the end of the attempt.
  mutating func close(now: Monotonic) {
    for stream in [OutputLine.Stream.output, .error] {
      if let line = unfinished[stream] { finish(stream, now, line.time) }
    }
  }

  /// The runtime's own words.
  mutating func say(_ text: String, at time: Instant, now: Monotonic) {
    add(.system, text, time, now)
  }

  /// Counts what the supervisor dropped.
  mutating func drop(_ count: UInt64) {
    dropped += count
    pendingDrop += count
  }

  /// The oldest lines, at least one where any waits, of about `limit` bytes at most.
  mutating func take(limit: UInt64) -> (lines: [OutputLine], byteCount: UInt64) {
    var count = 0
    var bytes: UInt64 = 0
    for line in waiting {
      let size = UInt64(line.text.utf8.count) + 1
      if count > 0, bytes + size > limit { break }
      bytes += size
      count += 1
    }
    let lines = Array(waiting.prefix(count))
    waiting.removeFirst(count)
    waitingBytes -= bytes
    if waiting.isEmpty { oldest = nil }
    return (lines, bytes)
  }

  /// What was dropped after the last line taken, told once.
  mutating func takeDropped() -> UInt64 {
    defer { pendingDrop = 0 }
    return pendingDrop
  }

  private mutating func finish(_ stream: OutputLine.Stream, _ now: Monotonic, _ time: Instant) {
    let line = unfinished.removeValue(forKey: stream) ?? Unfinished(time: time)
    var bytes = line.bytes
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    // Repairs what is no UTF-8; a NUL would end the text on its way.
    let text = String(decoding: bytes.map { $0 == 0 ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    add(stream, text, line.time, now)
    if stream == .error, text.contains(where: { !$0.isWhitespace }) { lastError = text }
  }

  private mutating func add(
    _ stream: OutputLine.Stream, _ text: String, _ time: Instant, _ now: Monotonic
  ) {
    let size = UInt64(text.utf8.count) + 1
    guard waitingBytes + size <= AttemptLog.buffer else { return drop(size) }
    waiting.append(
      OutputLine(offset: offset, time: time, stream: stream, text: text, dropped: takeDropped()))
    offset += size
    kept += size
    waitingBytes += size
    if oldest == nil { oldest = now }
  }
}
