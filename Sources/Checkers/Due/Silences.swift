internal import Units

/// Outages as a history shows them: spans of stamped time in which nothing was stamped, while somebody
/// called and nobody's write was acknowledged. Both are asked for: what the log goes on stamping was not
/// out, whoever could not reach it; and a log that stamps nothing while writes are acknowledged has
/// forgotten what it should have decided.
///
/// - Complexity: O(n log n) in the recording's length.
enum Silences {
  /// Shorter ones need no excuse: a change of the leader takes less, and a due time may wait for longer.
  static let least: Int64 = 1_000_000
  /// An outage seen in stamps and the same one seen by callers end at different moments.
  static let slack: Int64 = 1_000_000

  /// In stamped time, rising.
  static func outages(in recording: Recording) -> [ClosedRange<Instant>] {
    let silences = heard(recording)
    guard !silences.isEmpty else { return [] }
    var events: [UInt64: Observation.Event] = [:]
    for sight in recording.sights {
      if case .event(let event) = sight.observation { events[event.offset] = event }
    }
    let stamped = events.values.sorted { $0.offset < $1.offset }
    var found: [ClosedRange<Instant>] = []
    for (before, after) in zip(stamped, stamped.dropFirst()) {
      let span = (after.time - before.time).microseconds
      guard span >= least else { continue }
      // The log is the clock that both share: the same entries lie around both.
      let isSilent = silences.contains {
        $0.span + slack >= span && $0.first <= after.id.index.rawValue
          && $0.last >= before.id.index.rawValue
      }
      if isSilent { found.append(before.time...after.time) }
    }
    return found
  }

  private struct Silence {
    /// In microseconds of the recording's time.
    var span: Int64
    /// The newest entry known before it, and one that was there after it.
    var first: UInt64
    var last: UInt64
  }

  /// Spans in which there was always a write under way, and none acknowledged.
  private static func heard(_ recording: Recording) -> [Silence] {
    var found: [Silence] = []
    var open = 0
    var since: Int64 = 0
    var known: UInt64 = 0
    for line in recording.lines {
      switch line.content {
      case .began(let place):
        guard !recording.calls[place].operation.isRead else { continue }
        if open == 0 { since = line.time }
        open += 1
      case .ended(let place):
        let call = recording.calls[place]
        guard !call.operation.isRead else { continue }
        open -= 1
        guard call.answer != nil else { continue }
        let last = call.index == .zero ? UInt64.max : call.index.rawValue
        if line.time - since >= least {
          found.append(Silence(span: line.time - since, first: known, last: last))
        }
        since = line.time
        known = max(known, call.index.rawValue)
      case .saw: continue
      }
    }
    return found
  }
}
