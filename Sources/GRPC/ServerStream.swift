internal import HTTP2
internal import Units

class CallStream {
  var path = ""
  var deadline = Monotonic.distantFuture
  var isEnded: Bool { true }
  var isWritable: Bool { true }
  var bufferedBytes: Int { 0 }
  func send(_ message: Bytes) -> Bool { true }
  func pause() {}
  func resume() {}
}
final class ServerStream: CallStream {
  var metadata = Metadata()
  var peer = ""
  var connectionNumber: UInt64 = 0
  var start = Monotonic.zero
  var onMessage: ((Bytes) -> Void)?
  var onHalfClose: (() -> Void)?
  var onCancel: ((Cancellation) -> Void)?
  var onWritable: (() -> Void)?
  func respond(_ message: Bytes, trailers: Metadata) {}
  func finish(_ status: Status, trailers: Metadata) {}
  func sendMetadata(_ metadata: Metadata) {}
}
final class ClientStream: CallStream {
  func halfClose() {}
  func cancel() {}
}
