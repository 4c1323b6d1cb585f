import Glibc

/// What a configuration file may say, checked before it is believed: where each key stands, so that
/// a mistake is named with its line.
struct ConfigurationFile {
  /// Every key that has a value, as a path (`log.level`), with its line from 1.
  private(set) var keys: [(path: String, line: Int)] = []

  /// Reads and checks the file at `path` against the keys that exist.
  init(path: String, known: [String]) throws(UsageFailure) {
    guard let text = ConfigurationFile.read(path) else {
      throw UsageFailure(
        .noInput,
        "\(path) cannot be read: \(ConfigurationFile.why()); name another file with --config")
    }
    var scanner = Scanner(bytes: text)
    do {
      keys = try scanner.scan()
    } catch {
      throw UsageFailure(
        .configuration, "\(path), line \(scanner.line): \(error.what)")
    }
    for (place, key) in keys.enumerated() {
      guard known.contains(key.path) else {
        let hint = NearestName.of(key.path, among: known).map { "did you mean '\($0)'?" }
        throw UsageFailure(
          .configuration,
          "\(path), line \(key.line): there is no setting '\(key.path)'; "
            + (hint ?? "docs/configuration.md lists them"))
      }
      if let first = keys[..<place].first(where: { $0.path == key.path }) {
        throw UsageFailure(
          .configuration,
          "\(path), line \(key.line): '\(key.path)' is set a second time, first in line \(first.line)"
        )
      }
    }
  }

  /// Where the key stands, or nil.
  func line(of path: String) -> Int? { keys.first { $0.path == path }?.line }

  private static func why() -> String {
    guard let text = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: text)
  }

  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < 1 << 20 {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0 { return nil }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}

/// Walks over JSON for its keys and lines; values are read by somebody else.
private struct Scanner {
  struct Mistake: Error {
    var what: String
  }

  let bytes: [UInt8]
  private var place = 0
  private(set) var line = 1
  private var keys: [(path: String, line: Int)] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func scan() throws(Mistake) -> [(path: String, line: Int)] {
    skipSpace()
    guard peek() == UInt8(ascii: "{") else {
      throw Mistake(what: "a configuration begins with '{'")
    }
    try object("", depth: 0)
    skipSpace()
    guard peek() == nil else { throw Mistake(what: "there is more behind the last '}'") }
    return keys
  }

  private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 32 || byte == 9 || byte == 10 || byte == 13 {
      if byte == 10 { line += 1 }
      place += 1
    }
  }

  private mutating func expect(_ letter: Character, _ after: String) throws(Mistake) {
    skipSpace()
    guard peek() == letter.asciiValue else {
      let found = peek().map { "'\(Character(UnicodeScalar($0)))'" } ?? "the end of the file"
      throw Mistake(what: "'\(letter)' is missing after \(after); there is \(found)")
    }
    place += 1
  }

  private mutating func object(_ prefix: String, depth: Int) throws(Mistake) {
    guard depth < 8 else { throw Mistake(what: "objects nest too deep") }
    try expect("{", "the key")
    skipSpace()
    if peek() == UInt8(ascii: "}") {
      place += 1
      return
    }
    while true {
      skipSpace()
      let keyLine = line
      let key = try string()
      let path = prefix.isEmpty ? key : prefix + "." + key
      try expect(":", "the key '\(key)'")
      skipSpace()
      if peek() == UInt8(ascii: "{") {
        try object(path, depth: depth + 1)
      } else {
        keys.append((path, keyLine))
        try value("the value of '\(key)'")
      }
      skipSpace()
      if peek() == UInt8(ascii: ",") {
        place += 1
        continue
      }
      try expect("}", "the value of '\(key)', or ','")
      return
    }
  }

  private mutating func value(_ what: String) throws(Mistake) {
    skipSpace()
    switch peek() {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "["):
      place += 1
      skipSpace()
      if peek() == UInt8(ascii: "]") {
        place += 1
        return
      }
      while true {
        try value("an element")
        skipSpace()
        if peek() == UInt8(ascii: ",") {
          place += 1
          continue
        }
        return try expect("]", "an element, or ','")
      }
    default:
      let start = place
      while let byte = peek(), !" \t\r\n,]}".utf8.contains(byte) { place += 1 }
      guard start < place else { throw Mistake(what: "\(what) is missing") }
      let word = String(decoding: bytes[start..<place], as: UTF8.self)
      guard word == "true" || word == "false" || Double(word) != nil else {
        throw Mistake(what: "'\(word)' is no value: text stands in \" \"")
      }
    }
  }

  private mutating func string() throws(Mistake) -> String {
    guard peek() == UInt8(ascii: "\"") else {
      let found = peek().map { "'\(Character(UnicodeScalar($0)))'" } ?? "the end of the file"
      throw Mistake(what: "a key in \" \" is expected; there is \(found)")
    }
    place += 1
    let start = place
    while let byte = peek(), byte != UInt8(ascii: "\"") {
      if byte == 10 { throw Mistake(what: "a text is not ended in its line") }
      place += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard place < bytes.count else { throw Mistake(what: "a text is not ended") }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    place += 1
    return text
  }
}
