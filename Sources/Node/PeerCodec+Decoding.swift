import Raft
import Replica
import Units

/// The way back. A peer is trusted to be a member, not to be free of bugs: lengths, kinds and
/// configurations are checked, and what does not fit ends the stream.
extension PeerMessage {
  /// Nil for bytes that are no message this build can read.
  init?(_ bytes: Bytes) {
    var reader = FieldReader(bytes[...])
    var message = Message(
      group: GroupID(0), from: NodeID(0), incarnation: Incarnation(0), to: NodeID(0), term: .zero,
      body: .timeoutNow(TimeoutNow()))
    var payloads: [Bytes] = []
    var body: Message.Body?
    var digest: DigestClaim?
    var wanted: [LogPosition]?
    var found: [LoggedEntry]?
    while reader.next() {
      switch reader.field {
      case 1: message.group = GroupID(UInt32(truncatingIfNeeded: reader.number()))
      case 2: message.from = NodeID(reader.number())
      case 3: message.incarnation = Incarnation(reader.fixed64())
      case 4: message.to = NodeID(reader.number())
      case 5: message.term = Term(reader.number())
      case 6:
        guard let request = PeerMessage.append(reader.message(), &payloads) else { return nil }
        body = .appendRequest(request)
      case 18: digest = PeerMessage.digest(reader.message())
      case 20: wanted = PeerMessage.wanted(reader.message())
      case 21:
        found = PeerMessage.found(reader.message())
        if found == nil { return nil }
      case let field:
        guard let read = PeerMessage.body(field, &reader) else { continue }
        body = read
      }
    }
    guard !reader.isDamaged else { return nil }
    if var digest {
      digest.node = message.from
      self = .digest(digest)
    } else if let wanted {
      self = .entriesWanted(from: message.from, wanted)
    } else if let found {
      self = .entriesFound(from: message.from, found)
    } else if let body {
      message.body = body
      self = .raft(message, payloads: payloads)
    } else {
      return nil
    }
  }

  /// Nil, and the field left to be passed over, for one that is unknown.
  private static func body(_ field: UInt64, _ reader: inout FieldReader) -> Message.Body? {
    switch field {
    case 7: appendResponse(reader.message()).map { .appendResponse($0) }
    case 8: .heartbeat(heartbeat(reader.message()))
    case 9: .heartbeatResponse(heartbeatResponse(reader.message()))
    case 10: .readIndexRequest(ReadIndexRequest(number: numbers(reader.message(), 1)[0]))
    case 11: .readIndexResponse(readIndexResponse(reader.message()))
    case 12: preVoteRequest(reader.message())
    case 13: preVoteResponse(reader.message())
    case 14: voteRequest(reader.message())
    case 15: .voteResponse(VoteResponse(granted: numbers(reader.message(), 1)[0] != 0))
    case 16: timeoutNow(reader.message())
    case 17: .installSnapshotResponse(installSnapshotResponse(reader.message()))
    default: nil
    }
  }

  /// The first `count` fields of a message of numbers; those that are not there are zero.
  private static func numbers(_ message: FieldReader, _ count: Int) -> [UInt64] {
    var message = message
    var values = [UInt64](repeating: 0, count: count)
    while message.next() {
      let place = Int(clamping: message.field) - 1
      if place < count { values[place] = message.number() }
    }
    return values
  }

  private static func position(_ message: FieldReader) -> LogPosition {
    let values = numbers(message, 2)
    return LogPosition(term: Term(values[0]), index: LogIndex(values[1]))
  }

  private static func append(_ message: FieldReader, _ payloads: inout [Bytes]) -> AppendRequest? {
    var message = message
    var previous = LogPosition.zero
    var commit = LogIndex.zero
    var epoch: UInt32 = 0
    var entries: [EntryHeader] = []
    var configurations: [PlacedConfiguration] = []
    while message.next() {
      switch message.field {
      case 1: previous = position(message.message())
      case 2: commit = LogIndex(message.number())
      case 3:
        guard let (header, payload) = entry(message.message()) else { return nil }
        guard header.index == previous.index.advanced(by: entries.count + 1) else { return nil }
        if header.kind == .configuration {
          guard let configuration = Configuration(decoding: payload) else { return nil }
          configurations.append(
            PlacedConfiguration(index: header.index, configuration: configuration))
        }
        entries.append(header)
        payloads.append(payload)
      case 4: epoch = UInt32(clamping: message.number())
      default: break
      }
    }
    guard !message.isDamaged else { return nil }
    return AppendRequest(
      previous: previous, commit: commit, entries: entries, configurations: configurations,
      epoch: epoch)
  }

  private static func wanted(_ message: FieldReader) -> [LogPosition] {
    var message = message
    var positions: [LogPosition] = []
    while message.next() {
      if message.field == 1, positions.count < Replica.mostWanted {
        positions.append(position(message.message()))
      }
    }
    return positions
  }

  private static func found(_ message: FieldReader) -> [LoggedEntry]? {
    var message = message
    var entries: [LoggedEntry] = []
    while message.next() {
      guard message.field == 1 else { continue }
      guard let (header, payload) = entry(message.message()) else { return nil }
      entries.append(LoggedEntry(header: header, payload: payload))
    }
    return message.isDamaged ? nil : entries
  }

  private static func entry(_ message: FieldReader) -> (EntryHeader, Bytes)? {
    var message = message
    var term = Term.zero
    var index = LogIndex.zero
    var kind: EntryKind?
    var payload: Bytes = []
    while message.next() {
      switch message.field {
      case 1: term = Term(message.number())
      case 2: index = LogIndex(message.number())
      case 3: kind = EntryKind(rawValue: UInt8(truncatingIfNeeded: message.number()))
      case 4: payload = Bytes(message.blob())
      default: break
      }
    }
    guard !message.isDamaged, let kind, term > .zero, index > .zero else { return nil }
    let header = EntryHeader(term: term, index: index, kind: kind, size: UInt32(payload.count))
    return (header, payload)
  }

  private static func appendResponse(_ message: FieldReader) -> AppendResponse? {
    var message = message
    var outcome: AppendResponse.Outcome?
    var word = PeerWord()
    while message.next() {
      switch message.field {
      case 1:
        let values = numbers(message.message(), 2)
        outcome = .accepted(persisted: LogIndex(values[0]), matched: LogIndex(values[1]))
      case 2:
        var rejected = message.message()
        var previous = LogIndex.zero
        var hint = LogPosition.zero
        while rejected.next() {
          switch rejected.field {
          case 1: previous = LogIndex(rejected.number())
          case 2: hint = position(rejected.message())
          default: break
          }
        }
        outcome = .rejected(previous: previous, hint: hint)
      case 3: word.epoch = UInt32(clamping: message.number())
      case 4: word.damagedFrom = LogIndex(message.number())
      default: break
      }
    }
    return outcome.map { AppendResponse($0, word) }
  }

  private static func heartbeat(_ message: FieldReader) -> Heartbeat {
    let values = numbers(message, 6)
    return Heartbeat(
      commit: LogIndex(values[0]), round: values[1], sentAt: Monotonic(nanoseconds: values[2]),
      rank: UInt16(clamping: values[3]),
      roundTrip: Timeout(microseconds: Int64(bitPattern: values[4])),
      epoch: UInt32(clamping: values[5]))
  }

  private static func heartbeatResponse(_ message: FieldReader) -> HeartbeatResponse {
    let values = numbers(message, 8)
    return HeartbeatResponse(
      round: values[0], sentAt: Monotonic(nanoseconds: values[1]), persisted: LogIndex(values[2]),
      matched: LogIndex(values[3]), clock: Instant(microseconds: Int64(bitPattern: values[4])),
      // A level that this build does not know is worse than all it knows.
      disk: DiskLevel(rawValue: UInt8(clamping: values[7])) ?? .critical,
      word: PeerWord(epoch: UInt32(clamping: values[5]), damagedFrom: LogIndex(values[6])))
  }

  private static func readIndexResponse(_ message: FieldReader) -> ReadIndexResponse {
    var message = message
    var response = ReadIndexResponse(number: 0, index: nil)
    while message.next() {
      switch message.field {
      case 1: response.number = message.number()
      case 2: response.index = LogIndex(message.number())
      default: break
      }
    }
    return response
  }

  private static func preVoteRequest(_ message: FieldReader) -> Message.Body {
    var message = message
    var request = PreVoteRequest(candidateTerm: .zero, last: .zero)
    while message.next() {
      switch message.field {
      case 1: request.candidateTerm = Term(message.number())
      case 2: request.last = position(message.message())
      default: break
      }
    }
    return .preVoteRequest(request)
  }

  private static func preVoteResponse(_ message: FieldReader) -> Message.Body {
    let values = numbers(message, 2)
    return .preVoteResponse(
      PreVoteResponse(candidateTerm: Term(values[0]), granted: values[1] != 0))
  }

  private static func voteRequest(_ message: FieldReader) -> Message.Body {
    var message = message
    var request = VoteRequest(last: .zero, isTransfer: false)
    while message.next() {
      switch message.field {
      case 1: request.last = position(message.message())
      case 2: request.isTransfer = message.flag()
      default: break
      }
    }
    return .voteRequest(request)
  }

  private static func timeoutNow(_ message: FieldReader) -> Message.Body {
    .timeoutNow(TimeoutNow())
  }

  private static func installSnapshotResponse(_ message: FieldReader) -> InstallSnapshotResponse {
    var message = message
    var response = InstallSnapshotResponse(persisted: nil)
    while message.next() {
      if message.field == 1 { response.persisted = LogIndex(message.number()) }
    }
    return response
  }

  private static func digest(_ message: FieldReader) -> DigestClaim {
    var message = message
    var index = LogIndex.zero
    var hash = Hash128.zero
    var kind = DigestClaim.Kind.applied
    while message.next() {
      switch message.field {
      case 1: index = LogIndex(message.number())
      case 2: hash.high = message.fixed64()
      case 3: hash.low = message.fixed64()
      case 5: if message.flag() { kind = .contents }
      default: break
      }
    }
    return DigestClaim(node: NodeID(0), index: index, kind: kind, digest: hash)
  }
}
