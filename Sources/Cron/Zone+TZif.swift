public import Units

extension Zone {
  /// Files longer than this are refused, in bytes; tzdata's longest has some 3,500.
  public static let longestFile = 65_536

  /// Reads a TZif file of version 1 to 4 (RFC 8536). Leap seconds ("right/" zones) are refused:
  /// stamped time has none.
  public init(tzif bytes: Bytes) throws(ZoneError) {
    guard bytes.count <= Zone.longestFile else {
      throw ZoneError(.malformed, "zone data of \(bytes.count) bytes is over \(Zone.longestFile)")
    }
    var reader = ByteReader(bytes)
    var header = try TZifHeader(&reader)
    var wide = false
    if header.version >= 2 {
      // The first block serves readers of 1987; the second has 64-bit times.
      guard reader.take(header.blockSize(timeWidth: 4)) != nil else { throw Zone.short }
      header = try TZifHeader(&reader)
      wide = true
    }
    let block = try TZifBlock(&reader, header, wide: wide)
    var rule: PosixRule?
    if wide {
      guard reader.littleEndian(UInt8.self) == 0x0A,
        let rest = reader.take(reader.remaining), let end = rest.firstIndex(of: 0x0A)
      else { throw ZoneError(.malformed, "zone data has no footer line") }
      let footer = rest[rest.startIndex..<end]
      if !footer.isEmpty { rule = try PosixRule(footer) }
    }
    self.init(
      transitions: block.transitions, typeIndices: block.typeIndices, types: block.types,
      firstType: 0, rule: rule)
  }

  static var short: ZoneError { ZoneError(.malformed, "zone data ends too early") }
}

/// RFC 8536, 3.1.
private struct TZifHeader {
  var version: Int
  var isUTCount: Int
  var isStandardCount: Int
  var leapCount: Int
  var timeCount: Int
  var typeCount: Int
  var characterCount: Int

  init(_ reader: inout ByteReader) throws(ZoneError) {
    guard let magic = reader.take(4), magic.elementsEqual([0x54, 0x5A, 0x69, 0x66]) else {
      throw ZoneError(.malformed, "zone data does not begin with TZif")
    }
    guard let version = reader.littleEndian(UInt8.self), reader.take(15) != nil else {
      throw Zone.short
    }
    // 0, '2', '3', '4'
    self.version = version == 0 ? 1 : Int(version) - 0x30
    guard (1...4).contains(self.version) else {
      throw ZoneError(.malformed, "zone data has the unknown version byte \(version)")
    }
    func count(_ reader: inout ByteReader) throws(ZoneError) -> Int {
      guard let value = reader.bigEndian(UInt32.self) else { throw Zone.short }
      guard value <= UInt32(Zone.longestFile) else {
        throw ZoneError(.malformed, "zone data claims \(value) of something")
      }
      return Int(value)
    }
    isUTCount = try count(&reader)
    isStandardCount = try count(&reader)
    leapCount = try count(&reader)
    timeCount = try count(&reader)
    typeCount = try count(&reader)
    characterCount = try count(&reader)
  }

  func blockSize(timeWidth: Int) -> Int {
    timeCount * (timeWidth + 1) + typeCount * 6 + characterCount + leapCount * (timeWidth + 4)
      + isStandardCount + isUTCount
  }
}

/// RFC 8536, 3.2.
private struct TZifBlock {
  var transitions: [Int64] = []
  var typeIndices: [UInt8] = []
  var types: [Zone.LocalType] = []

  init(_ reader: inout ByteReader, _ header: TZifHeader, wide: Bool) throws(ZoneError) {
    guard reader.remaining >= header.blockSize(timeWidth: wide ? 8 : 4) else { throw Zone.short }
    guard (1...256).contains(header.typeCount) else {
      throw ZoneError(.malformed, "zone data has \(header.typeCount) local time types")
    }
    guard header.leapCount == 0 else {
      throw ZoneError(
        .malformed, "zone data counts leap seconds", hint: "use the zones outside right/")
    }
    for _ in 0..<header.timeCount {
      let time =
        wide
        ? reader.bigEndian(Int64.self) : reader.bigEndian(Int32.self).map { Int64($0) }
      guard let time else { throw Zone.short }
      guard transitions.last.map({ $0 < time }) ?? true else {
        throw ZoneError(.malformed, "zone data has transitions out of order")
      }
      // -2^59 is the oldest time that RFC 8536 recommends; what lies beyond cannot be added to.
      guard abs(time) <= 1 << 60 else {
        throw ZoneError(.malformed, "zone data has a transition at \(time)")
      }
      transitions.append(time)
    }
    guard let indices = reader.take(header.timeCount) else { throw Zone.short }
    guard indices.allSatisfy({ Int($0) < header.typeCount }) else {
      throw ZoneError(.malformed, "zone data names a local time type that it does not have")
    }
    typeIndices = Array(indices)

    var raw: [(offset: Int64, isDaylight: Bool, name: Int)] = []
    for _ in 0..<header.typeCount {
      guard let offset = reader.bigEndian(Int32.self),
        let daylight = reader.littleEndian(UInt8.self),
        let name = reader.littleEndian(UInt8.self)
      else { throw Zone.short }
      guard abs(Int64(offset)) <= Zone.widestOffset else {
        throw ZoneError(.malformed, "zone data has an offset of \(offset) seconds")
      }
      raw.append((Int64(offset), daylight != 0, Int(name)))
    }
    guard let names = reader.take(header.characterCount) else { throw Zone.short }
    for type in raw {
      guard type.name < names.count else {
        throw ZoneError(.malformed, "zone data names an abbreviation that it does not have")
      }
      let name = names.dropFirst(type.name).prefix { $0 != 0 }
      types.append(
        Zone.LocalType(
          offset: type.offset, isDaylight: type.isDaylight,
          abbreviation: String(decoding: name, as: UTF8.self)))
    }
    guard reader.take(header.isStandardCount + header.isUTCount) != nil else { throw Zone.short }
  }
}
