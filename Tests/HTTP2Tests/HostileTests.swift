import HTTP2
import Testing
import Units

/// Peers that ask for work and bring none. Each ends with a GOAWAY that names its budget, within a
/// bounded number of frames, and honest peers of the same shape do not.
struct HostileTests {
  struct Flood: Sendable, CustomTestStringConvertible {
    var name: String
    /// The budget that must end it.
    var budget: String
    var atMost: Int
    var setUp: [Frame] = []
    /// The frames of round n.
    var round: @Sendable (UInt32) -> [Frame]
    var testDescription: String { name }
  }

  static let floods = [
    Flood(name: "rapid reset", budget: "resets", atMost: 2_100) { round in
      [.headers(round * 2 + 1, end: false), .reset(round * 2 + 1)]
    },
    Flood(name: "MadeYouReset by WINDOW_UPDATE", budget: "resets", atMost: 2_100) { round in
      [.headers(round * 2 + 1, end: false), .window(round * 2 + 1, 0x7FFF_FFFF)]
    },
    Flood(name: "MadeYouReset by upper case", budget: "resets", atMost: 2_100) { round in
      [.headers(round * 2 + 1, Frame.request([("X", "y")]))]
    },
    Flood(
      name: "CONTINUATION", budget: "continuations", atMost: 20,
      setUp: [.headers(1, Frame.request(), whole: false)]
    ) { _ in [.continuation(1, Frame.literal([("x", "y")]), whole: false)] },
    Flood(
      name: "empty CONTINUATION", budget: "continuations", atMost: 20,
      setUp: [.headers(1, Frame.request(), whole: false)]
    ) { _ in [.continuation(1, [], whole: false)] },
    Flood(name: "SETTINGS", budget: "settings", atMost: 110) { _ in [.settings([(4, 65_535)])] },
    Flood(name: "PING", budget: "too_many_pings", atMost: 5) { _ in [.ping()] },
    Flood(
      name: "WINDOW_UPDATE", budget: "window_updates", atMost: 2_200,
      setUp: [.headers(1, end: false)]
    ) { _ in [.window(1, 1)] },
    Flood(name: "PRIORITY", budget: "priorities", atMost: 1_100) { _ in [.priority(1)] },
    Flood(name: "unknown frames", budget: "unknown_frames", atMost: 220) { _ in
      [Frame(kind: 0x77, stream: 1)]
    },
    Flood(
      name: "empty DATA", budget: "empty_data", atMost: 1_100,
      setUp: [.headers(1, end: false)]
    ) { _ in [.data(1)] },
    Flood(
      name: "DATA on a closed stream", budget: "closed_streams", atMost: 5_000,
      setUp: [.headers(1, end: false), .reset(1)]
    ) { _ in [.data(1, 1)] },
  ]

  @Test(arguments: floods)
  func floodsEnd(_ flood: Flood) throws {
    let peer = try Peer()
    let other = try Peer()
    try peer.send(flood.setUp)
    var rounds = 0
    while peer.server.isOpen, rounds < flood.atMost {
      try peer.send(flood.round(UInt32(rounds)))
      rounds += 1
    }
    #expect(!peer.server.isOpen, "still open after \(rounds) rounds")
    #expect(peer.goAway?.code == .enhanceYourCalm)
    #expect(peer.goAway?.text == flood.budget)
    #expect(peer.server.named == [flood.budget])
    #expect(try other.isAlive())
  }

  /// The same all in one read, before the server has answered anything: then the limit
  /// of open streams may be what ends it.
  @Test(arguments: floods)
  func floodsInOneReadEnd(_ flood: Flood) throws {
    let peer = try Peer()
    try peer.send(flood.setUp)
    try peer.send((0..<UInt32(flood.atMost)).flatMap { flood.round($0) })
    #expect([.enhanceYourCalm, .protocolError].contains(peer.goAway?.code))
    #expect(!peer.server.isOpen)
  }

  /// Budgets hold between the two GOAWAYs of a drain, where the library's own are off.
  @Test func rapidResetDuringADrainEnds() throws {
    let peer = try Peer()
    peer.server.beginDrain()
    var rounds = UInt32(0)
    while peer.server.isOpen, rounds < 2_100 {
      try peer.send([.headers(rounds * 2 + 1, end: false), .reset(rounds * 2 + 1)])
      rounds += 1
    }
    #expect(peer.goAway?.text == "resets")
  }

  @Test func headersOverTheHardLimitEnd() throws {
    let peer = try Peer()
    let field = Frame.literal([("x", String(repeating: "y", count: 4_000))])
    try peer.send(
      [.headers(1, Frame.request(), whole: false)]
        + (0..<7).map { _ in .continuation(1, Bytes((0..<4).flatMap { _ in field }), whole: false) }
    )
    #expect(peer.goAway?.code == .enhanceYourCalm)
    #expect(["header_list", "continuations"].contains(peer.goAway?.text ?? ""))
  }

  /// An HPACK bomb: one indexed byte stands for 4,000.
  @Test func compressedHeadersOverTheHardLimitEnd() throws {
    let peer = try Peer()
    let value = Bytes(repeating: 121, count: 4_000)
    // The length as a 7-bit prefix integer: 127 + 33 + 30 * 128.
    let entry: Bytes = [0x40, 1, 120, 0x7F, 0xA1, 0x1E] + value
    try peer.send([.headers(1, Frame.request() + entry + Bytes(repeating: 0xBE, count: 40))])
    #expect(peer.goAway?.text == "header_list")
    #expect(peer.goAway?.code == .enhanceYourCalm)
  }

  @Test func idsThatGoDownAreAProtocolError() throws {
    let peer = try Peer()
    try peer.send([.headers(9)])
    try peer.send([.headers(3)])
    #expect(peer.goAway?.code == .protocolError)
  }

  /// A peer that reads nothing is not asked for more, and its memory is bounded by what it asked.
  @Test func zeroWindowReadersGetNothing() throws {
    let peer = try Peer(settings: .settings([(4, 0)]))
    for stream in 0..<UInt32(500) { try peer.send([.headers(stream * 2 + 1)]) }
    #expect(peer.frames.allSatisfy { $0.kind != 0 })
    #expect(peer.server.openStreams == 500)
  }

  // MARK: Honest peers

  /// Resets after each answer: what some clients do instead of waiting for END_STREAM.
  @Test func resetsAfterAnswersAreFree() throws {
    let peer = try Peer()
    for round in 0..<UInt32(4_500) {
      try peer.send([.headers(round * 2 + 1)])
      try peer.send([.reset(round * 2 + 1)])
      if round % 100 == 0 { try peer.advance(.milliseconds(100)) }
    }
    #expect(peer.server.isOpen, "\(String(describing: peer.goAway))")
  }

  /// Bandwidth pings: one for each answer, for ever.
  @Test func pingsWithAnswersAreFree() throws {
    let peer = try Peer()
    for round in 0..<UInt32(2_500) { try peer.send([.headers(round * 2 + 1), .ping()]) }
    #expect(peer.server.isOpen, "\(String(describing: peer.goAway))")
  }

  /// A window update for each message of a small window.
  @Test func windowUpdatesWithDataAreFree() throws {
    let peer = try Peer(settings: .settings([(4, 5)]))
    for round in 0..<UInt32(2_500) {
      try peer.send([.headers(round * 2 + 1), .window(round * 2 + 1, 5), .window(0, 5)])
    }
    #expect(peer.server.isOpen, "\(String(describing: peer.goAway))")
  }

  /// A client that keeps the rules pings every ten seconds while a call is open.
  @Test func keepaliveAtTheAllowedRateIsFree() throws {
    let peer = try Peer()
    try peer.send([.headers(1, end: false)])
    for _ in 0..<200 {
      try peer.advance(.seconds(10))
      try peer.send([.ping()])
    }
    #expect(peer.server.isOpen, "\(String(describing: peer.goAway))")
  }
}
