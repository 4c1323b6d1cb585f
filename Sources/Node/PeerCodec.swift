import Raft
import Replica
import Units

/// `carillon.internal.v1.PeerMessage`: what nodes say to each other on the stream.
enum PeerMessage {
  case raft(Message, payloads: [Bytes])
  case digest(DigestClaim)
  case entriesWanted(from: NodeID, [LogPosition])
  case entriesFound(from: NodeID, [LoggedEntry])
}

extension PeerMessage {
  /// The field that ends every message on the wire: a CRC-32C of all bytes before it. TCP's own sum
  /// has 16 bits and ends at every middle box, and one flipped bit in an entry would be another state
  /// on one node alone.
  private static let sealField: UInt64 = 31
  static let sealLength = 6

  static func sealed(_ message: consuming Bytes) -> Bytes {
    let sum = CRC32C(message).value
    var writer = FieldWriter(capacity: 0)
    writer.bytes = message
    writer.raw(sealField << 3 | 5)
    writer.bytes.append(littleEndian: sum)
    return writer.bytes
  }

  /// Nil for what does not end with the sum of its bytes.
  init?(sealed bytes: Bytes) {
    let length = bytes.count - PeerMessage.sealLength
    guard length > 0 else { return nil }
    var sum = CRC32C()
    sum.update(bytes[..<length])
    var reader = ByteReader(bytes[length...])
    // The tag of the field as a varint: 253, 1.
    guard reader.littleEndian(UInt16.self) == 0x01FD,
      reader.littleEndian(UInt32.self) == sum.value
    else { return nil }
    self.init(bytes)
  }

  /// The encoding of a message of the core; `payloads` has one for each entry of an append request.
  static func encode(_ message: Message, payloads: [Bytes]) -> Bytes {
    var size = 96
    for payload in payloads { size += payload.count + 40 }
    var writer = FieldWriter(capacity: size)
    writer.number(1, UInt64(message.group.rawValue))
    writer.number(2, message.from.rawValue)
    writer.fixed64(3, message.incarnation.rawValue)
    writer.number(4, message.to.rawValue)
    writer.number(5, message.term.rawValue)
    encode(message.body, payloads, &writer)
    return writer.bytes
  }

  static func encode(
    digest: Hash128, at index: LogIndex, _ kind: DigestClaim.Kind, from: NodeID,
    incarnation: Incarnation, to: NodeID
  ) -> Bytes {
    var writer = FieldWriter(capacity: 96)
    writer.number(1, UInt64(GroupID.main.rawValue))
    writer.number(2, from.rawValue)
    writer.fixed64(3, incarnation.rawValue)
    writer.number(4, to.rawValue)
    writer.small(18) { writer in
      writer.number(1, index.rawValue)
      writer.fixed64(2, digest.high)
      writer.fixed64(3, digest.low)
      writer.number(4, 1)
      writer.flag(5, kind == .contents)
    }
    return writer.bytes
  }

  /// `sender` and `to` as in the core's messages.
  static func encode(
    wanted positions: [LogPosition], from: NodeID, incarnation: Incarnation, to: NodeID
  ) -> Bytes {
    var list = FieldWriter(capacity: positions.count * 24)
    for place in positions { position(1, place, &list) }
    var writer = head(from, incarnation, to, capacity: list.bytes.count + 48)
    writer.head(20, length: list.bytes.count)
    writer.bytes.append(contentsOf: list.bytes)
    return writer.bytes
  }

  static func encode(
    found entries: [LoggedEntry], from: NodeID, incarnation: Incarnation, to: NodeID
  ) -> Bytes {
    var list = FieldWriter(capacity: entries.reduce(0) { $0 + $1.payload.count + 40 })
    for found in entries { entry(1, found.header, found.payload, &list) }
    var writer = head(from, incarnation, to, capacity: list.bytes.count + 48)
    writer.head(21, length: list.bytes.count)
    writer.bytes.append(contentsOf: list.bytes)
    return writer.bytes
  }

  private static func head(
    _ from: NodeID, _ incarnation: Incarnation, _ to: NodeID, capacity: Int
  ) -> FieldWriter {
    var writer = FieldWriter(capacity: capacity)
    writer.number(1, UInt64(GroupID.main.rawValue))
    writer.number(2, from.rawValue)
    writer.fixed64(3, incarnation.rawValue)
    writer.number(4, to.rawValue)
    return writer
  }

  private static func encode(
    _ body: Message.Body, _ payloads: [Bytes], _ writer: inout FieldWriter
  ) {
    switch body {
    case .appendRequest(let request): encode(request, payloads, &writer)
    case .appendResponse(let response):
      writer.small(7) { writer in
        switch response.outcome {
        case .accepted(let persisted, let matched):
          writer.small(1) { writer in
            writer.number(1, persisted.rawValue)
            writer.number(2, matched.rawValue)
          }
        case .rejected(let previous, let hint):
          writer.small(2) { writer in
            writer.number(1, previous.rawValue)
            position(2, hint, &writer)
          }
        }
        writer.number(3, UInt64(response.word.epoch))
        writer.number(4, response.word.damagedFrom.rawValue)
      }
    case .heartbeat(let heartbeat):
      writer.small(8) { writer in
        writer.number(1, heartbeat.commit.rawValue)
        writer.number(2, heartbeat.round)
        writer.number(3, heartbeat.sentAt.nanoseconds)
        writer.number(4, UInt64(heartbeat.rank))
        writer.number(5, UInt64(bitPattern: heartbeat.roundTrip.microseconds))
        writer.number(6, UInt64(heartbeat.epoch))
      }
    case .heartbeatResponse(let response):
      writer.small(9) { writer in
        writer.number(1, response.round)
        writer.number(2, response.sentAt.nanoseconds)
        writer.number(3, response.persisted.rawValue)
        writer.number(4, response.matched.rawValue)
        writer.number(5, UInt64(bitPattern: response.clock.microseconds))
        writer.number(6, UInt64(response.word.epoch))
        writer.number(7, response.word.damagedFrom.rawValue)
        writer.number(8, UInt64(response.disk.rawValue))
      }
    case .readIndexRequest(let request): writer.small(10) { $0.number(1, request.number) }
    case .readIndexResponse(let response):
      writer.small(11) { writer in
        writer.number(1, response.number)
        if let index = response.index { writer.present(2, index.rawValue) }
      }
    case .preVoteRequest(let request):
      writer.small(12) { writer in
        writer.number(1, request.candidateTerm.rawValue)
        position(2, request.last, &writer)
      }
    case .preVoteResponse(let response):
      writer.small(13) { writer in
        writer.number(1, response.candidateTerm.rawValue)
        writer.flag(2, response.granted)
      }
    case .voteRequest(let request):
      writer.small(14) { writer in
        position(1, request.last, &writer)
        writer.flag(2, request.isTransfer)
      }
    case .voteResponse(let response): writer.small(15) { $0.flag(1, response.granted) }
    case .timeoutNow: writer.small(16) { _ in }
    case .installSnapshotResponse(let response):
      writer.small(17) { writer in
        if let index = response.persisted { writer.present(1, index.rawValue) }
      }
    }
  }

  private static func position(
    _ field: UInt64, _ position: LogPosition, _ writer: inout FieldWriter
  ) {
    writer.small(field) { writer in
      writer.number(1, position.term.rawValue)
      writer.number(2, position.index.rawValue)
    }
  }

  /// Entries are long, so lengths are added up first.
  private static func encode(
    _ request: AppendRequest, _ payloads: [Bytes], _ writer: inout FieldWriter
  ) {
    precondition(
      payloads.count == request.entries.count,
      "\(payloads.count) payloads for \(request.entries.count) entries")
    var head = FieldWriter(capacity: 48)
    position(1, request.previous, &head)
    head.number(2, request.commit.rawValue)
    var length = head.bytes.count
    if request.epoch > 0 { length += 1 + FieldWriter.width(UInt64(request.epoch)) }
    for (place, entry) in request.entries.enumerated() {
      let width = width(entry, payloads[place])
      length += 1 + FieldWriter.width(UInt64(width)) + width
    }
    writer.head(6, length: length)
    writer.bytes.append(contentsOf: head.bytes)
    for (place, header) in request.entries.enumerated() {
      entry(3, header, payloads[place], &writer)
    }
    writer.number(4, UInt64(request.epoch))
  }

  private static func width(_ entry: EntryHeader, _ payload: Bytes) -> Int {
    let count = UInt64(payload.count)
    return 3 + FieldWriter.width(entry.term.rawValue) + FieldWriter.width(entry.index.rawValue)
      + FieldWriter.width(UInt64(entry.kind.rawValue))
      + (count == 0 ? 0 : 1 + FieldWriter.width(count) + payload.count)
  }

  private static func entry(
    _ field: UInt64, _ entry: EntryHeader, _ payload: Bytes, _ writer: inout FieldWriter
  ) {
    writer.head(field, length: width(entry, payload))
    // Never zero: an entry of the log has a term, an index and a kind.
    writer.number(1, entry.term.rawValue)
    writer.number(2, entry.index.rawValue)
    writer.number(3, UInt64(entry.kind.rawValue))
    writer.blob(4, payload)
  }
}
