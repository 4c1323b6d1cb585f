import GRPC
import NIOCore
import Units

/// The way from this node to one other: a connection with the one long-lived stream that carries
/// Raft's messages, and a second connection, made when first needed, for calls and snapshots, so
/// that neither ever delays a heartbeat.
///
/// Reconnecting is the connection's; the stream is opened anew with every connection. Messages are
/// never queued for a connection that does not stand: Raft repeats what matters.
final class PeerLink {
  let peer: NodeID
  let address: Address
  /// Bytes queued for the peer, beyond which messages are dropped.
  let limit: Int
  private let turn: Turn
  private let handshake: () -> Metadata
  private let connection: ClientConnection
  private var bulk: ClientConnection?
  private var stream: ClientCall?
  private var isTaken = false
  private var isClosed = false
  /// Of the streams opened; the newest counts.
  private var number = 0
  /// The present connection carried a stream, and nobody said goodbye.
  private var hasStood = false
  /// Dropped since the peer was last said to be unreachable.
  private var hasDropped = false

  /// The stream that carried Raft's messages broke without a goodbye.
  var onLost: ((PeerLink) -> Void)?
  /// Messages were dropped.
  var onDropped: ((PeerLink) -> Void)?
  /// The stream stands, or the connection broke, or the peer refused the handshake with a sentence.
  var onState: ((PeerLink, _ refusal: String?) -> Void)?
  /// Bytes that came were not those that were sent.
  var onAltered: ((PeerLink) -> Void)?
  /// What the peer said last when it refused, as far as it was logged.
  var lastRefusal: String?

  init(
    _ peer: NodeID, at address: Address, turn: Turn, limit: ByteCount,
    handshake: @escaping () -> Metadata
  ) {
    self.peer = peer
    self.address = address
    self.turn = turn
    self.limit = Int(limit.rawValue)
    self.handshake = handshake
    connection = ClientConnection(turn: turn, address: address, options: PeerLink.options)
    connection.onEvent = { [weak self] event in self?.heard(event) }
    connection.connect()
  }

  private static var options: ClientOptions {
    var options = ClientOptions()
    options.connectTimeout = .seconds(1)
    options.minBackoff = .milliseconds(10)
    options.maxBackoff = .milliseconds(300)
    // Silence is Raft's to judge, by heartbeats.
    options.keepalive = .zero
    options.sealsBytes = true
    options.acknowledgedWithin = .seconds(3)
    options.highWatermark = .mebibytes(4)
    return options
  }

  /// Whether the connection for Raft's messages stands, and the peer has taken it: a node with another
  /// data directory refuses it, again and again.
  var isConnected: Bool { stream != nil && isTaken }
  /// Whether a call may be sent to the peer with hope.
  var isReachable: Bool { connection.state == .ready }

  /// The connection for calls.
  func calls() -> ClientConnection {
    if let bulk { return bulk }
    var options = PeerLink.options
    options.acknowledgedWithin = .zero
    // Slower than a server takes for too many where it has nothing to say itself.
    options.keepalive = .seconds(11)
    options.keepaliveTimeout = .seconds(5)
    options.maxMessage = .mebibytes(16)
    let made = ClientConnection(turn: turn, address: address, options: options)
    made.connect()
    bulk = made
    return made
  }

  /// Sends one encoded message, or drops it.
  func send(_ message: consuming Bytes) {
    guard let stream, stream.bufferedBytes + message.count <= limit else { return drop() }
    hasDropped = false
    stream.send(PeerMessage.sealed(message))
  }

  private func drop() {
    guard !hasDropped else { return }
    hasDropped = true
    onDropped?(self)
  }

  func close() {
    isClosed = true
    stream = nil
    onLost = nil
    onDropped = nil
    onState = nil
    onAltered = nil
    connection.close()
    bulk?.close()
  }

  /// The peer has connected to this node, so that it is up: no waiting before the next try.
  func peerIsUp() {
    guard !isClosed else { return }
    connection.connect()
    bulk?.connect()
  }

  private func heard(_ event: ClientConnection.Event) {
    guard !isClosed else { return }
    switch event {
    case .connected:
      bulk?.connect()
      openStream()
    case .goAway:
      // A goodbye: no suspicion follows. The old stream goes on until the next one stands.
      hasStood = false
    case .disconnected(let reason):
      let mayBeDead =
        switch reason {
        case .endOfFile, .reset: hasStood
        case .unreachable, .altered, .goAway, .silent, .protocolError, .local: false
        }
      hasStood = false
      stream = nil
      if mayBeDead { onLost?(self) }
      if reason == .altered { onAltered?(self) }
      onState?(self, nil)
    }
  }

  private func openStream() {
    number += 1
    let opened = number
    hasStood = true
    hasDropped = false
    isTaken = false
    stream = connection.stream(
      PeerPaths.replicate, metadata: handshake(),
      handlers: ClientStreamHandlers(
        onMetadata: { [weak self] _ in self?.taken(opened) },
        onEnd: { [weak self] in self?.ended(opened, $0) }))
  }

  private func taken(_ number: Int) {
    guard !isClosed, number == self.number, stream != nil else { return }
    isTaken = true
    onState?(self, nil)
  }

  private func ended(_ number: Int, _ reply: Reply) {
    // Of an older connection, which the peer has drained.
    guard !isClosed, number == self.number else { return }
    stream = nil
    if reply.isFromServer {
      hasStood = false
      // Without a word it is a goodbye.
      onState?(self, reply.status.isOK ? nil : reply.status.message)
    }
    // The peer refused or replaced the stream while the connection stands: ask again, slowly.
    turn.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(50)) { [weak self] in
      guard let self, !isClosed, stream == nil, connection.state == .ready else { return }
      openStream()
    }
  }
}

/// The methods between nodes.
enum PeerPaths {
  static let replicate = "/carillon.internal.v1.PeerService/Replicate"
  static let snapshot = "/carillon.internal.v1.PeerService/SendSnapshot"
  static let join = "/carillon.internal.v1.PeerService/Join"
}
