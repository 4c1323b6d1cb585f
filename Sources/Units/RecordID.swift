/// The id of a replicated record: 48 bits of log index above 16 bits of position in the entry, so
/// that ids sort by age and are equal on every node. Shown as 13 characters of Crockford base32.
public struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var rawValue: UInt64

  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// The record at `position` among those that the entry at `index` made.
  /// `index` must lie below 2^48: at a million entries a second that is nine years' worth.
  public init(index: LogIndex, position: UInt16) {
    precondition(index.rawValue < 1 << 48, "log index \(index) does not fit into an id")
    self.rawValue = index.rawValue << 16 | UInt64(position)
  }

  /// Reads 13 characters, in either case, with Crockford's aliases (I and L are 1, O is 0).
  /// Nil for anything else.
  public init?(text: String) {
    var value: UInt64 = 0
    var count = 0
    for byte in text.utf8 {
      guard let digit = RecordID.digit(byte), count < 13 else { return nil }
      if count == 0 && digit > 0xF { return nil }
      value = value << 5 | UInt64(digit)
      count += 1
    }
    guard count == 13 else { return nil }
    self.rawValue = value
  }

  public static let none = RecordID(0)

  public var index: LogIndex { LogIndex(rawValue >> 16) }
  public var position: UInt16 { UInt16(truncatingIfNeeded: rawValue) }

  /// The 13 characters.
  public var text: String {
    unsafe String(unsafeUninitializedCapacity: 13) { buffer in
      for place in 0..<13 {
        unsafe buffer[place] =
          RecordID.alphabet[Int(truncatingIfNeeded: rawValue >> (60 - 5 * UInt64(place)) & 31)]
      }
      return 13
    }
  }

  public static func < (left: RecordID, right: RecordID) -> Bool { left.rawValue < right.rawValue }

  public var description: String { text }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return byte - UInt8(ascii: "0")
    case UInt8(ascii: "O"), UInt8(ascii: "o"): return 0
    case UInt8(ascii: "I"), UInt8(ascii: "i"), UInt8(ascii: "L"), UInt8(ascii: "l"): return 1
    default:
      let upper = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
      guard let place = alphabet.firstIndex(of: upper), place > 9 else { return nil }
      return UInt8(place)
    }
  }
}
