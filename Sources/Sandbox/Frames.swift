import Units

/// A frame that is not one: too long, too short, or of no known kind. Both ends are of one build,
/// so it means a defect or a damaged pipe; whoever reads it ends the conversation.
public struct FrameError: Error, Hashable, Sendable {
  public init() {}
}

/// Cuts a stream of bytes into frames. Holds at most one unfinished frame.
public struct FrameBuffer: Sendable {
  /// Longer frames are refused, in bytes: a payload of 1 MiB, its environment, and room.
  public static let longestFrame = 8 << 20

  private var bytes: [UInt8] = []
  private var start = 0

  public init() {}

  public mutating func append(_ more: ArraySlice<UInt8>) {
    if start > 0, start == bytes.count || start > 1 << 20 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// The next whole frame (kind and body), or nil where it has not arrived.
  public mutating func next() throws(FrameError) -> ArraySlice<UInt8>? {
    guard bytes.count - start >= 4 else { return nil }
    var length = 0
    for place in (0..<4).reversed() { length = length << 8 | Int(bytes[start + place]) }
    guard length <= FrameBuffer.longestFrame else { throw FrameError() }
    guard bytes.count - start - 4 >= length else { return nil }
    let frame = bytes[(start + 4)..<(start + 4 + length)]
    start += 4 + length
    return frame
  }
}

struct FrameWriter {
  private(set) var finished: Bytes = []

  mutating func begin(_ kind: UInt8) {
    finished = [0, 0, 0, 0, kind]
    seal()
  }

  mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
    finished.append(littleEndian: value)
    seal()
  }

  mutating func bytes(_ bytes: Bytes) {
    finished.append(littleEndian: UInt32(bytes.count))
    finished.append(contentsOf: bytes)
    seal()
  }

  mutating func text(_ text: String) { bytes(Bytes(text.utf8)) }

  mutating func texts(_ texts: [String]) {
    integer(UInt32(texts.count))
    for item in texts { text(item) }
  }

  /// Keeps the length in front right after each write: a frame is finished at any time.
  private mutating func seal() {
    let length = UInt32(finished.count - 4)
    for place in 0..<4 { finished[place] = UInt8(truncatingIfNeeded: length >> UInt32(place * 8)) }
  }
}

struct FrameReader {
  private var reader: ByteReader

  init(_ frame: ArraySlice<UInt8>) { reader = ByteReader(frame) }

  mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws(FrameError) -> Value {
    guard let value = reader.littleEndian(type) else { throw FrameError() }
    return value
  }

  mutating func bytes() throws(FrameError) -> Bytes {
    guard let bytes = reader.take(Int(try integer(UInt32.self))) else { throw FrameError() }
    return Bytes(bytes)
  }

  mutating func text() throws(FrameError) -> String {
    guard let text = String(validating: try bytes(), as: UTF8.self) else { throw FrameError() }
    return text
  }

  mutating func texts() throws(FrameError) -> [String] {
    let count = try integer(UInt32.self)
    // Each has at least its length.
    guard Int(count) * 4 <= reader.remaining else { throw FrameError() }
    var texts: [String] = []
    for _ in 0..<count { texts.append(try text()) }
    return texts
  }

  func end() throws(FrameError) {
    guard reader.remaining == 0 else { throw FrameError() }
  }
}
