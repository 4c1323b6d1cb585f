/// A bundle's name: the SHA-256 (FIPS 180-4) of its bytes.
public struct ContentHash: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The digest's eight words, the first one first.
  public var words: Words

  public struct Words: Hashable, Sendable {
    public var a: UInt32 = 0
    public var b: UInt32 = 0
    public var c: UInt32 = 0
    public var d: UInt32 = 0
    public var e: UInt32 = 0
    public var f: UInt32 = 0
    public var g: UInt32 = 0
    public var h: UInt32 = 0

    public init(
      a: UInt32 = 0, b: UInt32 = 0, c: UInt32 = 0, d: UInt32 = 0, e: UInt32 = 0, f: UInt32 = 0,
      g: UInt32 = 0, h: UInt32 = 0
    ) {
      self.a = a
      self.b = b
      self.c = c
      self.d = d
      self.e = e
      self.f = f
      self.g = g
      self.h = h
    }

    public var all: [UInt32] { [a, b, c, d, e, f, g, h] }
  }

  public init(words: Words) { self.words = words }

  public static let zero = ContentHash(words: Words())

  /// Of a whole run of bytes.
  public init(of bytes: Bytes) {
    var hash = SHA256()
    hash.update(bytes[...])
    self = hash.finish()
  }

  /// Reads 64 hexadecimal digits in either case; nil for anything else.
  public init?(text: String) {
    guard text.utf8.count == 64 else { return nil }
    var bytes: Bytes = []
    var high: UInt8?
    for digit in text.utf8 {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      if let first = high {
        bytes.append(first << 4 | UInt8(value))
        high = nil
      } else {
        high = UInt8(value)
      }
    }
    self.init(bytes: bytes[...])
  }

  /// Of 32 bytes; nil for another number.
  public init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var reader = ByteReader(bytes)
    func next() -> UInt32 { reader.bigEndian(UInt32.self) ?? 0 }
    words = Words(
      a: next(), b: next(), c: next(), d: next(), e: next(), f: next(), g: next(), h: next())
  }

  /// The 32 bytes of the digest.
  public var bytes: Bytes {
    var bytes = Bytes()
    bytes.reserveCapacity(32)
    for word in words.all { bytes.append(bigEndian: word) }
    return bytes
  }

  public static func < (left: ContentHash, right: ContentHash) -> Bool {
    left.words.all.lexicographicallyPrecedes(right.words.all)
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    var text = ""
    for byte in bytes {
      if byte < 16 { text.append("0") }
      text.append(String(byte, radix: 16))
    }
    return text
  }
}

/// SHA-256 over bytes that come piece by piece; between pieces of whole blocks its state is eight
/// words and a count, which is what a bundle's record keeps.
public struct SHA256: Sendable {
  public private(set) var state: ContentHash.Words
  public private(set) var count: UInt64
  private var rest: Bytes = []

  public static let block = 64

  public init() {
    state = ContentHash.Words(
      a: 0x6a09_e667, b: 0xbb67_ae85, c: 0x3c6e_f372, d: 0xa54f_f53a, e: 0x510e_527f,
      f: 0x9b05_688c, g: 0x1f83_d9ab, h: 0x5be0_cd19)
    count = 0
  }

  /// Goes on from a state between blocks.
  public init(state: ContentHash.Words, count: UInt64) {
    precondition(count % 64 == 0, "\(count) bytes do not end between two blocks")
    self.state = state
    self.count = count
  }

  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    count += UInt64(bytes.count)
    var bytes = bytes
    if !rest.isEmpty {
      let taken = min(SHA256.block - rest.count, bytes.count)
      rest.append(contentsOf: bytes.prefix(taken))
      bytes = bytes.dropFirst(taken)
      guard rest.count == SHA256.block else { return }
      compress(rest[...])
      rest = []
    }
    while bytes.count >= SHA256.block {
      compress(bytes.prefix(SHA256.block))
      bytes = bytes.dropFirst(SHA256.block)
    }
    rest = Bytes(bytes)
  }

  /// The digest of what came so far; `self` is of no use after.
  public mutating func finish() -> ContentHash {
    let bits = count &* 8
    var padding: Bytes = [0x80]
    let filled = Int(count % 64) + 1
    padding.append(
      contentsOf: repeatElement(0, count: filled <= 56 ? 56 - filled : 120 - filled))
    padding.append(bigEndian: bits)
    update(padding[...])
    return ContentHash(words: state)
  }

  private mutating func compress(_ block: ArraySlice<UInt8>) {
    var schedule = ContiguousArray<UInt32>(repeating: 0, count: 64)
    var place = block.startIndex
    for word in 0..<16 {
      schedule[word] =
        UInt32(block[place]) << 24 | UInt32(block[place + 1]) << 16
        | UInt32(block[place + 2]) << 8 | UInt32(block[place + 3])
      place += 4
    }
    for word in 16..<64 {
      let early = schedule[word - 15]
      let late = schedule[word - 2]
      let first = turn(early, 7) ^ turn(early, 18) ^ early >> 3
      let second = turn(late, 17) ^ turn(late, 19) ^ late >> 10
      schedule[word] = schedule[word - 16] &+ first &+ schedule[word - 7] &+ second
    }
    var w = state
    for round in 0..<64 {
      let sum = turn(w.e, 6) ^ turn(w.e, 11) ^ turn(w.e, 25)
      let choice = w.e & w.f ^ ~w.e & w.g
      let first = w.h &+ sum &+ choice &+ SHA256.constants[round] &+ schedule[round]
      let other = turn(w.a, 2) ^ turn(w.a, 13) ^ turn(w.a, 22)
      let second = other &+ (w.a & w.b ^ w.a & w.c ^ w.b & w.c)
      w = ContentHash.Words(
        a: first &+ second, b: w.a, c: w.b, d: w.c, e: w.d &+ first, f: w.e, g: w.f, h: w.g)
    }
    state.a &+= w.a
    state.b &+= w.b
    state.c &+= w.c
    state.d &+= w.d
    state.e &+= w.e
    state.f &+= w.f
    state.g &+= w.g
    state.h &+= w.h
  }

  @inline(__always)
  private func turn(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }

  /// FIPS 180-4, section 4.2.2.
  private static let constants: ContiguousArray<UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
