import Histogram
import Units

/// What was seen of one run: latencies and counts within the window that is measured.
struct Meter {
  private var histogram = Histogram<UInt32>(
    highestTrackableValue: 600_000_000, numberOfSignificantValueDigits: .three)
  private(set) var operations: UInt64 = 0
  private(set) var errors: UInt64 = 0
  private(set) var firstError: String?
  var isOpen = false

  init() {}

  /// An operation that took so long ended well.
  mutating func record(_ span: Timeout) {
    guard isOpen else { return }
    operations += 1
    histogram.record(UInt64(max(1, min(span.microseconds, 600_000_000))))
  }

  /// Errors count always: a run with any is no measurement.
  mutating func fail(_ what: String) {
    errors += 1
    if firstError == nil { firstError = what }
  }

  /// Microseconds.
  func percentile(_ percent: Double) -> Double {
    Double(histogram.valueAtPercentile(percent))
  }

  /// The slowest operation, in microseconds.
  var slowest: Double { Double(histogram.valueAtPercentile(100)) }
}
