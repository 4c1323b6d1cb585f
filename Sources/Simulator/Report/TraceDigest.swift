import Raft
import Replica
import StateMachine
import Units

/// A running hash over everything that happened: xor and multiply, then a mix (not cryptographic; for
/// comparing runs). It takes no hash of the library's, which differs from process to process.
struct TraceDigest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }

  mutating func mix(_ input: ReplicaInput) {
    switch input {
    case .message(let message, let payloads):
      mix(1 ^ UInt64(payloads.count) << 8)
      mix(message)
      for payload in payloads { mix(UInt64(payload.count)) }
    case .connectionLost(let peer): mix(2 ^ peer.rawValue << 8)
    case .peerUnreachable(let peer): mix(3 ^ peer.rawValue << 8)
    case .peerDigest(_, let index, let digest): mix(4 ^ index.rawValue << 8 ^ digest.low)
    case .timer: mix(5)
    case .endOfTurn: mix(6)
    case .persisted(let mark): mix(7 ^ mark.number << 8)
    case .logCut(let index): mix(8 ^ index.rawValue << 8)
    case .written(let number): mix(9 ^ number << 8)
    case .flushed(let number): mix(10 ^ number << 8)
    case .storeRead(let id, let results): mix(11 ^ id.rawValue << 8 ^ UInt64(results?.count ?? 0))
    case .command(let call, let command):
      mix(12 ^ call.rawValue << 8)
      mix(UInt64(command.header.kind.rawValue) ^ UInt64(command.body.count) << 8)
    case .query(let call, _, _): mix(13 ^ call.rawValue << 8)
    case .snapshotInstalled(let position, _): mix(14 ^ position.index.rawValue << 8)
    case .renew(_, let id, _, _): mix(15 ^ id.rawValue << 8)
    case .peerVersion(let peer, let version): mix(17 ^ peer.rawValue << 8 ^ UInt64(version) << 40)
    default: mix(16)
    }
  }

  mutating func mix(_ effect: ReplicaEffect) {
    switch effect {
    case .persist(let persist, _):
      mix(1 ^ persist.mark.number << 8)
      mix(persist.mark.last.index.rawValue ^ persist.mark.last.term.rawValue << 40)
    case .send(let message, _): mix(message)
    case .write(let number, let changes): mix(2 ^ number << 8 ^ UInt64(changes.count) << 40)
    case .answer(let call, let answer):
      mix(3 ^ call.rawValue << 8)
      switch answer {
      case .success(let bytes, let index, let term):
        mix(UInt64(bytes.count) ^ index.rawValue << 16 ^ term.rawValue << 48)
      case .failure(_, let index, _): mix(1 ^ index.rawValue << 16)
      case .notLeader: mix(2)
      case .lost: mix(3)
      }
    case .alarm(let time): mix(4 ^ time.nanoseconds << 8)
    case .lease(let session, _, let grant): mix(5 ^ session.rawValue << 8 ^ grant << 40)
    case .role(let term, _, let isLeader, _): mix(6 ^ term.rawValue << 8 ^ (isLeader ? 1 : 0) << 60)
    default: mix(7)
    }
  }

  private mutating func mix(_ message: Message) {
    mix(message.from.rawValue ^ message.to.rawValue << 8 ^ message.term.rawValue << 16)
    switch message.body {
    case .appendRequest(let request):
      mix(1 ^ request.previous.index.rawValue << 8 ^ request.commit.rawValue << 36)
    case .appendResponse(let response):
      switch response.outcome {
      case .accepted(let persisted, let matched):
        mix(2 ^ persisted.rawValue << 8 ^ matched.rawValue << 36)
      case .rejected(let previous, _): mix(3 ^ previous.rawValue << 8)
      }
    case .heartbeat(let heartbeat): mix(4 ^ heartbeat.commit.rawValue << 8 ^ heartbeat.round << 36)
    case .heartbeatResponse(let response): mix(5 ^ response.persisted.rawValue << 8)
    case .voteResponse(let response): mix(6 ^ (response.granted ? 1 : 0) << 8)
    default: mix(7)
    }
  }
}
