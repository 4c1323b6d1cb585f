public import GRPC
public import Messages
public import Units

/// How fresh the answer to a query must be: `carillon-read`.
public enum Freshness: Hashable, Sendable {
  /// As of an instant after the call came in: the default.
  case linearizable
  /// This node's state as it is.
  case stale
  /// This node's state once it has applied this index; the call waits for it.
  case atLeast(LogIndex)

  /// Reads `carillon-read` and `carillon-min-index`.
  public init(_ metadata: Metadata) throws(Failure) {
    switch metadata.isEmpty ? nil : metadata["carillon-read"] {
    case nil, "linearizable": self = .linearizable
    case "stale": self = .stale
    case "at-least":
      guard let index = metadata["carillon-min-index"].flatMap({ UInt64($0) }) else {
        throw Failure.field(
          "carillon-min-index", .fieldInvalid,
          "'carillon-read: at-least' needs the log index to wait for, a whole number")
      }
      self = .atLeast(LogIndex(index))
    case let other?:
      throw Failure.field(
        "carillon-read", .fieldInvalid,
        "'\(other.prefix(40))' is not one of linearizable, stale, at-least")
    }
  }
}
