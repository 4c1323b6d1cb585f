/// A span of time in microseconds, the unit of stamped time.
public struct Timeout: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  public static let zero = Timeout(microseconds: 0)

  public static func microseconds(_ count: Int64) -> Timeout { Timeout(microseconds: count) }
  public static func milliseconds(_ count: Int64) -> Timeout {
    Timeout(microseconds: saturating(count, 1_000))
  }
  public static func seconds(_ count: Int64) -> Timeout {
    Timeout(microseconds: saturating(count, 1_000_000))
  }
  public static func minutes(_ count: Int64) -> Timeout {
    Timeout(microseconds: saturating(count, 60_000_000))
  }
  public static func hours(_ count: Int64) -> Timeout {
    Timeout(microseconds: saturating(count, 3_600_000_000))
  }

  /// Whole milliseconds, rounded towards zero.
  public var milliseconds: Int64 { microseconds / 1_000 }

  /// Nanoseconds, saturating.
  public var nanoseconds: Int64 { Timeout.saturating(microseconds, 1_000) }

  public static func < (left: Timeout, right: Timeout) -> Bool {
    left.microseconds < right.microseconds
  }

  public static func + (left: Timeout, right: Timeout) -> Timeout {
    let (sum, overflow) = left.microseconds.addingReportingOverflow(right.microseconds)
    return Timeout(microseconds: overflow ? (right.microseconds > 0 ? .max : .min) : sum)
  }

  public static func - (left: Timeout, right: Timeout) -> Timeout {
    let (difference, overflow) = left.microseconds.subtractingReportingOverflow(right.microseconds)
    return Timeout(microseconds: overflow ? (right.microseconds < 0 ? .max : .min) : difference)
  }

  /// Saturates.
  public static func * (left: Timeout, right: Int64) -> Timeout {
    Timeout(microseconds: saturating(left.microseconds, right))
  }

  private static func saturating(_ left: Int64, _ right: Int64) -> Int64 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? ((left < 0) == (right < 0) ? .max : .min) : product
  }

  /// `1.5s`, `20ms`, `70µs`.
  public var description: String {
    if microseconds % 1_000 != 0 && microseconds.magnitude < 1_000_000 {
      return "\(microseconds)µs"
    }
    if microseconds.magnitude < 1_000_000 { return "\(microseconds / 1_000)ms" }
    let tenths = microseconds / 100_000
    return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(abs(tenths % 10))s"
  }
}

/// A reading of a monotonic clock that counts suspend (CLOCK_BOOTTIME), in nanoseconds since an
/// arbitrary start. Only differences mean anything, and only on the machine that read it.
public struct Monotonic: Hashable, Comparable, Sendable {
  public var nanoseconds: UInt64

  public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  public static let zero = Monotonic(nanoseconds: 0)
  public static let distantFuture = Monotonic(nanoseconds: .max)

  public static func < (left: Monotonic, right: Monotonic) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Saturates at both ends of the range.
  public static func + (left: Monotonic, right: Timeout) -> Monotonic {
    let span = right.nanoseconds
    if span >= 0 {
      let (sum, overflow) = left.nanoseconds.addingReportingOverflow(UInt64(span))
      return overflow ? .distantFuture : Monotonic(nanoseconds: sum)
    }
    let (difference, overflow) = left.nanoseconds.subtractingReportingOverflow(span.magnitude)
    return overflow ? .zero : Monotonic(nanoseconds: difference)
  }

  /// How long after `right` this is; negative where it is before.
  public static func - (left: Monotonic, right: Monotonic) -> Timeout {
    Timeout(microseconds: Int64(bitPattern: left.nanoseconds &- right.nanoseconds) / 1_000)
  }
}
