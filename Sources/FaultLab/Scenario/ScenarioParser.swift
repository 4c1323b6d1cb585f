internal import Units

extension Scenario {
  /// Reads a scenario file.
  ///
  /// One statement a line; `#` begins a comment. `docs/failover.md` has the grammar.
  ///
  /// - Throws: with file and line, for a word that does not exist (and the nearest that does), a bad
  ///   duration, number, node or rate.
  public init(path: String) throws {
    guard let bytes = System.read(path, limit: Scenario.most + 1) else {
      throw LabError(.noInput, "\(path) cannot be read: \(System.lastError)")
    }
    guard bytes.count <= Scenario.most else {
      throw LabError(.data, "\(path) is no scenario: it is larger than 1 MiB")
    }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw LabError(.data, "\(path) is no scenario: it is no text")
    }
    try self.init(parsing: text, path: path)
  }

  public init(parsing text: String, path: String) throws {
    self.init()
    self.path = path
    var base = path[...]
    if let slash = base.lastIndex(of: "/") { base = base[base.index(after: slash)...] }
    name = base.hasSuffix(".scenario") ? String(base.dropLast(9)) : String(base)
    var seen: [String: Int] = [:]
    // As one character a line's end of other systems is another one.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (offset, raw) in lines.enumerated() {
      let code = raw.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
      let words = code.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
      guard !words.isEmpty else { continue }
      var line = ScenarioLine(path: path, number: offset + 1, words: words)
      let keyword = line.next()
      if Scenario.once.contains(keyword) {
        if let first = seen[keyword] {
          throw line.wrong("'\(keyword)' is said a second time, first in line \(first)")
        }
        seen[keyword] = line.number
      }
      try take(keyword, &line)
    }
    steps = steps.enumerated().sorted { left, right in
      (left.element.time, left.offset) < (right.element.time, right.offset)
    }.map(\.element)
    try check()
  }

  /// Of a file, in bytes.
  private static let most = 1 << 20

  private static let once: Set<String> = [
    "about", "nodes", "network", "disk", "tries", "warm-up", "length", "recovery",
  ]
  static let keywords = [
    "about", "nodes", "network", "disk", "tries", "warm-up", "length", "recovery", "load", "at",
    "expect",
  ]

  private mutating func take(_ keyword: String, _ line: inout ScenarioLine) throws(LabError) {
    switch keyword {
    case "about": about = line.rest()
    case "nodes": nodes = try line.number(in: 1...7, "nodes")
    case "network":
      network = try line.choice(Network.allCases.map { ($0.rawValue, $0) }, "a network")
      networkLine = line.number
    case "disk":
      disk = try Scenario.disk(&line)
      diskLine = line.number
    case "tries": tries = try line.number(in: 1...100_000, "tries")
    case "warm-up": warmUp = try line.duration()
    case "length": length = try line.duration()
    case "recovery": recovery = try line.duration()
    case "load":
      let load = try Scenario.load(&line)
      if load.isStock { stockLine = line.number }
      loads.append(load)
    case "at":
      let time = try line.duration()
      let text = line.words.dropFirst(line.place).joined(separator: " ")
      let action = try Action(&line)
      steps.append(Step(time: time, action: action, line: line.number, text: text))
    case "expect": limits.append(try Scenario.limit(&line))
    default: throw line.unknown(keyword, among: Scenario.keywords, "a statement")
    }
    try line.end()
  }

  private static func disk(_ line: inout ScenarioLine) throws(LabError) -> Disk {
    switch try line.choice(["plain", "ext4", "memory"].map { ($0, $0) }, "a disk") {
    case "ext4": .ext4(try line.size(atLeast: .mebibytes(64)))
    case "memory": .memory(try line.size(atLeast: .mebibytes(32)))
    default: .plain
    }
  }

  private static func load(_ line: inout ScenarioLine) throws(LabError) -> Load {
    let kinds = ["enqueue", "closed", "stock", "workers", "schedule", "define", "read", "publish"]
    switch try line.choice(kinds.map { ($0, $0) }, "a load") {
    case "enqueue": return .enqueue(rate: try line.rate())
    case "closed": return .closed(clients: try line.number(in: 1...1_000, "clients"))
    case "stock": return .stock(rate: try line.rate())
    case "workers":
      let count = try line.number(in: 1...64, "workers")
      var (holding, dying) = (Timeout.zero, Timeout.zero)
      if line.peek == "holding" {
        _ = line.next()
        holding = try line.duration()
        // What is held at the load's end is waited for.
        guard holding <= .seconds(60) else {
          throw line.wrong("a lease is held for a minute at most, not for \(holding)")
        }
      }
      if line.peek == "dying" {
        _ = line.next()
        guard line.next() == "every" else { throw line.wrong("'dying every 2s' is meant") }
        dying = try line.duration()
        guard dying >= .milliseconds(200) else {
          throw line.wrong("a worker dies every 200ms at most, not every \(dying)")
        }
      }
      return .workers(count, holding: holding, dying: dying)
    case "define": return .define(rate: try line.rate())
    case "read": return .read(rate: try line.rate())
    case "publish": return .publish(rate: try line.rate())
    default: return .schedule
    }
  }

  private static func limit(_ line: inout ScenarioLine) throws(LabError) -> Limit {
    let figure = try line.choice(Figure.allCases.map { ($0.rawValue, $0) }, "a figure")
    let sign = line.next()
    guard sign == "<=" || (sign == "=" && !figure.isTime) else {
      throw line.wrong("'\(figure.rawValue)' is bounded with '<=', not with '\(sign)'")
    }
    let most =
      figure.isTime
      ? Double(try line.duration().microseconds) / 1_000
      : Double(try line.number(in: 0...1_000_000_000, "a count"))
    return Limit(figure: figure, most: most, line: line.number)
  }

  /// What two lines say together.
  private func check() throws(LabError) {
    var (hasRemoved, hasVictim) = (false, false)
    for step in steps {
      let line = ScenarioLine(path: path, number: step.line, words: [])
      let needs = step.action.needs
      if let wanted = needs.network, network != wanted {
        throw line.wrong("'\(step.text)' needs 'network \(wanted.rawValue)'")
      }
      switch (needs.disk, disk) {
      case (.ext4, .ext4), (.memory, .memory), (nil, _): break
      case (.ext4, _): throw line.wrong("'\(step.text)' needs 'disk ext4 SIZE'")
      case (.memory, _): throw line.wrong("'\(step.text)' needs 'disk memory SIZE'")
      }
      if let lost = step.action.losesData.first, nodes < 3 {
        throw line.wrong(
          "'\(lost)' needs three nodes: of fewer nobody is left who has what it takes away")
      }
      if network == .namespaces, step.action.wipes {
        throw line.wrong(
          "'wipe' needs 'network loopback' or 'network proxies': from another machine a wiped node is "
            + "let in with a certificate only, or by 'remove' and 'add'")
      }
      for case .node(let place) in step.action.selectors where place >= nodes {
        throw line.wrong("there is no n\(place + 1) among \(nodes) nodes")
      }
      let selectors = step.action.selectors
      guard hasVictim || !selectors.contains(.victim) else {
        throw line.wrong("nobody is a victim yet: an earlier step must say whom it meets")
      }
      hasVictim = hasVictim || selectors.contains { $0 != .victim && $0 != .clients }
      if case .remove = step.action { hasRemoved = true }
      if step.action == .add, !hasRemoved {
        throw line.wrong(
          "'add' takes the place of a node that was removed: 'remove' comes before it")
      }
    }
    let makesExecutions = loads.contains {
      switch $0 {
      case .enqueue, .closed: true
      default: false
      }
    }
    let reads = loads.contains { if case .read = $0 { true } else { false } }
    guard !reads || makesExecutions else {
      throw LabError(
        .data, "\(path): 'load read' looks at what 'load enqueue' or 'load closed' made: add one")
    }
    guard !loads.isEmpty else {
      throw LabError(.data, "\(path): there is no load: write 'load enqueue 500/s', or another")
    }
  }
}

/// One line while it is read.
struct ScenarioLine {
  let path: String
  let number: Int
  let words: [String]
  private(set) var place = 0

  init(path: String, number: Int, words: [String]) {
    self.path = path
    self.number = number
    self.words = words
  }

  /// Of a word that is told, in characters.
  private static let longest = 80

  func wrong(_ what: String) -> LabError {
    // A word of what is no scenario may be long.
    let short = what.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.count > ScenarioLine.longest + 2
        ? "\(word.prefix(ScenarioLine.longest))…'" : String(word)
    }.joined(separator: " ")
    // What is no text is told as numbers: it may have been meant for the terminal.
    let shown = short.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control
        ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }.joined()
    return LabError(.data, "\(path), line \(number): \(shown)")
  }

  func unknown(_ word: String, among names: [String], _ what: String) -> LabError {
    let hint = NearestWord.of(word, among: names).map { "did you mean '\($0)'?" }
    return wrong(
      "'\(word)' is not \(what); " + (hint ?? "there are \(names.joined(separator: ", "))"))
  }

  /// The next word, or an empty one.
  mutating func next() -> String {
    guard place < words.count else { return "" }
    place += 1
    return words[place - 1]
  }

  var peek: String? { place < words.count ? words[place] : nil }

  /// Whether this word is next; then it is taken.
  mutating func hasWord(_ word: String) -> Bool {
    guard peek == word else { return false }
    place += 1
    return true
  }

  mutating func rest() -> String {
    defer { place = words.count }
    return words[place...].joined(separator: " ")
  }

  func end() throws(LabError) {
    guard place >= words.count else { throw wrong("'\(words[place])' is one word too many") }
  }

  mutating func choice<Value>(
    _ choices: [(String, Value)], _ what: String
  ) throws(LabError) -> Value {
    let word = next()
    guard let found = choices.first(where: { $0.0 == word }) else {
      throw unknown(word, among: choices.map(\.0), what)
    }
    return found.1
  }

  mutating func number(in range: ClosedRange<Int>, _ what: String) throws(LabError) -> Int {
    let word = next()
    guard let value = Int(word), range.contains(value) else {
      throw wrong(
        "'\(word)' is no number of \(what) from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// `500us`, `20ms`, `1.5s`, `10m`, `1h`.
  mutating func duration() throws(LabError) -> Timeout {
    let word = next()
    guard let span = ScenarioLine.duration(word), span >= .zero else {
      throw wrong("'\(word)' is no duration: write 500us, 20ms, 1.5s, 10m or 1h")
    }
    return span
  }

  /// With a sign in front, as in `-1h`.
  mutating func offset() throws(LabError) -> Timeout {
    let word = next()
    let isBack = word.hasPrefix("-")
    guard isBack || word.hasPrefix("+"),
      let span = ScenarioLine.duration(String(word.dropFirst()))
    else { throw wrong("'\(word)' is no offset of a clock: write +1h or -30s") }
    // libfaketime looks at its order once a second.
    guard span >= .seconds(2) else {
      throw wrong("a clock is set off by 2s at least, so that it can be seen, not by \(word)")
    }
    return isBack ? Timeout.zero - span : span
  }

  static func duration(_ word: String) -> Timeout? {
    let digits = word.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(digits), value.isFinite, value >= 0, value < 1e9 else { return nil }
    let unit: Double
    switch word.dropFirst(digits.count) {
    case "us", "µs": unit = 1
    case "ms": unit = 1_000
    case "s": unit = 1_000_000
    case "m": unit = 60_000_000
    case "h": unit = 3_600_000_000
    default: return nil
    }
    let span = value * unit
    guard span <= 86_400_000_000 * 30 else { return nil }
    return .microseconds(Int64(span.rounded()))
  }

  /// `500/s`
  mutating func rate() throws(LabError) -> Int {
    let word = next()
    guard word.hasSuffix("/s"), let value = Int(word.dropLast(2)), (1...100_000).contains(value)
    else { throw wrong("'\(word)' is no rate: write 500/s, from 1 to 100000") }
    return value
  }

  /// `64MiB`
  mutating func size(atLeast least: ByteCount) throws(LabError) -> ByteCount {
    let word = next()
    let digits = word.prefix(while: \.isNumber)
    guard let value = UInt64(digits), value < 1 << 20 else {
      throw wrong("'\(word)' is no size: write 512KiB, 64MiB or 2GiB")
    }
    let size: ByteCount
    switch word.dropFirst(digits.count) {
    case "KiB": size = .kibibytes(value)
    case "MiB": size = .mebibytes(value)
    case "GiB": size = .gibibytes(value)
    default: throw wrong("'\(word)' is no size: write 512KiB, 64MiB or 2GiB")
    }
    guard size >= least else { throw wrong("\(word) is too small: \(least) is the least") }
    return size
  }

  mutating func selector(clients: Bool = false) throws(LabError) -> Selector {
    let word = next()
    var names: [(String, Selector)] = [
      ("leader", .leader), ("follower", .follower), ("followers", .followers), ("all", .all),
      ("victim", .victim), ("any", .any),
    ]
    if clients { names.append(("clients", .clients)) }
    if let found = names.first(where: { $0.0 == word }) { return found.1 }
    if word.hasPrefix("n"), let place = Int(word.dropFirst()), (1...9).contains(place) {
      return .node(place - 1)
    }
    throw unknown(word, among: names.map(\.0) + ["n1"], "a node")
  }

  /// `A -> B` or `A <-> B`.
  mutating func link() throws(LabError) -> (Selector, Selector, bothWays: Bool) {
    let from = try selector(clients: true)
    let arrow = next()
    guard arrow == "->" || arrow == "<->" else {
      throw wrong("'\(arrow)' is no arrow: write 'n1 -> n2' for one way, 'n1 <-> n2' for both")
    }
    let to = try selector(clients: true)
    switch from {
    case .node, .leader, .clients:
      guard from != to else {
        throw wrong("a link has two ends, and both are '\(words[place - 1])'")
      }
    default: break
    }
    return (from, to, arrow == "<->")
  }
}

/// The word that somebody may have meant: at most two letters away, of a short one fewer.
enum NearestWord {
  static func of(_ word: String, among names: [String]) -> String? {
    let near = names.map { ($0, distance(Array(word), Array($0))) }.min { $0.1 < $1.1 }
    guard let near, near.1 <= min(2, near.0.count / 2) else { return nil }
    return near.0
  }

  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var corner = row[0]
      row[0] = line + 1
      for column in 0..<right.count {
        let cost = min(row[column], row[column + 1]) + 1
        let kept = corner + (letter == right[column] ? 0 : 1)
        corner = row[column + 1]
        row[column + 1] = min(cost, kept)
      }
    }
    return row[right.count]
  }
}
