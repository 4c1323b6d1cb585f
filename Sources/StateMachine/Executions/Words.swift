import Messages
import Units

/// What a worker, or a client, says of an event to be published.
struct EventWord: Sendable, Hashable {
  var name = ""
  /// Empty for the publisher's own name.
  var source = ""
  var key = ""
  var payload: Bytes = []
  var contentType = ""
  var headers: [Label] = []
  /// `none` where the publisher's place in a chain says it.
  var cause = RecordID.none
  var root = RecordID.none
}

/// An execution that a completion starts.
struct FollowUpWord: Sendable, Hashable {
  /// By name or id.
  var job = ""
  var payload: Bytes = []
  var contentType = ""
  var dedupKey = ""
}

/// A worker's word that an attempt came to its end.
struct CompletionWord: Sendable {
  var execution = RecordID.none
  var token = RecordID.none
  var result: Bytes = []
  var contentType = ""
  var events: [EventWord] = []
  var followUps: [FollowUpWord] = []
}

/// A worker's word that an attempt ended otherwise.
struct FailureWord: Sendable {
  var execution = RecordID.none
  var token = RecordID.none
  var outcome = AttemptOutcome.failed
  var error = ""
  var exitCode: Int32 = 0
  var retryAfter: Timeout?
  /// Not to be retried.
  var isFinal = false

  /// Longer errors are cut, in bytes.
  static let mostError = 8_192
}

/// Where a published event comes from.
struct Emission: Sendable {
  /// The event or execution that caused it.
  var cause = RecordID.none
  /// The first record of its chain; `none` where the event is the first itself.
  var root = RecordID.none
  var execution = RecordID.none
  /// The listeners that the chain holds.
  var chain: [RecordID] = []
  /// What an event without a source of its own is given.
  var source = ""
  var principal = ""
}
