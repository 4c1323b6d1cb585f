internal import HTTP2
internal import NIOCore
internal import Units

/// One HTTP/2 connection of a `ClientConnection`, from the socket to its end.
final class ClientTransport: Connection {
  /// Nil once the client is gone, which says so itself.
  unowned var client: ClientConnection?
  private let turn: Turn
  var writable: [ClientStream] = []
  /// The text of the last GOAWAY.
  private(set) var goAwayText = ""

  init(client: ClientConnection, limits: Limits) {
    self.client = client
    self.turn = client.turn
    super.init(isServer: false, limits: limits, now: client.turn.now)
  }

  override func willRead() { now = turn.beganReading() }
  override func wantsFlush() { turn.flushAtEnd(self) }
  override func becameReady() { client?.becameReady(self) }

  override func goAway(last: Int32, code: ErrorCode, debug: String) {
    goAwayText = debug.isEmpty ? code.description : "\(code): \(debug)"
    client?.goAway(self, code: code, debug: debug)
  }

  override func didFlush() {
    if writable.isEmpty { return }
    let streams = writable
    writable = []
    for stream in streams {
      stream.awaitsWritable = false
      if stream.isWritable { stream.becameWritable() }
    }
  }

  override func closed(_ end: End) {
    let reason: ClientConnection.Reason =
      switch end {
      case .endOfFile: receivedGoAway ? .goAway(goAwayText) : .endOfFile
      case .failed(let text): .reset(text)
      case .altered: .altered
      case .ended(_, let text): .protocolError(text)
      case .done: receivedGoAway ? .goAway(goAwayText) : .local
      case .silent: .silent
      }
    client?.lost(self, reason)
  }
}
