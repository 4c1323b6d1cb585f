public import GRPC
public import Messages

extension Status {
  /// A failure as gRPC says it: code, sentence, and `google.rpc.Status` with its details.
  public init(_ failure: Failure) {
    self.init(
      Code(rawValue: failure.code.rawValue) ?? .unknown, failure.message,
      details: failure.statusDetails)
  }
}
