internal import GRPC
internal import Messages

extension Failure {
  /// What a status says, its details unpacked.
  init(_ status: Status) {
    self.init(
      StatusCode(rawValue: status.code.rawValue) ?? .unknown, .internalError, status.message)
  }
}
