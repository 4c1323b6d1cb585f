internal import Units

/// Writes a bundle: a tar in the ustar format (POSIX.1-1988) of plain files, in the order given and
/// without owners or times, so that equal files give equal bytes and so one hash.
struct TarWriter {
  private(set) var bytes: Bytes = []

  /// Paths that fit into ustar's name and prefix; nil for others.
  static func split(_ path: String) -> (prefix: String, name: String)? {
    if path.utf8.count <= 100 { return ("", path) }
    for place in path.indices.reversed() where path[place] == "/" {
      let prefix = String(path[..<place])
      let name = String(path[path.index(after: place)...])
      if prefix.utf8.count <= 155 && name.utf8.count <= 100 && !name.isEmpty {
        return (prefix, name)
      }
    }
    return nil
  }

  /// `path` must be one that `split` takes, `data` below 8 GiB.
  mutating func add(_ path: String, _ data: Bytes, isExecutable: Bool) {
    guard let parts = TarWriter.split(path) else {
      preconditionFailure("\(path) does not fit into a tar header")
    }
    var header = Bytes(repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (place, byte) in text.utf8.enumerated() { header[offset + place] = byte }
    }
    func octal(_ value: Int, _ digits: Int, at offset: Int) {
      let text = String(value, radix: 8)
      put(String(repeating: "0", count: digits - text.count) + text, at: offset)
    }
    put(parts.name, at: 0)
    octal(isExecutable ? 0o755 : 0o644, 7, at: 100)
    octal(0, 7, at: 108)
    octal(0, 7, at: 116)
    octal(data.count, 11, at: 124)
    octal(0, 11, at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put(parts.prefix, at: 345)
    octal(header.reduce(0) { $0 + Int($1) }, 6, at: 148)
    header[154] = 0
    bytes += header
    bytes += data
    bytes += Bytes(repeating: 0, count: (512 - data.count % 512) % 512)
  }

  /// With the two empty blocks that end a tar.
  consuming func finish() -> Bytes {
    bytes += Bytes(repeating: 0, count: 1_024)
    return bytes
  }
}
