public import GRPC
public import Units

/// What one call wants.
public struct CallOptions: Sendable {
  /// From now until the call must be over, all tries together.
  public var timeout = Timeout.seconds(10)
  /// Sent as `idempotency-key`: the repeat of a write under it returns the first answer.
  public var idempotencyKey: String?
  /// The call changes nothing, so it may be sent twice.
  public var isRead = false
  public var retry = TryPolicy()
  /// Later calls go to the leader that the answer names. Off for whoever asks one node for itself.
  public var followsLeader = true
  /// Further metadata, such as `authorization` or `carillon-read`.
  public var metadata = Metadata()

  public init() {}

  /// A repetition does no harm.
  var isRepeatable: Bool { isRead || idempotencyKey != nil }
}

/// Why a call failed for good: the last try's word.
public struct CallError: Error, Hashable, Sendable, CustomStringConvertible {
  public var status: Status
  /// Who said so; nil where no address was reached.
  public var address: Address?
  public var attempts: Int
  /// The server ended the call: `status` is its word, not a guess about a lost connection.
  public var isFromServer: Bool
  public var trailers: Metadata

  public var description: String {
    let place = address.map { " (\($0), try \(attempts))" } ?? ""
    return "\(status)\(place)"
  }
}
