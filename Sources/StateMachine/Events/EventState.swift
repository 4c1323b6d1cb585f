public import Units

/// Where the event log stands, and who listens.
struct EventState: Sendable {
  /// The offset that the next event gets.
  var next: UInt64 = 1
  /// The first offset that was not trimmed.
  var first: UInt64 = 1
  /// Offsets that were never given out: one gap for each time that the log went on elsewhere
  /// (`StateMachine.goOn`). Ascending; those below `first` are forgotten.
  private(set) var gaps: [ClosedRange<UInt64>] = []
  /// How many offsets lie in gaps, those forgotten included.
  private(set) var skipped: UInt64 = 0
  /// Listeners by their exact event name, each list in the order of registration.
  private(set) var exact: [String: [Listener]] = [:]
  /// Those with `*` in their pattern, in the order of registration.
  private(set) var patterns: [Listener] = []

  init() {}

  /// Events ever published.
  var published: UInt64 { next - 1 - skipped }

  /// The next event gets `offset`; those between are a gap.
  mutating func skip(to offset: UInt64) {
    precondition(offset > next, "offset \(offset) is not behind \(next)")
    gaps.append(next...(offset - 1))
    skipped += offset - next
    next = offset
  }

  /// Moves `first` on to `limit` and no further than over `most` events; returns the ranges that it
  /// passed in which there are any.
  mutating func trim(below limit: UInt64, most: UInt64) -> [Range<UInt64>] {
    var passed: [Range<UInt64>] = []
    var left = most
    while first < limit && left > 0 {
      if let gap = gaps.first, gap.contains(first) {
        first = gap.upperBound + 1
        gaps.removeFirst()
        continue
      }
      let end = min(limit, first + left, gaps.first?.lowerBound ?? .max)
      passed.append(first..<end)
      left -= end - first
      first = end
    }
    return passed
  }

  func write(to record: inout RecordWriter) {
    record.number(skipped)
    record.number(gaps.count)
    for gap in gaps {
      record.number(gap.lowerBound)
      record.number(gap.upperBound)
    }
  }

  /// False where a gap is none.
  mutating func read(from record: inout RecordReader) -> Bool {
    skipped = record.number()
    for _ in 0..<record.items() {
      let (lower, upper) = (record.number(), record.number())
      guard lower <= upper, upper < next else { return false }
      gaps.append(lower...upper)
    }
    return true
  }

  mutating func rebuild(from modules: [ModuleState]) {
    exact = [:]
    patterns = []
    for module in modules where module.isEnabled {
      for listener in module.listeners {
        if listener.pattern.contains("*") {
          patterns.append(listener)
        } else {
          exact[listener.pattern, default: []].append(listener)
        }
      }
    }
  }

  /// The listeners of an event, in the order of their ids.
  func listeners(of name: String) -> [Listener] {
    guard !(exact.isEmpty && patterns.isEmpty) else { return [] }
    var found = exact[name] ?? []
    for listener in patterns where EventPattern.matches(listener.pattern, name) {
      found.append(listener)
    }
    return found.count < 2 ? found : found.sorted { $0.job < $1.job }
  }
}

/// A module's handler that an event starts.
public struct Listener: Sendable, Hashable {
  /// `vm.created`, `vm.*` (one part) or `vm.**` (one or more).
  public var pattern: String
  /// The job that stands for the handler: its id names the listener in chains.
  public var job: RecordID

  public init(pattern: String, job: RecordID) {
    self.pattern = pattern
    self.job = job
  }
}

/// Patterns over dotted names.
public enum EventPattern {
  /// `*` stands for one part, `**` at the end for one or more.
  public static func matches(_ pattern: String, _ name: String) -> Bool {
    if pattern == name || pattern == "**" { return true }
    let wanted = pattern.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    for (place, part) in wanted.enumerated() {
      if part.elementsEqual("**".utf8) { return place == wanted.count - 1 && parts.count > place }
      guard place < parts.count else { return false }
      if !part.elementsEqual("*".utf8) && !part.elementsEqual(parts[place]) { return false }
    }
    return wanted.count == parts.count
  }
}
