public import GRPC
public import Messages
import Units

extension Status {
  /// A failure as gRPC says it: code, sentence, and the packed `google.rpc.Status` with `ErrorInfo`,
  /// and `BadRequest` and `RetryInfo` where there is something to put in.
  public init(_ failure: Failure) {
    self.init(
      Code(rawValue: failure.code.rawValue) ?? .unknown, failure.message,
      details: FailureDetails.packed(failure))
  }
}

/// `google.rpc.Status` and the details in it, written field by field.
enum FailureDetails {
  static func packed(_ failure: Failure) -> Bytes {
    var writer = FieldWriter(capacity: 256)
    writer.number(1, UInt64(failure.code.rawValue))
    writer.text(2, failure.message)
    any("google.rpc.ErrorInfo", errorInfo(failure), &writer)
    if !failure.violations.isEmpty {
      any("google.rpc.BadRequest", badRequest(failure), &writer)
    }
    if let after = failure.retryAfter { any("google.rpc.RetryInfo", retryInfo(after), &writer) }
    return writer.bytes
  }

  private static func any(_ type: String, _ value: Bytes, _ writer: inout FieldWriter) {
    var any = FieldWriter(capacity: value.count + 64)
    any.text(1, "type.googleapis.com/" + type)
    any.blob(2, value)
    writer.blob(3, any.bytes)
  }

  private static func errorInfo(_ failure: Failure) -> Bytes {
    var writer = FieldWriter(capacity: 96)
    writer.text(1, failure.reason.rawValue)
    writer.text(2, "carillon")
    for item in failure.metadata {
      var entry = FieldWriter(capacity: 64)
      entry.text(1, item.key)
      entry.text(2, item.value)
      writer.blob(3, entry.bytes)
    }
    return writer.bytes
  }

  private static func badRequest(_ failure: Failure) -> Bytes {
    var writer = FieldWriter(capacity: 128)
    for violation in failure.violations {
      var entry = FieldWriter(capacity: 96)
      entry.text(1, violation.field)
      entry.text(2, violation.description)
      writer.blob(1, entry.bytes)
    }
    return writer.bytes
  }

  private static func retryInfo(_ after: Timeout) -> Bytes {
    let span = max(0, after.microseconds)
    var duration = FieldWriter(capacity: 16)
    duration.number(1, UInt64(span / 1_000_000))
    duration.number(2, UInt64(span % 1_000_000) * 1_000)
    var writer = FieldWriter(capacity: 24)
    writer.blob(1, duration.bytes)
    return writer.bytes
  }
}
