internal import Units

/// Base64 for `-bin` fields (RFC 4648, section 4): written without padding, read with or without.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// 64 for bytes that are no digit.
  private static let digits: [UInt8] = {
    var table = [UInt8](repeating: 64, count: 256)
    for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
    return table
  }()

  static func encode(_ bytes: Bytes) -> Bytes {
    var text: Bytes = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    var position = 0
    while position < bytes.count {
      let rest = bytes.count - position
      let word =
        UInt32(bytes[position]) << 16 | (rest > 1 ? UInt32(bytes[position + 1]) << 8 : 0)
        | (rest > 2 ? UInt32(bytes[position + 2]) : 0)
      for place in 0..<(rest > 2 ? 4 : rest + 1) {
        text.append(alphabet[Int(word >> (18 - 6 * UInt32(place)) & 63)])
      }
      position += 3
    }
    return text
  }

  /// Nil where a byte is no digit or the length is impossible.
  static func decode(_ text: ArraySlice<UInt8>) -> Bytes? {
    var text = text
    while text.last == UInt8(ascii: " ") { text.removeLast() }
    while text.first == UInt8(ascii: " ") { text.removeFirst() }
    var padding = 0
    while padding < 2, text.last == UInt8(ascii: "=") {
      text.removeLast()
      padding += 1
    }
    guard text.count % 4 != 1, padding == 0 || (text.count + padding) % 4 == 0 else { return nil }
    var bytes: Bytes = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var word: UInt32 = 0
    var bits = 0
    for letter in text {
      let digit = digits[Int(letter)]
      guard digit < 64 else { return nil }
      word = word << 6 | UInt32(digit)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
      }
    }
    return bytes
  }
}
