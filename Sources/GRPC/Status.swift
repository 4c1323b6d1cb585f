public import Units

/// The end of a call: a code, a sentence for people, and details for programs
/// (gRPC, doc/statuscodes.md and doc/PROTOCOL-HTTP2.md "Responses").
public struct Status: Hashable, Sendable, CustomStringConvertible {
  /// The canonical codes, with the numbers they have on the wire.
  public enum Code: UInt8, Sendable, CaseIterable {
    case ok = 0
    case cancelled = 1
    case unknown = 2
    case invalidArgument = 3
    case deadlineExceeded = 4
    case notFound = 5
    case alreadyExists = 6
    case permissionDenied = 7
    case resourceExhausted = 8
    case failedPrecondition = 9
    case aborted = 10
    case outOfRange = 11
    case unimplemented = 12
    case `internal` = 13
    case unavailable = 14
    case dataLoss = 15
    case unauthenticated = 16

    /// `DEADLINE_EXCEEDED` and the like, as the specification writes them.
    public var name: String { Code.names[Int(rawValue)] }

    private static let names = [
      "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
      "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
      "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
      "UNAUTHENTICATED",
    ]
  }

  public var code: Code
  /// What was wrong, where, and what would be right. Percent-encoded on the wire; message and
  /// details together are cut to 4 KiB, the details first.
  public var message: String
  /// A packed `google.rpc.Status`, or nothing: `grpc-status-details-bin`.
  public var details: Bytes

  public init(_ code: Code, _ message: String = "", details: Bytes = []) {
    self.code = code
    self.message = message
    self.details = details
  }

  public static let ok = Status(.ok)

  public var isOK: Bool { code == .ok }

  public var description: String { message.isEmpty ? code.name : "\(code.name): \(message)" }
}
