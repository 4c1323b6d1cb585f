import HTTP2
import Testing
import Units

struct ConformanceTests {
  @Test(arguments: conformanceCases)
  func cases(_ test: Case) throws {
    let peer = try Peer()
    try peer.send(test.bytes)
    try check(peer, test)
  }

  /// The same, byte by byte: no state may depend on how the socket cuts the stream.
  @Test(arguments: conformanceCases)
  func casesInPieces(_ test: Case) throws {
    if test.bytes.count > 2_000 { return }
    let peer = try Peer()
    for byte in test.bytes where peer.server.isOpen { try peer.send([byte]) }
    try check(peer, test)
  }

  private func check(_ peer: Peer, _ test: Case) throws {
    switch test.outcome {
    case .answers(let streams):
      for stream in streams {
        #expect(peer.isAnswered(stream), "\(peer.server.named) \(peer.frames)")
      }
    case .goesOn:
      #expect(peer.goAway == nil)
      #expect(try peer.isAlive(), "\(peer.frames)")
    case .fails(let codes):
      let code = peer.goAway?.code ?? peer.resetCode()
      #expect(code.map { codes.contains($0) } == true, "\(String(describing: code))")
    case .resets(let stream, let code):
      #expect(peer.resetCode(stream) == code)
      #expect(try peer.isAlive(), "\(peer.frames)")
    }
  }

  @Test func badPrefaceEndsTheConnection() throws {
    let peer = try Peer(greets: false)
    try peer.send(Array("INVALID CONNECTION PREFACE\r\n\r\n".utf8))
    #expect(!peer.server.isOpen)
    #expect(peer.server.named == ["preface"])
  }

  @Test(arguments: ["GET / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\n\r\n"])
  func olderProtocolsAreAnsweredInTheirOwn(request: String) throws {
    let peer = try Peer(greets: false)
    try peer.send(Array(request.utf8))
    #expect(!peer.server.isOpen)
    #expect(String(decoding: peer.rest, as: UTF8.self).hasPrefix("HTTP/1.1 505 "))
  }

  @Test func slowPrefaceEndsTheConnection() throws {
    let peer = try Peer(greets: false)
    try peer.send(Array(Peer.preface.prefix(10)))
    try peer.advance(.seconds(9))
    #expect(peer.server.isOpen)
    try peer.advance(.seconds(2))
    #expect(peer.goAway?.text == "preface")
  }

  @Test func pingIsAnsweredWithItsBytes() throws {
    let peer = try Peer()
    try peer.send([.ping(7)])
    #expect(peer.frames.contains(.ping(7, flags: 1)))
  }

  @Test func settingsAreAcknowledgedAndTheLastWindowWins() throws {
    let peer = try Peer(settings: .settings([(4, 100), (4, 2)]))
    #expect(peer.frames.contains(.settingsACK))
    try peer.send([.headers(1)])
    #expect(peer.frames.last { $0.kind == 0 }?.payload.count == 2)
  }

  @Test func aWindowOfOneByteIsRespected() throws {
    let peer = try Peer(settings: .settings([(4, 1)]))
    try peer.send([.headers(1)])
    #expect(peer.frames.filter { $0.kind == 0 }.map(\.payload) == [[104]])
    try peer.send([.window(1, 2)])
    #expect(peer.frames.filter { $0.kind == 0 }.map(\.payload) == [[104], [101, 108]])
  }

  @Test func aWindowMayBecomeNegative() throws {
    let peer = try Peer(settings: .settings([(4, 3)]))
    try peer.send([.headers(1), .settings([(4, 2)]), .window(1, 1)])
    #expect(peer.frames.filter { $0.kind == 0 }.flatMap(\.payload).count == 3)
    try peer.send([.window(1, 2)])
    #expect(peer.isAnswered(1))
  }

  @Test func theConnectionsWindowOutlivesUnreadStreams() throws {
    let peer = try Peer()
    // 48 MiB in streams that end early, three times the connection's window.
    for stream in stride(from: UInt32(1), to: 97, by: 2) {
      try peer.send(
        [.headers(stream, end: false)] + (0..<60).map { _ in .data(stream, 16_384) }
          + [.reset(stream)])
    }
    #expect(peer.goAway == nil)
    let given = peer.frames.filter { $0.kind == 8 && $0.stream == 0 }.reduce(0) { $0 + $1.number() }
    #expect(given > 40 << 20)
    #expect(try peer.isAlive())
  }

  @Test func drainIsTwoGoAwaysAroundAPing() throws {
    let peer = try Peer()
    try peer.send([.headers(1, end: false)])
    peer.server.beginDrain()
    try peer.send([Frame]())
    #expect(peer.goAway?.code == .noError)
    #expect(peer.frames.last { $0.kind == 7 }?.number() == 0x7FFF_FFFF)
    // A stream that began in between is served.
    try peer.send([.headers(3)])
    #expect(peer.isAnswered(3))
    let ping = peer.frames.last { $0.kind == 6 }
    try peer.send([Frame(kind: 6, flags: 1, payload: ping?.payload ?? [])])
    #expect(peer.frames.last { $0.kind == 7 }?.number() == 3)
    #expect(peer.server.isOpen)
    try peer.send([.data(1, 1, end: true)])
    #expect(peer.isAnswered(1))
    #expect(!peer.server.isOpen)
  }

  @Test func drainGoesOnWithoutAnAnswerToItsPing() throws {
    let peer = try Peer()
    try peer.send([.headers(1, end: false)])
    peer.server.beginDrain()
    try peer.advance(.seconds(11))
    #expect(peer.frames.last { $0.kind == 7 }?.number() == 1)
  }

  @Test func deadPeersAreFoundByKeepalive() throws {
    var limits = Limits()
    limits.keepalive = .seconds(60)
    limits.pingTimeout = .seconds(20)
    let peer = try Peer(limits: limits)
    try peer.advance(.seconds(61))
    #expect(peer.frames.last?.kind == 6)
    try peer.advance(.seconds(19))
    #expect(peer.server.isOpen)
    try peer.advance(.seconds(2))
    #expect(peer.server.ends == [.silent])
  }
}
