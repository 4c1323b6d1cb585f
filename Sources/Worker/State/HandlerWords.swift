import Messages
import Units

/// What a handler says on descriptors 3 and 4: its result, and JSON objects, one a line. What is
/// wrong in them is kept as the reason for which the attempt fails: an event is never lost silently.
struct HandlerWords: Hashable, Sendable {
  static let mostEvents = 1_000

  private(set) var result: Bytes = []
  private(set) var events: [EmittedEvent] = []
  private(set) var wish: Wish?
  /// The newest, until it is taken.
  var progress: Progress?
  /// The first thing that was wrong.
  private(set) var problem: String?
  private var line: Bytes = []
  private var lines = 0

  mutating func addResult(_ bytes: Bytes) { result += bytes }

  mutating func addLines(_ bytes: Bytes) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      line += rest[..<end]
      read()
      rest = rest[(end + 1)...]
    }
    line += rest
  }

  /// Reads what has no line end, and checks the result. `droppedResult` and `droppedLines`: bytes
  /// over the limits.
  mutating func close(droppedResult: UInt64, droppedLines: UInt64) {
    if droppedLines > 0 {
      refuse("\(droppedLines) bytes on descriptor 4 are over the limit")
    } else {
      read()
    }
    while let last = result.last, last == 0x20 || last == 0x0A || last == 0x0D || last == 0x09 {
      result.removeLast()
    }
    if droppedResult > 0 {
      refuse("the result is \(droppedResult) bytes over the limit")
      result = []
    } else if !result.isEmpty {
      do {
        try JSON.validate(result)
      } catch {
        refuse("the result on descriptor 3 is not JSON: \(error)")
        result = []
      }
    }
  }

  private mutating func refuse(_ problem: String) {
    if self.problem == nil { self.problem = problem }
  }

  private mutating func read() {
    defer { line.removeAll() }
    lines += 1
    guard line.contains(where: { $0 > 0x20 }) else { return }
    let place = "line \(lines) on descriptor 4: "
    func wrong(_ text: String) -> String { place + text }
    let words: JSON
    do {
      words = try JSON(parsing: line)
    } catch {
      return refuse(wrong("\(error)"))
    }
    if let name = words["name"] {
      readEvent(name, words, wrong)
    } else if let percent = words["progress"] {
      guard let value = percent.integer, (0...100).contains(value) else {
        return refuse(wrong("progress is a whole number from 0 to 100"))
      }
      progress = Progress(percent: UInt32(value), message: words["message"]?.text ?? "")
    } else if let wish = readWish(words) {
      self.wish = wish
    } else {
      refuse(wrong("one of name, progress, retry_after, final, snooze and hold is expected"))
    }
  }

  private mutating func readEvent(
    _ name: JSON, _ words: JSON, _ wrong: (String) -> String
  ) {
    guard let name = name.text, !name.isEmpty else { return refuse(wrong("name is a text")) }
    guard events.count < HandlerWords.mostEvents else {
      return refuse("more than \(HandlerWords.mostEvents) events")
    }
    var event = EmittedEvent(name: name)
    if let key = words["key"] {
      guard let text = key.text else { return refuse(wrong("key is a text")) }
      event.key = text
    }
    if let payload = words["payload"] { event.payload = Bytes(payload.encoded.utf8) }
    events.append(event)
  }

  private func readWish(_ words: JSON) -> Wish? {
    if let span = words["retry_after"].flatMap(HandlerWords.seconds) { return .retryAfter(span) }
    if let span = words["snooze"].flatMap(HandlerWords.seconds) { return .snooze(span) }
    if words["final"] == .bool(true) { return .final }
    guard let hold = words["hold"],
      let scope = hold["scope"]?.text.flatMap(Wish.Hold.Scope.init(rawValue:)),
      let span = hold["seconds"].flatMap(HandlerWords.seconds)
    else { return nil }
    return .hold(Wish.Hold(scope: scope, name: hold["name"]?.text ?? "", span: span))
  }

  /// A number of seconds that is not negative, to the microsecond, by whole numbers only.
  private static func seconds(_ value: JSON) -> Timeout? {
    guard case .number(let text) = value else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = Int64(parts[0]), (0...1_000_000_000).contains(whole) else { return nil }
    guard parts.count == 2 else {
      return parts.count == 1 ? Timeout(microseconds: whole * 1_000_000) : nil
    }
    let digits = parts[1].prefix(6)
    guard digits.allSatisfy(\.isNumber),
      let fraction = Int64(digits + String(repeating: "0", count: 6 - digits.count))
    else { return nil }
    return Timeout(microseconds: whole * 1_000_000 + fraction)
  }
}
