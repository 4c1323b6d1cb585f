import Units

/// Reads a module's bundle: a tar in the ustar format (POSIX.1-1988) of plain files and directories.
/// Links, devices and paths that lead out of it are refused, not skipped.
enum TarReader {
  struct Entry: Hashable {
    /// Relative, without `.` and `..`.
    var path: String
    var isDirectory: Bool
    var isExecutable: Bool
    var data: ArraySlice<UInt8>
  }

  /// What is wrong with a bundle, and where in it.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let mostEntries = 10_000

  static func entries(_ bytes: Bytes) throws(Failure) -> [Entry] {
    var entries: [Entry] = []
    var place = 0
    while place + 512 <= bytes.count {
      let header = bytes[place..<(place + 512)]
      if header.allSatisfy({ $0 == 0 }) { return entries }
      func wrong(_ what: String) -> Failure {
        Failure(description: "the entry at byte \(place): \(what)")
      }
      guard entries.count < mostEntries else { throw wrong("more than \(mostEntries) entries") }
      func field(_ offset: Int, _ length: Int) -> ArraySlice<UInt8> {
        header[(place + offset)..<(place + offset + length)].prefix { $0 != 0 }
      }
      let sum = header.enumerated().reduce(0) { sum, item in
        sum + ((148..<156).contains(item.offset) ? 32 : Int(item.element))
      }
      guard octal(field(148, 8)) == sum else { throw wrong("its checksum does not fit") }
      guard let size = octal(field(124, 12)), let mode = octal(field(100, 8)),
        let name = String(validating: field(0, 100), as: UTF8.self),
        let prefix = String(validating: field(345, 155), as: UTF8.self)
      else { throw wrong("its header is damaged") }
      let full = prefix.isEmpty ? name : "\(prefix)/\(name)"
      guard let path = path(full) else { throw wrong("'\(full)' leads out of the bundle") }
      let kind = header[place + 156]
      guard kind == 0 || kind == UInt8(ascii: "0") || kind == UInt8(ascii: "5") else {
        throw wrong("'\(full)' is neither a plain file nor a directory")
      }
      place += 512
      guard size <= bytes.count - place else { throw wrong("'\(full)' is cut off") }
      if !path.isEmpty {
        entries.append(
          Entry(
            path: path, isDirectory: kind == UInt8(ascii: "5"), isExecutable: mode & 0o100 != 0,
            data: bytes[place..<(place + size)]))
      }
      place += (size + 511) / 512 * 512
    }
    throw Failure(description: "it is cut off at byte \(bytes.count): the end mark is missing")
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.filter { $0 != 0x20 }
    guard !digits.isEmpty, digits.count < 12 else { return nil }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
      value = value << 3 | Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// `./jobs/a.py` and `jobs/a.py` are the same; empty for the root itself; nil for a way out.
  private static func path(_ full: String) -> String? {
    guard !full.hasPrefix("/") else { return nil }
    let parts = full.split(separator: "/").filter { $0 != "." }
    guard !parts.contains("..") else { return nil }
    return parts.joined(separator: "/")
  }
}
