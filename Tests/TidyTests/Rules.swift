import Foundation

/// What a line or a file must not hold. Each rule says what would be right.
struct Rules {
  /// Words that need a reason on their line or right above it.
  static let reasoned = [
    "try!", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)",
  ]
  static let unfinished = ["TODO", "FIXME", "XXX", "HACK"]
  /// Whose results reach the replicated state: no clock, no random id, no floating point.
  static let replicated: Set<String> = [
    "Units", "Messages", "Raft", "Journal", "Cron", "StateMachine", "Scheduler", "Replica",
  ]
  static let indeterminate = ["Date(", "UUID(", "Float", "Double", "SystemRandomNumberGenerator"]
  static let sleeps = ["sleep(", "usleep(", "nanosleep(", "Task.sleep"]
  static let fileLength = 500
  /// The formatter breaks code at 100 columns; what it must leave alone (comments, literals) may hang
  /// over by a word.
  static let lineLength = 106

  /// Files longer than the bound, with the length they may have. It may only shrink.
  static let longFiles: [String: Int] = [:]
  /// Tests that look at real processes, sockets or threads, where no virtual time helps.
  static let maySleep: [String] = [
    "Tests/ProcessTests/", "Tests/SandboxHost/", "Tests/SandboxTests/", "Tests/GRPCTests/Lab.swift",
    "Tests/WorkerTests/Edge/", "Tests/NodeTests/ClusterTests.swift",
    "Tests/ServicesTests/Lab.swift", "Tests/ServicesTests/MemberTests.swift",
    "Tests/RecoveryTests/Bed.swift", "Tests/NodeTests/StandingBed.swift",
    "Tests/NodeTests/StandingTests.swift", "Tests/Flips/Golden.swift",
  ]

  static func check(_ file: Tree.File, _ table: ImportTable) -> [String] {
    var found = imports(file, table)
    let lines = file.lines
    // Written by `tools/generate`, which knows no columns.
    let isGenerated = file.path.range(of: "/Generated/") != nil
    if !isGenerated, lines.count - 1 > (longFiles[file.path] ?? fileLength) {
      found.append(
        "\(file.path): \(lines.count - 1) lines, at most \(fileLength): give a part its own file")
    }
    if !isGenerated { found += lengths(of: lines, file) }
    found += words(unfinished, in: file, lines) { word, line, _ in
      let (code, comment) = split(line)
      guard contains(word, in: comment) || contains(word, in: code) else { return nil }
      return "\(word): finish it, or write it into an issue"
    }
    found += words(reasoned, in: file, lines) { word, line, above in
      let (code, comment) = split(line)
      guard code.range(of: word) != nil, comment.isEmpty, !above.trimmed.hasPrefix("//") else {
        return nil
      }
      return "\(word) without a comment that says why it holds"
    }
    if !file.isTest, replicated.contains(file.target) {
      found += words(indeterminate, in: file, lines) { word, line, _ in
        guard contains(word, in: split(line).code) else { return nil }
        return "\(word) in a replicated room: take it as input"
      }
    }
    if file.isTest, !maySleep.contains(where: file.path.hasPrefix) {
      found += words(sleeps, in: file, lines) { word, line, _ in
        guard contains(word, in: split(line).code) else { return nil }
        return "\(word) in a test: wait for what happens, or move virtual time"
      }
    }
    return found
  }

  private static func lengths(of lines: [Substring], _ file: Tree.File) -> [String] {
    var found: [String] = []
    var isInText = false
    for (offset, line) in lines.enumerated() {
      let isDelimiter = line.hasSuffix("\"\"\"") || line.trimmed.hasPrefix("\"\"\"")
      if isDelimiter { isInText.toggle() }
      // An address cannot be broken, nor can a row of a table, nor a line of a literal.
      if line.utf8.count > lineLength, line.count > lineLength, !isInText,
        line.range(of: "://") == nil,
        !line.trimmed.hasPrefix("/// |")
      {
        found.append("\(file.path):\(offset + 1): \(line.count) columns, at most \(lineLength)")
      }
    }
    return found
  }

  /// What `judge` says of each line that holds one of the words, and of the line above it.
  private static func words(
    _ words: [String], in file: Tree.File, _ lines: [Substring],
    judge: (_ word: String, _ line: Substring, _ above: Substring) -> String?
  ) -> [String] {
    var found: [String] = []
    for word in words where file.text.range(of: word) != nil {
      for (offset, line) in lines.enumerated() where line.range(of: word) != nil {
        if let complaint = judge(word, line, offset > 0 ? lines[offset - 1] : "") {
          found.append("\(file.path):\(offset + 1): \(complaint)")
        }
      }
    }
    return found
  }

  private static func imports(_ file: Tree.File, _ table: ImportTable) -> [String] {
    var found: [String] = []
    for (offset, line) in file.lines.enumerated() {
      guard line.range(of: "import ") != nil, let module = importedModule(line) else { continue }
      guard !table.allows(module, in: file.target) else { continue }
      let isImpure =
        ImportTable.pure.contains(file.target) && ImportTable.forbiddenInPure.contains(module)
      found.append(
        "\(file.path):\(offset + 1): \(file.target) may not import \(module): "
          + (isImpure ? "it is a pure room" : "Package.swift does not list it"))
    }
    return found
  }

  /// `@testable internal import struct Foo.Bar` → Foo.
  static func importedModule(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
      words[..<place].allSatisfy({
        $0.hasPrefix("@")
          || ["public", "package", "internal", "fileprivate", "private"].contains($0)
      })
    else { return nil }
    let kinds: Set<Substring> = ["struct", "enum", "class", "protocol", "func", "var", "let"]
    let name =
      kinds.contains(words[place + 1]) ? words.dropFirst(place + 2).first : words[place + 1]
    return name.flatMap { $0.split(separator: ".").first }.map(String.init)
  }

  /// Code without string literals, and the comment behind it.
  static func split(_ line: Substring) -> (code: String, comment: String) {
    var code = ""
    var isInString = false
    var previous: Character = " "
    for place in line.indices {
      let character = line[place]
      if character == "\"", previous != "\\" { isInString.toggle() }
      if !isInString, line[place...].hasPrefix("//") { return (code, String(line[place...])) }
      if !isInString { code.append(character) }
      previous = character
    }
    return (code, "")
  }

  /// `word` in `text`, not within a longer name.
  static func contains(_ word: String, in text: String) -> Bool {
    var rest = text[...]
    while let range = rest.range(of: word) {
      let before =
        range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
      let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
      let isBounded =
        !before.isLetter && !before.isNumber
        && (word.hasSuffix("(") || (!after.isLetter && !after.isNumber))
      if isBounded { return true }
      rest = text[range.upperBound...]
    }
    return false
  }
}

extension Substring {
  var trimmed: Substring { drop { $0 == " " } }
}
