import Messages
import Raft
import Replica
import Testing
import Units

@testable import Node

/// The hand-written codec of the hot stream against the generated one of `proto/`.
struct PeerCodecTests {
  @Test("the bytes are those that protobuf-c writes", arguments: 0..<UInt64(200))
  func agreesWithTheGeneratedCodec(seed: UInt64) throws {
    var draw = Draw(seed)
    let (message, payloads) = draw.message()
    let bytes = PeerMessage.encode(message, payloads: payloads)
    let generated = try Internal.PeerMessage(decoding: bytes)
    #expect(generated.encoded() == bytes)
    #expect(generated.from == message.from.rawValue)
    #expect(generated.term == message.term.rawValue)
  }

  @Test("what is written is read", arguments: 0..<UInt64(200))
  func roundTrip(seed: UInt64) throws {
    var draw = Draw(seed)
    let (message, payloads) = draw.message()
    let read = try #require(PeerMessage(PeerMessage.encode(message, payloads: payloads)))
    guard case .raft(let back, let bodies) = read else {
      Issue.record("read as a digest")
      return
    }
    #expect(back == message)
    #expect(bodies == payloads)
  }

  @Test("a digest is read back")
  func digest() throws {
    let hash = Hash128(high: 7, low: .max)
    let bytes = PeerMessage.encode(
      digest: hash, at: LogIndex(1_024), .contents, from: NodeID(2), incarnation: Incarnation(9),
      to: NodeID(3))
    guard case .digest(let claim)? = PeerMessage(bytes) else {
      Issue.record("not read as a digest")
      return
    }
    #expect(
      claim
        == DigestClaim(
          node: NodeID(2), index: LogIndex(1_024), kind: .contents, digest: hash))
  }

  @Test("one wrong bit anywhere is found out, and so is a missing sum", arguments: 0..<UInt64(20))
  func seal(seed: UInt64) throws {
    var draw = Draw(seed)
    let (message, payloads) = draw.message()
    let plain = PeerMessage.encode(message, payloads: payloads)
    let bytes = PeerMessage.sealed(plain)
    #expect(try Internal.PeerMessage(decoding: bytes).crc32c == CRC32C(plain).value)
    guard case .raft(let back, _)? = PeerMessage(sealed: bytes) else {
      Issue.record("not read")
      return
    }
    #expect(back == message)
    #expect(PeerMessage(sealed: plain) == nil)
    for bit in 0..<bytes.count * 8 {
      var wrong = bytes
      wrong[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(PeerMessage(sealed: wrong) == nil)
    }
  }

  /// Hostile bytes: cut anywhere and with any byte changed it is read or refused, never trapped on.
  @Test("damaged bytes are survived", arguments: 0..<UInt64(60))
  func damage(seed: UInt64) {
    var draw = Draw(seed)
    let (message, payloads) = draw.message()
    let bytes = PeerMessage.encode(message, payloads: payloads)
    for length in 0..<bytes.count { _ = PeerMessage(Bytes(bytes[..<length])) }
    for _ in 0..<400 {
      var changed = bytes
      changed[Int(draw.below(UInt64(changed.count)))] = UInt8(draw.below(256))
      _ = PeerMessage(changed)
    }
  }

  @Test("entries must follow one another")
  func gap() {
    let position = LogPosition(term: Term(1), index: LogIndex(4))
    let header = EntryHeader(term: Term(1), index: LogIndex(6), kind: .noop, size: 0)
    let message = Message(
      group: .main, from: NodeID(1), incarnation: Incarnation(1), to: NodeID(2), term: Term(1),
      body: .appendRequest(
        AppendRequest(
          previous: position, commit: LogIndex(4), entries: [header], configurations: [])))
    #expect(PeerMessage(PeerMessage.encode(message, payloads: [[]])) == nil)
  }
}

/// Messages by seed.
private struct Draw {
  var generator: SeededGenerator

  init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func below(_ bound: UInt64) -> UInt64 { generator.below(bound) }

  /// Small and large numbers alike, zero among them.
  mutating func number() -> UInt64 {
    let bits = below(65)
    return bits == 0 ? 0 : generator.next() >> (64 - bits)
  }

  mutating func position() -> LogPosition {
    LogPosition(term: Term(number()), index: LogIndex(number() >> 1))
  }

  mutating func message() -> (Message, [Bytes]) {
    var payloads: [Bytes] = []
    let body: Message.Body
    switch below(12) {
    case 0: body = .appendRequest(append(&payloads))
    case 1:
      body = .appendResponse(
        AppendResponse(.accepted(persisted: LogIndex(number()), matched: LogIndex(number()))))
    case 2:
      body = .appendResponse(
        AppendResponse(.rejected(previous: LogIndex(number()), hint: position())))
    case 3:
      body = .heartbeat(
        Heartbeat(
          commit: LogIndex(number()), round: number(), sentAt: Monotonic(nanoseconds: number()),
          rank: UInt16(below(65_536)), roundTrip: Timeout(microseconds: Int64(number() >> 1))))
    case 4:
      body = .heartbeatResponse(
        HeartbeatResponse(
          round: number(), sentAt: Monotonic(nanoseconds: number()),
          persisted: LogIndex(number()), matched: LogIndex(number()),
          clock: Instant(microseconds: Int64(bitPattern: number())),
          disk: DiskLevel(rawValue: UInt8(below(3))) ?? .normal))
    case 5: body = .readIndexRequest(ReadIndexRequest(number: number()))
    case 6:
      body = .readIndexResponse(
        ReadIndexResponse(number: number(), index: below(2) == 0 ? nil : LogIndex(number())))
    case 7:
      body = .preVoteRequest(PreVoteRequest(candidateTerm: Term(number()), last: position()))
    case 8:
      body = .preVoteResponse(
        PreVoteResponse(candidateTerm: Term(number()), granted: below(2) == 0))
    case 9: body = .voteRequest(VoteRequest(last: position(), isTransfer: below(2) == 0))
    case 10: body = .voteResponse(VoteResponse(granted: below(2) == 0))
    default:
      body =
        below(2) == 0
        ? .timeoutNow(TimeoutNow())
        : .installSnapshotResponse(
          InstallSnapshotResponse(persisted: below(2) == 0 ? nil : LogIndex(number())))
    }
    let message = Message(
      group: .main, from: NodeID(number()), incarnation: Incarnation(number()),
      to: NodeID(number()), term: Term(number()), body: body)
    return (message, payloads)
  }

  private mutating func append(_ payloads: inout [Bytes]) -> AppendRequest {
    let previous = position()
    var request = AppendRequest(
      previous: previous, commit: LogIndex(number()), entries: [], configurations: [])
    for place in 0..<Int(below(6)) {
      let index = previous.index.advanced(by: place + 1)
      var payload: Bytes = []
      var kind = EntryKind.noop
      switch below(3) {
      case 0: break
      case 1:
        kind = .command
        payload = (0..<Int(below(400))).map { UInt8(truncatingIfNeeded: $0) }
      default:
        kind = .configuration
        let configuration = Configuration(voters: [
          Member(id: NodeID(1), incarnation: Incarnation(number()), address: "127.0.0.1:1")
        ])
        payload = configuration.encoded()
        request.configurations.append(
          PlacedConfiguration(index: index, configuration: configuration))
      }
      request.entries.append(
        EntryHeader(
          term: Term(1 + below(1 << 40)), index: index, kind: kind, size: UInt32(payload.count)))
      payloads.append(payload)
    }
    return request
  }
}
