internal import HTTP2
internal import NIOCore
internal import Units

/// What both ends of a call have in common: messages to frames, frames to messages (gRPC,
/// doc/PROTOCOL-HTTP2.md "Length-Prefixed-Message"), watermarks, pausing, the deadline.
class CallStream: HTTP2.Stream {
  /// What goes out: a message with its prefix, or the bytes of a plain HTTP answer.
  struct Outgoing {
    enum Framing: UInt8 { case plain = 0, compressed = 1, none = 2 }
    var bytes: Bytes
    var framing: Framing
    var size: Int { bytes.count + (framing == .none ? 0 : CallStream.prefixSize) }
  }

  static let prefixSize = 5

  final let turn: Turn
  final var deadline = Monotonic.distantFuture
  /// Owned by `DeadlineWheel`.
  final var wheelSlot = -1
  final var wheelPlace = 0

  /// Over for its owner: nothing more is said to it, nothing more can be queued.
  final var isEnded = false

  // Output. `queued` counts `outgoing` from `position` on, and all of `later` from `laterStart` on.
  private final var outgoing = Outgoing(bytes: [], framing: .none)
  private final var position = 0
  private final var later: [Outgoing] = []
  private final var laterStart = 0
  private final var queued = 0
  /// Nothing is queued after what is there.
  final var isFinishing = false
  /// Whether `isWritable` is false.
  private final var isFull = false
  /// `becameWritable` is going to be called.
  final var awaitsWritable = false

  // Input.
  private final var prefix: UInt64 = 0
  private final var prefixHave = 0
  private final var isCompressed = false
  private final var partial: Bytes = []
  private final var partialNeeds = 0
  /// Bytes that came while paused; at most a window full, since it was not given back for them.
  private final var held: Bytes = []
  private final var isPaused = false
  /// The peer has said all, and the owner has not yet taken it: the end comes after what is held.
  final var isEndHeld: Bool { endIsHeld }
  private final var isReading = false
  private final var endIsHeld = false

  init(turn: Turn) {
    self.turn = turn
    super.init()
  }

  // MARK: For subclasses to answer

  /// A whole message came.
  func receivedMessage(_ message: Bytes, isCompressed: Bool) {}
  /// The peer's END_STREAM, after all messages were handed over.
  func receivedLast() {}
  /// The peer broke the framing or a limit.
  func refuse(_ status: Status) {}
  func deadlinePassed() {}
  /// `isWritable` is true again; called after a flush.
  func becameWritable() {}
  /// Asks for `becameWritable` after the flush.
  func noteWritable() {}
  /// `count` bytes were queued (or sent or dropped, where negative).
  func accountOutput(_ count: Int) {}
  /// `count` bytes of a half message are kept (or given up, where negative).
  func accountInput(_ count: Int) {}
  var maxMessage: Int { 4 << 20 }
  var highWatermark: Int { 256 << 10 }
  /// What the last DATA frame is followed by.
  var endsWithTrailers: Bool { false }

  // MARK: Output

  final var isWritable: Bool { !isFull && !isEnded && !isFinishing }
  final var bufferedBytes: Int { queued }
  /// A part of a message has left, so that nothing but its rest may follow.
  final var isInsideMessage: Bool { position > 0 }

  /// Queues `bytes` and wakes the stream.
  final func enqueue(_ bytes: Bytes, _ framing: Outgoing.Framing) {
    let item = Outgoing(bytes: bytes, framing: framing)
    if queued == 0 {
      outgoing = item
      position = 0
    } else {
      later.append(item)
    }
    queued += item.size
    accountOutput(item.size)
    if queued > highWatermark { isFull = true }
  }

  /// Drops what is queued.
  final func dropOutput() {
    if queued > 0 { accountOutput(-queued) }
    outgoing.bytes = []
    later = []
    laterStart = 0
    position = 0
    queued = 0
  }

  final override func nextData(limit: Int) -> Portion? {
    if queued == 0 {
      return isFinishing ? Portion(count: 0, isLast: true, hasTrailers: endsWithTrailers) : nil
    }
    let count = min(limit, queued)
    return Portion(
      count: count, isLast: isFinishing && count == queued, hasTrailers: endsWithTrailers)
  }

  final override func writeData(_ count: Int, into buffer: inout ByteBuffer) {
    var rest = count
    while rest > 0 {
      let head = outgoing.framing == .none ? 0 : CallStream.prefixSize
      if position < head {
        if position == 0, rest >= head {
          buffer.writeInteger(outgoing.framing.rawValue)
          buffer.writeInteger(UInt32(outgoing.bytes.count))
          position = head
          rest -= head
        } else {
          // A frame boundary inside the prefix.
          let word = UInt64(outgoing.framing.rawValue) << 32 | UInt64(outgoing.bytes.count)
          buffer.writeInteger(UInt8(truncatingIfNeeded: word >> UInt64(8 * (4 - position))))
          position += 1
          rest -= 1
          if position < outgoing.size { continue }
        }
      }
      let from = position - head
      let size = min(rest, outgoing.bytes.count - from)
      if size > 0 {
        unsafe outgoing.bytes.withUnsafeBytes { bytes in
          _ = unsafe buffer.writeBytes(UnsafeRawBufferPointer(rebasing: bytes[from..<from + size]))
        }
        position += size
        rest -= size
      }
      if position == outgoing.size { nextOutgoing() }
    }
    queued -= count
    accountOutput(-count)
    if isFull, queued <= highWatermark / 4 {
      isFull = false
      if !isEnded, !awaitsWritable {
        awaitsWritable = true
        noteWritable()
      }
    }
  }

  private func nextOutgoing() {
    position = 0
    if laterStart < later.count {
      outgoing = later[laterStart]
      later[laterStart].bytes = []
      laterStart += 1
      if laterStart == later.count {
        later.removeAll(keepingCapacity: true)
        laterStart = 0
      } else if laterStart > 64, laterStart * 2 > later.count {
        later.removeFirst(laterStart)
        laterStart = 0
      }
    } else {
      outgoing.bytes = []
    }
  }

  // MARK: Input

  final override func receivedData(_ chunk: UnsafeBufferPointer<UInt8>) {
    if isEnded {
      connection?.consumeStream(self, chunk.count)
    } else if isPaused || isReading || !held.isEmpty {
      unsafe held.append(contentsOf: chunk)
    } else {
      unsafe take(chunk)
    }
  }

  final override func receivedEnd() {
    if isEnded { return }
    if !held.isEmpty || isReading || isPaused && prefixHave > 0 {
      endIsHeld = true
    } else {
      ended()
    }
  }

  private func ended() {
    if prefixHave > 0 {
      return refuse(Status(.internal, "the stream ended inside a message"))
    }
    receivedLast()
  }

  /// Reads messages off `chunk`, stopping where the owner pauses.
  private func take(_ chunk: UnsafeBufferPointer<UInt8>) {
    isReading = true
    var position = 0
    while position < chunk.count, !isEnded {
      if isPaused {
        unsafe held.insert(contentsOf: UnsafeBufferPointer(rebasing: chunk[position...]), at: 0)
        break
      }
      if prefixHave == 0, chunk.count - position >= CallStream.prefixSize {
        prefix =
          unsafe UInt64(chunk[position]) << 32 | UInt64(CallStream.length(chunk, position + 1))
        prefixHave = CallStream.prefixSize
        position += CallStream.prefixSize
        guard readPrefix() else { break }
        let size = partialNeeds
        if chunk.count - position >= size {
          // The common case: the whole message in one piece, copied once.
          let message = unsafe Bytes(
            UnsafeBufferPointer(rebasing: chunk[position..<position + size]))
          position += size
          prefixHave = 0
          receivedMessage(message, isCompressed: isCompressed)
        }
        continue
      }
      if prefixHave < CallStream.prefixSize {
        prefix = unsafe prefix << 8 | UInt64(chunk[position])
        prefixHave += 1
        position += 1
        if prefixHave < CallStream.prefixSize { continue }
        guard readPrefix() else { break }
        if partialNeeds == 0 { deliver() }
        continue
      }
      let size = min(partialNeeds - partial.count, chunk.count - position)
      unsafe partial.append(
        contentsOf: UnsafeBufferPointer(rebasing: chunk[position..<position + size]))
      position += size
      accountInput(size)
      if partial.count == partialNeeds { deliver() }
    }
    isReading = false
    connection?.consumeStream(self, isEnded ? chunk.count : position)
  }

  private static func length(_ chunk: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    unsafe UInt32(
      bigEndian: UnsafeRawBufferPointer(chunk).loadUnaligned(fromByteOffset: at, as: UInt32.self))
  }

  /// Checks a whole prefix; false where the call is refused.
  private func readPrefix() -> Bool {
    let flag = prefix >> 32
    partialNeeds = Int(prefix & 0xFFFF_FFFF)
    isCompressed = flag == 1
    prefix = 0
    if flag > 1 {
      refuse(Status(.internal, "the flag of a message is \(flag), and only 0 and 1 exist"))
      return false
    }
    if partialNeeds > maxMessage {
      refuse(
        Status(
          .resourceExhausted, "a message of \(partialNeeds) bytes; at most \(maxMessage) are taken")
      )
      return false
    }
    return true
  }

  private func deliver() {
    let message = partial
    accountInput(-message.count)
    partial = []
    prefixHave = 0
    receivedMessage(message, isCompressed: isCompressed)
  }

  final func dropInput() {
    if partial.isEmpty, held.isEmpty { return }
    accountInput(-partial.count)
    partial = []
    prefixHave = 0
    let count = held.count
    held = []
    endIsHeld = false
    connection?.consumeStream(self, count)
  }

  final func pause() { isPaused = true }

  final func resume() {
    if !isPaused { return }
    isPaused = false
    if isReading || isEnded { return }
    if !held.isEmpty {
      let bytes = held
      held = []
      unsafe bytes.withUnsafeBufferPointer { unsafe take($0) }
      wantsFlush()
    }
    if endIsHeld, held.isEmpty, !isPaused, !isEnded {
      endIsHeld = false
      ended()
    }
  }

  /// The connection has something to write: a window update, data.
  final func wantsFlush() { connection?.wantsFlush() }
}
