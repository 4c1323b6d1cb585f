import Units

/// How long a node with much to apply waits between two shares of it, so that its loop looks at its
/// sockets: the loop runs whatever is due by the end of a turn, and looks only where nothing is.
///
/// A machine or a build so slow that a turn outlasts the wait never looked. Whoever is woken in time
/// was waited for at the sockets; whoever is late may not have been, and waits twice as long the next
/// time.
struct Rest: Hashable, Sendable {
  /// Little beside a turn of applying.
  static let least = Timeout.microseconds(200)
  static let most = Timeout.microseconds(3_200)
  /// What a timer is late on an idle machine.
  private static let slack = Timeout.microseconds(150)

  private(set) var span = Rest.least

  /// - Parameter elapsed: from when it was asked for until the work went on.
  mutating func woke(after elapsed: Timeout) {
    let half = Timeout(microseconds: span.microseconds / 2)
    if elapsed > span + max(half, Rest.slack) {
      span = min(span + span, Rest.most)
    } else {
      span = max(half, Rest.least)
    }
  }
}
