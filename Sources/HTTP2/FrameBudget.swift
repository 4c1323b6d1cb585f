internal import Units

/// How much of each kind of work a peer may ask for without bringing work of its own. Each budget
/// is a bucket: it begins full, useful work and time fill it again, and what lies empty ends the
/// connection with ENHANCE_YOUR_CALM and the budget's name. They hold during a drain too.
///
/// | budget | counts | begins with | comes back |
/// |---|---|---|---|
/// | resets | RST_STREAM on open streams; RST_STREAM we must send for the peer's errors | 2,000 | 100/s, 1 per 2 answers |
/// | empty_data | DATA without payload or END_STREAM | 1,000 | 10/s, 1 per DATA with payload |
/// | window_updates | WINDOW_UPDATE | 2,000 | 100/s, 10 per request, 10 per DATA sent |
/// | priorities | PRIORITY, PRIORITY_UPDATE | 1,000 | 10/s, 2 per request |
/// | pings | PING without ACK | 1,000 | 1/s, 2 per HEADERS or DATA sent |
/// | settings | SETTINGS | 100 | 1/s |
/// | unknown_frames | kinds nobody knows | 200 | 1/s, 1 per request |
/// | closed_streams | frames on streams that are over | 4,000 | 100/s, 2 per request, 64 per early answer |
/// | continuations | CONTINUATION in one block, and the block's bytes | 8; 80 KiB | with each block |
struct FrameBudget {
  /// The wire's name of a budget that was overdrawn: what GOAWAY and the counters say.
  struct Overdrawn: Error, Hashable {
    var name: String
    var code: ErrorCode = .enhanceYourCalm
  }

  private struct Bucket {
    var level: Int
    let capacity: Int
    let perSecond: Int

    init(_ capacity: Int, perSecond: Int) {
      self.level = capacity
      self.capacity = capacity
      self.perSecond = perSecond
    }

    mutating func give(_ count: Int) { level = min(level + count, capacity) }
    /// False when the bucket was empty.
    mutating func take() -> Bool {
      level -= 1
      return level >= 0
    }
  }

  static let maxContinuations = 8
  static let maxHeaderBlock = 80 << 10

  private var resets = Bucket(2_000, perSecond: 100)
  private var emptyData = Bucket(1_000, perSecond: 10)
  private var windowUpdates = Bucket(2_000, perSecond: 100)
  private var priorities = Bucket(1_000, perSecond: 10)
  private var pings = Bucket(1_000, perSecond: 1)
  private var settings = Bucket(100, perSecond: 1)
  private var unknown = Bucket(200, perSecond: 1)
  private var closedStreams = Bucket(4_000, perSecond: 100)
  private var continuations = 0
  private var headerBlock = 0
  private var answers = 0
  /// The last 64 streams that ended before the peer had sent its all: a ring.
  private var endedEarly: [Int32] = []
  private var oldestEnded = 0
  private var refilled: Monotonic
  /// The highest stream id that a HEADERS frame named.
  private(set) var highestStream: Int32 = 0
  /// The same when the current read burst began; ids above it may be open without libnghttp2
  /// knowing them yet.
  private var knownStream: Int32 = 0

  /// Streams that began, and those that the peer reset, in the current burst: as many as fit into
  /// one read.
  private var begun: [Int32] = []
  private var resetByPeer: [Int32] = []

  init(now: Monotonic) { refilled = now }

  /// Before the frames of one read: gives what time has earned.
  mutating func beginBurst(now: Monotonic) {
    knownStream = highestStream
    begun.removeAll(keepingCapacity: true)
    resetByPeer.removeAll(keepingCapacity: true)
    let elapsed = (now - refilled).microseconds / 1_000_000
    if elapsed < 1 { return }
    refilled = refilled + .seconds(elapsed)
    let seconds = Int(min(elapsed, 3_600))
    resets.give(resets.perSecond * seconds)
    emptyData.give(emptyData.perSecond * seconds)
    windowUpdates.give(windowUpdates.perSecond * seconds)
    priorities.give(priorities.perSecond * seconds)
    pings.give(pings.perSecond * seconds)
    settings.give(settings.perSecond * seconds)
    unknown.give(unknown.perSecond * seconds)
    closedStreams.give(closedStreams.perSecond * seconds)
  }

  /// Counts one frame of the peer's. `isOpen` tells whether the session knows a stream.
  mutating func count(
    _ frame: FrameHeader, isOpen: (Int32) -> Bool
  ) throws(Overdrawn) {
    switch frame.kind {
    case FrameHeader.Kind.data:
      if frame.length > 0 {
        emptyData.give(1)
      } else if frame.flags & FrameHeader.endStream == 0, !emptyData.take() {
        throw Overdrawn(name: "empty_data")
      }
      if frame.stream <= knownStream, !isOpen(frame.stream), !closedStreams.take() {
        throw Overdrawn(name: "closed_streams")
      }
    case FrameHeader.Kind.headers: try countHeaders(frame, isOpen: isOpen)
    case FrameHeader.Kind.continuation:
      continuations += 1
      headerBlock += frame.length
      if continuations > FrameBudget.maxContinuations || headerBlock > FrameBudget.maxHeaderBlock {
        throw Overdrawn(name: "continuations")
      }
    case FrameHeader.Kind.resetStream:
      if frame.stream > knownStream || isOpen(frame.stream) {
        resetByPeer.append(frame.stream)
        try countReset()
      } else if !closedStreams.take() {
        throw Overdrawn(name: "closed_streams")
      }
    case FrameHeader.Kind.windowUpdate:
      if !windowUpdates.take() { throw Overdrawn(name: "window_updates") }
    case FrameHeader.Kind.priority, 0x10:
      if !priorities.take() { throw Overdrawn(name: "priorities") }
    case FrameHeader.Kind.ping:
      if frame.flags & FrameHeader.acknowledgement == 0, !pings.take() {
        throw Overdrawn(name: "pings")
      }
    case FrameHeader.Kind.settings:
      if !settings.take() { throw Overdrawn(name: "settings") }
    case FrameHeader.Kind.goAway, FrameHeader.Kind.pushPromise: break
    default:
      if !unknown.take() { throw Overdrawn(name: "unknown_frames") }
    }
  }

  private mutating func countHeaders(
    _ frame: FrameHeader, isOpen: (Int32) -> Bool
  ) throws(Overdrawn) {
    continuations = 0
    headerBlock = frame.length
    if frame.stream > highestStream {
      highestStream = frame.stream
      begun.append(frame.stream)
      windowUpdates.give(10)
      priorities.give(2)
      unknown.give(1)
      closedStreams.give(2)
    } else if resetByPeer.contains(frame.stream) {
      // Section 5.1: whoever reset a stream may send nothing more on it.
      throw Overdrawn(name: "closed_stream", code: .streamClosed)
    } else if frame.stream > knownStream {
      // Trailers in the read that began the stream, or an id that went down.
      if !begun.contains(frame.stream) {
        throw Overdrawn(name: "stream_ids", code: .protocolError)
      }
    } else if !isOpen(frame.stream) {
      // RFC 9113, section 5.1.1: ids only grow. Trailers may cross our early end of their stream;
      // libnghttp2 ignores those.
      guard endedEarly.contains(frame.stream) else {
        throw Overdrawn(name: "stream_ids", code: .protocolError)
      }
      if !closedStreams.take() { throw Overdrawn(name: "closed_streams") }
    }
  }

  /// A reset, of whichever side, that cost us work and brought none.
  mutating func countReset() throws(Overdrawn) {
    if !resets.take() { throw Overdrawn(name: "resets") }
  }

  /// We wrote a HEADERS or DATA frame.
  mutating func wroteFrame(isData: Bool) {
    pings.give(2)
    if isData { windowUpdates.give(10) }
  }

  /// A stream is over. `isGood`: with an answer; `isEarly`: before the peer had sent its all, so
  /// that more frames for it may be on their way.
  mutating func ended(_ stream: Int32, isGood: Bool, isEarly: Bool) {
    if isGood {
      answers += 1
      if answers & 1 == 0 { resets.give(1) }
    }
    guard isEarly else { return }
    if isGood { closedStreams.give(64) }
    if endedEarly.count < 64 {
      endedEarly.append(stream)
    } else {
      endedEarly[oldestEnded] = stream
      oldestEnded = (oldestEnded + 1) & 63
    }
  }
}
