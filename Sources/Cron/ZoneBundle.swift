public import Units

/// The zones that a cluster uses: names and TZif bytes, named by the hash of their encoding.
///
/// Replicated as one value, so that every node computes the same due times. Equal sets have equal
/// encodings, whatever order they were handed in.
///
/// ```
/// "CZB1" | release: u8 length, bytes | contents: u32 count, each u32 length, bytes
///        | names: u32 count, each u8 length, bytes, u32 number of its contents
/// ```
/// Little-endian; contents in the order of first use by the sorted names, each once (most names
/// are links to others).
public struct ZoneBundle: Hashable, Sendable {
  /// Larger encodings are refused, in bytes. All of tzdata 2025b has 0.4 MB.
  public static let largestEncoding = 4 << 20
  /// More names are refused.
  public static let mostNames = 4_096

  /// `2025b`; empty where the source did not say.
  public let release: String
  /// Sorted.
  public let names: [String]
  /// Of the encoding.
  public let hash: Hash128

  private let contents: [Bytes]
  /// By place in `names`, the place in `contents`.
  private let places: [Int]

  /// Gathers zones. Every one is read once, so that a bundle holds no zone that cannot be used.
  public init(release: String, zones: [(name: String, tzif: Bytes)]) throws(ZoneError) {
    guard release.utf8.count <= 255 else {
      throw ZoneError(.malformed, "the release name of the zone data is over 255 bytes long")
    }
    guard zones.count <= ZoneBundle.mostNames else {
      throw ZoneError(.malformed, "\(zones.count) zones are more than \(ZoneBundle.mostNames)")
    }
    let sorted = zones.sorted { $0.name < $1.name }
    var contents: [Bytes] = []
    var known: [Hash128: Int] = [:]
    var places: [Int] = []
    for (place, zone) in sorted.enumerated() {
      guard (1...255).contains(zone.name.utf8.count) else {
        throw ZoneError(.malformed, "'\(zone.name.prefix(40))' is no name for a zone")
      }
      guard place == 0 || sorted[place - 1].name != zone.name else {
        throw ZoneError(.malformed, "the zone \(zone.name) is given twice")
      }
      let hash = Hash128(of: zone.tzif)
      if let same = known[hash], contents[same] == zone.tzif {
        places.append(same)
        continue
      }
      do {
        _ = try Zone(tzif: zone.tzif)
      } catch {
        throw ZoneError(.malformed, "\(zone.name): \(error.message)", hint: error.hint)
      }
      known[hash] = contents.count
      places.append(contents.count)
      contents.append(zone.tzif)
    }
    self.release = release
    self.names = sorted.map(\.name)
    self.contents = contents
    self.places = places
    let encoded = ZoneBundle.encode(release, names, contents, places)
    guard encoded.count <= ZoneBundle.largestEncoding else {
      throw ZoneError(
        .malformed, "\(encoded.count) bytes of zones are over \(ZoneBundle.largestEncoding)")
    }
    self.hash = Hash128(of: encoded)
  }

  /// Reads an encoding. Only what `encoded` writes is accepted, byte by byte, and every zone is read
  /// once: some 80 ms for all of tzdata.
  public init(decoding bytes: Bytes) throws(ZoneError) {
    let index = try ZoneBundle(verified: bytes)
    try self.init(
      release: index.release,
      zones: zip(index.names, index.places).map { ($0, index.contents[$1]) })
    guard encoded == bytes else { throw ZoneBundle.damaged }
  }

  /// Reads an encoding that `init(decoding:)` or `init(release:zones:)` has accepted before, such as
  /// one that the log holds: names and places only, no zone. A new leader has no time for more.
  public init(verified bytes: Bytes) throws(ZoneError) {
    guard bytes.count <= ZoneBundle.largestEncoding else { throw ZoneBundle.damaged }
    var reader = ByteReader(bytes)
    guard reader.take(4).map({ $0.elementsEqual(ZoneBundle.magic) }) ?? false else {
      throw ZoneBundle.damaged
    }
    release = try ZoneBundle.text(&reader)
    guard let contentCount = reader.littleEndian(UInt32.self), contentCount <= ZoneBundle.mostNames
    else { throw ZoneBundle.damaged }
    var contents: [Bytes] = []
    contents.reserveCapacity(Int(contentCount))
    for _ in 0..<contentCount {
      guard let length = reader.littleEndian(UInt32.self), let raw = reader.take(Int(length)) else {
        throw ZoneBundle.damaged
      }
      contents.append(Bytes(raw))
    }
    guard let nameCount = reader.littleEndian(UInt32.self), nameCount <= ZoneBundle.mostNames else {
      throw ZoneBundle.damaged
    }
    var names: [String] = []
    var places: [Int] = []
    names.reserveCapacity(Int(nameCount))
    for _ in 0..<nameCount {
      let name = try ZoneBundle.text(&reader)
      guard let place = reader.littleEndian(UInt32.self), place < contentCount,
        names.last.map({ $0 < name }) ?? true
      else { throw ZoneBundle.damaged }
      names.append(name)
      places.append(Int(place))
    }
    guard reader.remaining == 0 else { throw ZoneBundle.damaged }
    self.names = names
    self.contents = contents
    self.places = places
    hash = Hash128(of: bytes)
  }

  private static let damaged = ZoneError(.malformed, "the zone bundle is damaged")

  private static func text(_ reader: inout ByteReader) throws(ZoneError) -> String {
    guard let length = reader.littleEndian(UInt8.self), let raw = reader.take(Int(length)),
      let text = String(validating: raw, as: UTF8.self)
    else { throw damaged }
    return text
  }

  public var encoded: Bytes { ZoneBundle.encode(release, names, contents, places) }

  /// The TZif bytes of a zone, or nil. O(log names).
  public func tzif(_ name: String) -> Bytes? {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name ? contents[places[low]] : nil
  }

  /// Reads a zone. Callers that ask often keep the answer. "UTC" is known to every bundle.
  public func zone(named name: String) throws(ZoneError) -> Zone {
    if let bytes = tzif(name) { return try Zone(tzif: bytes) }
    if name == "UTC" { return .utc }
    throw ZoneError(
      .unknown, "the time zone '\(name.prefix(64))' is not known", hint: suggestion(for: name))
  }

  private func suggestion(for name: String) -> String {
    let general = "write an IANA name such as Europe/Berlin, or UTC"
    guard name.utf8.count <= 64 else { return general }
    let wanted = Bytes(name.lowercased().utf8)
    let nearest = names.map { candidate -> (Int, String) in
      // A city alone is as good as the whole name.
      let whole = Bytes(candidate.lowercased().utf8)
      let city = whole.split(separator: UInt8(ascii: "/")).last.map { Bytes($0) } ?? whole
      return (min(editDistance(wanted, whole), editDistance(wanted, city)), candidate)
    }.min { $0 < $1 }
    guard let (distance, candidate) = nearest, distance <= max(1, wanted.count / 3) else {
      return general
    }
    return "did you mean \(candidate)?"
  }

  private static let magic = Bytes("CZB1".utf8)

  private static func encode(
    _ release: String, _ names: [String], _ contents: [Bytes], _ places: [Int]
  ) -> Bytes {
    var bytes = magic
    func append(_ text: String) {
      bytes.append(UInt8(text.utf8.count))
      bytes.append(contentsOf: text.utf8)
    }
    append(release)
    bytes.append(littleEndian: UInt32(contents.count))
    for content in contents {
      bytes.append(littleEndian: UInt32(content.count))
      bytes.append(contentsOf: content)
    }
    bytes.append(littleEndian: UInt32(names.count))
    for (name, place) in zip(names, places) {
      append(name)
      bytes.append(littleEndian: UInt32(place))
    }
    return bytes
  }
}

/// Levenshtein's. O(left × right).
private func editDistance(_ left: Bytes, _ right: Bytes) -> Int {
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(min(above, row[j]) + 1, diagonal + (a == b ? 0 : 1))
      diagonal = above
    }
  }
  return row[right.count]
}
