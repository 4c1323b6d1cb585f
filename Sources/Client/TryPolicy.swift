public import GRPC
public import Messages
public import Units

/// Whether a call that failed is tried again, where and when. Pure: what happened goes in, a verdict
/// comes out.
///
/// A call that certainly was not begun may be sent again anywhere. One whose outcome is unknown may
/// be only where a repetition does no harm: it reads, or it bears an idempotency key.
public struct TryPolicy: Hashable, Sendable {
  /// Tries in all, the first one included, of a call that may have been begun.
  public var attempts = 5
  /// One that certainly was not begun is tried on for this long at least: addresses that are being
  /// restarted refuse many tries in the time that it takes them to come back.
  public var patience = Timeout.seconds(2)
  /// The longest wait between two tries meanwhile.
  public var patientBackoff = Timeout.milliseconds(200)
  /// Before the second try; 1.6 times as long before each further one.
  public var initialBackoff = Timeout.milliseconds(20)
  public var maxBackoff = Timeout.seconds(2)
  /// Another try beside the first, at another address, after this much silence, where a repetition does
  /// no harm; and further ones, after twice as long each, while there are addresses. Nil: never.
  public var hedge: Timeout? = .milliseconds(150)

  public init() {}

  /// How a try ended.
  public struct Outcome: Hashable, Sendable {
    public var code: Status.Code
    /// `ErrorInfo.reason`, where the server gave one.
    public var reason: Reason?
    /// `RetryInfo.retry_delay`.
    public var retryAfter: Timeout?
    /// As in `GRPC.Reply`.
    public var wasNotProcessed: Bool
    public var isFromServer: Bool
    /// The server says that it cannot tell whether the write happened.
    public var isOutcomeUnknown: Bool

    public init(
      code: Status.Code, reason: Reason? = nil, retryAfter: Timeout? = nil,
      wasNotProcessed: Bool = false, isFromServer: Bool = true, isOutcomeUnknown: Bool = false
    ) {
      self.code = code
      self.reason = reason
      self.retryAfter = retryAfter
      self.wasNotProcessed = wasNotProcessed
      self.isFromServer = isFromServer
      self.isOutcomeUnknown = isOutcomeUnknown
    }
  }

  public enum Verdict: Hashable, Sendable {
    case giveUp
    /// At another address where there is one.
    case elsewhere(after: Timeout)
    /// At the same address.
    case again(after: Timeout)
  }

  /// - Parameters:
  ///   - attempt: how many tries were made, this one included.
  ///   - elapsed: since the first one began.
  ///   - isRepeatable: a repetition does no harm.
  ///   - left: until the call's deadline.
  ///   - jitter: 0 to 1,000, drawn by the caller: the back-off is moved by up to ±20 %.
  public func verdict(
    _ outcome: Outcome, attempt: Int, elapsed: Timeout, isRepeatable: Bool, left: Timeout,
    jitter: Int64
  ) -> Verdict {
    let isPatient = elapsed < patience && attempts > 1 && wasNotBegun(outcome)
    guard left > .zero, attempt < attempts || isPatient else { return .giveUp }
    let longest = isPatient ? min(maxBackoff, patientBackoff) : maxBackoff
    let wait = outcome.retryAfter ?? backoff(attempt, upTo: longest, jitter: jitter)
    guard wait < left else { return .giveUp }
    if outcome.wasNotProcessed { return .elsewhere(after: attempt == 1 ? .zero : wait) }
    switch outcome.code {
    case .unavailable:
      let mayRepeat = isRepeatable || outcome.isFromServer && isCertainlyUndone(outcome)
      return mayRepeat ? .elsewhere(after: wait) : .giveUp
    case .resourceExhausted:
      // Only where the server says when; it has refused, so nothing was done.
      return outcome.isFromServer && outcome.retryAfter != nil ? .again(after: wait) : .giveUp
    case .internal, .unknown, .cancelled:
      // The connection broke in mid-call, as far as this side can tell.
      return !outcome.isFromServer && isRepeatable ? .elsewhere(after: wait) : .giveUp
    default:
      return .giveUp
    }
  }

  private func wasNotBegun(_ outcome: Outcome) -> Bool {
    outcome.wasNotProcessed
      || outcome.isFromServer && outcome.code == .unavailable && isCertainlyUndone(outcome)
  }

  private func isCertainlyUndone(_ outcome: Outcome) -> Bool {
    guard !outcome.isOutcomeUnknown else { return false }
    switch outcome.reason {
    case .noLeader, .notReady, .shuttingDown: return true
    default: return false
    }
  }

  private func backoff(_ attempt: Int, upTo longest: Timeout, jitter: Int64) -> Timeout {
    var span = initialBackoff.microseconds
    for _ in 1..<max(attempt, 1) where span < longest.microseconds { span = span * 8 / 5 }
    span = min(span, longest.microseconds)
    return Timeout(microseconds: span * (800 + min(max(jitter, 0), 1_000) * 2 / 5) / 1_000)
  }
}
