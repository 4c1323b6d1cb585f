internal import Checkers
internal import Units

/// What a run measured.
public struct Figures: Hashable, Sendable {
  public var tries = 0
  public var operations = 0
  public var acknowledged = 0
  /// Of each try, the longest time in which no write was acknowledged, in milliseconds.
  public var gaps: [Double] = []
  /// When each of them began, in milliseconds from the try's first fault.
  public var gapStarts: [Double] = []
  public var clientErrors = 0
  /// Acknowledged and not there. This and what follows is nil where the cluster could not be read at
  /// the end: nothing is known then.
  public var lost: Int?
  /// There more than once; or a due time that fired more than once.
  public var doubled: Int?
  /// Leases that the load's workers held, and how many of them did not last to their worker's word;
  /// nil also where none was held.
  public var leases = 0
  public var leasesLost: Int?
  /// From a due time until a worker had its execution, where there are workers; else until the moment
  /// with which the deciding entry is stamped.
  public var lateP99: Double?
  public var lateMax: Double?
  /// To that stamp in any case.
  public var decidedLateP99: Double?
  /// Nil also where no schedule was asked for.
  public var missed: Int?
  public var due: Int?
  /// From a try's first fault to the last change of its leader; nil where nobody led at its end.
  public var leaderMax: Double?
  /// Nil where no leader was ever seen.
  public var leaderChanges: Int?
  public var slowest: Double = 0
  public var latencyP50: Double?
  public var latencyP99: Double?

  /// Nil where there is nothing to measure.
  public func value(_ figure: Scenario.Figure) -> Double? {
    switch figure {
    case .gapP50: Figures.percentile(gaps, 50)
    case .gapP99: Figures.percentile(gaps, 99)
    case .gapMax: gaps.max()
    case .errors: Double(clientErrors)
    case .lost: lost.map(Double.init)
    case .doubled: doubled.map(Double.init)
    case .leasesLost: leasesLost.map(Double.init)
    case .lateP99: lateP99
    case .missed: missed.map(Double.init)
    case .leaderMax: leaderMax
    case .leaderChanges: leaderChanges.map(Double.init)
    case .slowest: slowest
    }
  }

  /// By nearest rank.
  static func percentile(_ values: [Double], _ percent: Int) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let rank = (sorted.count * percent + 99) / 100
    return sorted[max(0, min(sorted.count, rank) - 1)]
  }
}

/// How long nobody's write was acknowledged.
enum Gaps {
  struct Gap: Hashable, Sendable {
    var began: Monotonic
    var span: Timeout
  }

  /// The longest between two acknowledgements in a span of time. What reaches out of the try is cut
  /// off at its ends: it is counted once, in the try that it lies in, and in each with its part.
  ///
  /// - Parameters:
  ///   - first: the fault; the time from the acknowledgement before it counts too, but none before
  ///     `start`.
  ///   - start: of the try.
  ///   - times: of acknowledgements, rising; none before `first` but the last.
  /// - Returns: nil where nothing was written.
  static func longest(
    from first: Monotonic, since start: Monotonic, to last: Monotonic,
    _ times: some Sequence<Monotonic>
  ) -> Gap? {
    var before: Monotonic?
    var longest = Gap(began: first, span: .zero)
    func look(until time: Monotonic) {
      let began = before.map { max($0, start) } ?? first
      if time - began > longest.span { longest = Gap(began: began, span: time - began) }
    }
    for time in times {
      guard time < last else { break }
      if time > first { look(until: time) }
      before = time
    }
    guard before != nil else { return nil }
    look(until: last)
    return longest
  }
}
