public import Units

/// A time zone: which offset from UTC holds when, from the bytes of a TZif file (RFC 8536).
///
/// Explicit transitions come first; after the last of them the footer's rule holds for ever.
public struct Zone: Hashable, Sendable {
  /// A run of instants with one offset, in seconds since the epoch: `start ..< end`.
  public struct Segment: Hashable, Sendable {
    public let start: Int64
    public let end: Int64
    /// Seconds to add to UTC for the wall time.
    public let offset: Int64
    public let isDaylight: Bool
    /// `CEST`, `+0530`.
    public let abbreviation: String
  }

  struct LocalType: Hashable, Sendable {
    var offset: Int64
    var isDaylight: Bool
    var abbreviation: String
  }

  /// Offsets beyond this are refused: RFC 8536, 3.2 allows -25 to +26 hours.
  static let widestOffset: Int64 = 26 * 3_600

  /// Strictly growing.
  let transitions: [Int64]
  /// What holds from each transition on.
  let typeIndices: [UInt8]
  let types: [LocalType]
  /// What holds before the first transition.
  let firstType: Int
  /// What holds after the last transition; nil leaves its type in force.
  let rule: PosixRule?

  public static let utc = Zone(
    transitions: [], typeIndices: [],
    types: [LocalType(offset: 0, isDaylight: false, abbreviation: "UTC")], firstType: 0, rule: nil)

  init(
    transitions: [Int64], typeIndices: [UInt8], types: [LocalType], firstType: Int, rule: PosixRule?
  ) {
    precondition(transitions.count == typeIndices.count, "each transition has one type")
    self.transitions = transitions
    self.typeIndices = typeIndices
    self.types = types
    self.firstType = firstType
    self.rule = rule
  }

  /// The segment that holds at `second`. O(log transitions).
  public func segment(at second: Int64) -> Segment {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    // `low` transitions lie at or before `second`.
    if low == transitions.count, let rule {
      let earliest = transitions.last ?? .min
      return rule.segment(at: second, from: earliest)
    }
    let type = types[low == 0 ? firstType : Int(typeIndices[low - 1])]
    return Segment(
      start: low == 0 ? .min : transitions[low - 1],
      end: low == transitions.count ? .max : transitions[low], offset: type.offset,
      isDaylight: type.isDaylight, abbreviation: type.abbreviation)
  }

  /// The segment that holds at `instant`.
  public func segment(at instant: Instant) -> Segment { segment(at: instant.seconds) }

  /// What the clock on the wall shows, in seconds since 1970-01-01T00:00 of wall time.
  public func wall(at second: Int64) -> Int64 { second + segment(at: second).offset }

  /// The furthest that the wall clock has shown by `second`: more than it shows now where it was
  /// put back within the last two days.
  func furthestWall(by second: Int64) -> Int64 {
    var current = segment(at: second)
    var furthest = second + current.offset
    // A time shown before a transition can lie at most twice the widest offset ahead.
    let horizon = second - 2 * Zone.widestOffset
    while current.start > horizon {
      let before = segment(at: current.start - 1)
      furthest = max(furthest, current.start - 1 + before.offset)
      current = before
    }
    return furthest
  }

  /// The first second at which the wall clock has shown `wall` or passed it over.
  ///
  /// So a wall time that exists gives its first occurrence, one that lies in a gap the gap's end;
  /// it never falls as `wall` grows.
  func firstSecond(reaching wall: Int64) -> Int64 {
    var current = segment(at: wall - Zone.widestOffset)
    while true {
      let second = max(current.start, wall - current.offset)
      if second < current.end { return second }
      current = segment(at: current.end)
    }
  }
}

/// Why the bytes of a zone, or of a bundle of them, cannot be used.
public struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: String, Hashable, Sendable {
    /// The bundle has no zone of that name.
    case unknown = "ZONE_UNKNOWN"
    /// The bytes are not what they should be: damaged, or of a form that is not supported.
    case malformed = "ZONE_MALFORMED"
  }

  public let reason: Reason
  public let message: String
  /// What would be right; empty where nothing sensible can be said.
  public let hint: String

  init(_ reason: Reason, _ message: String, hint: String = "") {
    self.reason = reason
    self.message = message
    self.hint = hint
  }

  public var description: String { hint.isEmpty ? message : "\(message); \(hint)" }
}
