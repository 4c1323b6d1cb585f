public import Units

/// Where the event log stands, and who listens.
struct EventState: Sendable {
  /// The offset that the next event gets.
  var next: UInt64 = 1
  /// The first offset that was not trimmed.
  var first: UInt64 = 1
  /// Listeners by their exact event name, each list in the order of registration.
  private(set) var exact: [String: [Listener]] = [:]
  /// Those with `*` in their pattern, in the order of registration.
  private(set) var patterns: [Listener] = []

  init() {}

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
