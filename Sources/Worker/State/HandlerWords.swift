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
        try JSONScanner.check(result[...])
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
    do {
      var members: [String: ArraySlice<UInt8>] = [:]
      for (name, value) in try JSONScanner.members(of: line[...]) { members[name] = value }
      if let name = members["name"] {
        readEvent(name, members, wrong)
      } else if let percent = members["progress"] {
        guard let value = JSONScanner.digits(percent, most: 3), value <= 100 else {
          return refuse(wrong("progress is a whole number from 0 to 100"))
        }
        progress = Progress(
          percent: UInt32(value), message: members["message"].flatMap(JSONScanner.text) ?? "")
      } else if let wish = readWish(members) {
        self.wish = wish
      } else {
        refuse(
          wrong("one of name, progress, retry_after, final, snooze and hold is expected"))
      }
    } catch {
      refuse(wrong("\(error)"))
    }
  }

  private mutating func readEvent(
    _ name: ArraySlice<UInt8>, _ members: [String: ArraySlice<UInt8>], _ wrong: (String) -> String
  ) {
    guard let name = JSONScanner.text(name), !name.isEmpty else {
      return refuse(wrong("name is a text"))
    }
    guard events.count < HandlerWords.mostEvents else {
      return refuse("more than \(HandlerWords.mostEvents) events")
    }
    var event = EmittedEvent(name: name)
    if let key = members["key"] {
      guard let text = JSONScanner.text(key) else { return refuse(wrong("key is a text")) }
      event.key = text
    }
    if let payload = members["payload"] { event.payload = Bytes(payload) }
    events.append(event)
  }

  private func readWish(_ members: [String: ArraySlice<UInt8>]) -> Wish? {
    if let span = members["retry_after"].flatMap(JSONScanner.seconds) { return .retryAfter(span) }
    if let span = members["snooze"].flatMap(JSONScanner.seconds) { return .snooze(span) }
    if let flag = members["final"], flag.elementsEqual("true".utf8) { return .final }
    guard let hold = members["hold"], let inner = try? JSONScanner.members(of: hold) else {
      return nil
    }
    var scope: Wish.Hold.Scope?
    var name = ""
    var span: Timeout?
    for (member, value) in inner {
      switch member {
      case "scope": scope = JSONScanner.text(value).flatMap(Wish.Hold.Scope.init(rawValue:))
      case "name": name = JSONScanner.text(value) ?? ""
      case "seconds": span = JSONScanner.seconds(value)
      default: return nil
      }
    }
    guard let scope, let span else { return nil }
    return .hold(Wish.Hold(scope: scope, name: name, span: span))
  }
}
