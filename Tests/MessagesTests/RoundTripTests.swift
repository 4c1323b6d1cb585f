import Foundation
import Messages
import Testing
import Units

@Suite struct RoundTripTests {
  static let schema = Schema()

  static let names = Registry.messages.map { $0.typeName }

  @Test func everyMessageOfTheSchemaIsRegistered() {
    let known: Set = [
      "google.protobuf.Timestamp", "google.protobuf.Duration", "google.protobuf.FieldMask",
    ]
    let carried = RoundTripTests.schema.messages.filter { name, message in
      !message.isMapEntry && !known.contains(name) && !name.hasPrefix("google.api.")
        && !name.hasPrefix("grpc.reflection.v1alpha.")
        && (!name.hasPrefix("google.protobuf.") || name.hasSuffix(".Any")
          || name.hasSuffix(".Empty"))
    }
    #expect(Set(carried.keys) == Set(RoundTripTests.names))
  }

  /// Bytes made apart from the codec come back as they were, and values compare equal.
  @Test(arguments: Registry.messages.indices)
  func randomMessagesComeBackByteForByte(_ place: Int) throws {
    try check(Registry.messages[place], seeds: 12)
  }

  private func check<Message: WireMessage>(_ type: Message.Type, seeds: UInt64) throws {
    var filled = 0
    for seed in 1...seeds {
      var random = RandomMessages(schema: RoundTripTests.schema, draw: SeededGenerator(seed: seed))
      let bytes = random.message(Message.typeName)
      let message = try Message(decoding: bytes)
      #expect(message.encoded() == bytes, "\(Message.typeName), seed \(seed)")
      #expect(try Message(decoding: message.encoded()) == message)
      try JSON.validate(Bytes(message.json.utf8))
      if !bytes.isEmpty { filled += 1 }
    }
    let isEmpty = RoundTripTests.schema.messages[Message.typeName]?.fields.isEmpty ?? true
    #expect(isEmpty || filled > 0)
    #expect(Message().encoded().isEmpty)
    #expect(try Message(decoding: []) == Message())
    #expect(Message().json == "{}")
  }

  /// Against Google's own library: `Fixtures/make.py`.
  @Test func foreignBytesAndJSONAreOurs() throws {
    let types = Dictionary(
      Registry.messages.map { ($0.typeName, $0) }, uniquingKeysWith: { first, _ in first })
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/foreign.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count > 300)
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 2).map(String.init)
      let type = try #require(types[parts[0]])
      try compare(type, hex: parts[1], json: parts[2])
    }
  }

  private func compare<Message: WireMessage>(
    _ type: Message.Type, hex: String, json: String
  ) throws {
    let bytes = hex == "-" ? [] : try #require(Bytes(hex: hex))
    let message = try Message(decoding: bytes)
    #expect(message.encoded() == bytes, "\(Message.typeName)")
    let ours = sorted(try JSON(parsing: message.json))
    let theirs = sorted(try JSON(parsing: json))
    #expect(ours == theirs, "\(Message.typeName)")
  }

  private func sorted(_ json: JSON) -> JSON {
    switch json {
    case .array(let elements): .array(elements.map(sorted))
    case .object(let members):
      .object(
        members.map { JSON.Member($0.key, sorted($0.value)) }.sorted { $0.key < $1.key })
    default: json
    }
  }

  @Test func presenceIsKeptWhereZeroMeansSomething() throws {
    let zero = RetryPolicy(retries: 0)
    #expect(zero.encoded() == [8, 0])
    #expect(try RetryPolicy(decoding: [8, 0]).retries == 0)
    #expect(RetryPolicy().encoded().isEmpty)
    #expect(try RetryPolicy(decoding: []).retries == nil)
    #expect(zero.json == #"{"retries":0}"#)
    let off = Job(name: "sync", enabled: false)
    #expect(try Job(decoding: off.encoded()).enabled == false)
    #expect(off.json == #"{"name":"sync","enabled":false}"#)
  }

  @Test func emptyMembersOfAOneofArePresent() throws {
    let beat = WorkRequest(sequence: 1, message: .beat(WorkRequest.Beat()))
    #expect(try WorkRequest(decoding: beat.encoded()) == beat)
    #expect(beat.json == #"{"sequence":"1","beat":{}}"#)
    let final = Fail(execution: "7F4", next: .final(false))
    #expect(try Fail(decoding: final.encoded()) == final)
  }

  @Test(arguments: [
    (Instant(microseconds: -1), Instant(microseconds: -1)), (.epoch, .epoch),
    (Instant(microseconds: 1_800_000_000_123_456), Instant(microseconds: 1_800_000_000_123_456)),
    (.distantFuture, Instant(microseconds: 253_402_300_799_999_999)),
    (Instant(microseconds: .min), Instant(seconds: -62_135_596_800)),
  ])
  func timesAreCarriedToTheMicrosecond(_ sent: Instant, _ received: Instant) throws {
    let event = Event(time: sent)
    #expect(try Event(decoding: event.encoded()).time == received)
  }

  @Test(arguments: [
    (Timeout.microseconds(-1), Timeout.microseconds(-1)), (.zero, .zero),
    (.microseconds(1_500_001), .microseconds(1_500_001)),
    (.microseconds(.max), .seconds(315_576_000_000)),
    (.microseconds(.min), .seconds(-315_576_000_000)),
  ])
  func spansAreCarriedToTheMicrosecond(_ sent: Timeout, _ received: Timeout) throws {
    let hold = Hold(span: sent)
    #expect(try Hold(decoding: hold.encoded()).span == received)
  }

  @Test func boxedFieldsBehaveAsValues() {
    let first = EnqueueRequest(job: "a", retry: RetryPolicy(retries: 2))
    var second = first
    second.retry?.retries = 5
    #expect(first.retry?.retries == 2)
    #expect(second.retry?.retries == 5)
    #expect(first != second)
    second.retry?.retries = 2
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
  }

  @Test func payloadsAreShownAsJSONWhereTheyAreJSON() {
    let payload = Bytes(#"{"machines":412}"#.utf8)
    #expect(
      EnqueueRequest(job: "a", payload: payload).json == #"{"job":"a","payload":{"machines":412}}"#)
    #expect(
      EnqueueRequest(job: "a", payload: payload, contentType: "text/plain").json
        == #"{"job":"a","payload":"eyJtYWNoaW5lcyI6NDEyfQ==","contentType":"text/plain"}"#)
    #expect(
      EnqueueRequest(job: "a", payload: Bytes("{".utf8)).json == #"{"job":"a","payload":"ew=="}"#)
    // The result has a type of its own.
    #expect(
      Execution(
        payload: payload, contentType: "text/plain", result: payload
      ).json
        == #"{"payload":"eyJtYWNoaW5lcyI6NDEyfQ==","contentType":"text/plain","#
        + #""result":{"machines":412}}"#
    )
  }

  @Test func sealedFieldsAreNeverShown() {
    let secret = Secret(name: "db", value: Bytes("hunter2".utf8))
    #expect(secret.json == #"{"name":"db"}"#)
  }

  @Test func mapsAreSortedAndTheLastOfEqualKeysCounts() throws {
    func entry(_ key: String, _ value: String) -> Bytes {
      WireText.make {
        $0.text(1, key)
        $0.text(2, value)
      }
    }
    let bytes = WireText.make {
      $0.blob(16, entry("b", "1"))
      $0.blob(16, entry("a", "2"))
      $0.blob(16, entry("b", "3"))
      $0.blob(16, [])
    }
    let request = try EnqueueRequest(decoding: bytes)
    #expect(request.labels == [Label("", ""), Label("a", "2"), Label("b", "3")])
    // Keys that look alike to people are two keys.
    let alike = try EnqueueRequest(
      decoding: WireText.make {
        $0.blob(16, entry("\u{E9}", "1"))
        $0.blob(16, entry("e\u{301}", "2"))
      })
    #expect(alike.labels.map(\.value) == ["2", "1"])
  }

  @Test func enumerationsKnowTheirNames() {
    #expect(Execution.State(protoName: "FAILED") == .failed)
    #expect(Execution.State(protoName: "failed") == nil)
    #expect(Execution.State(rawValue: 99) == .unrecognized(99))
    #expect(Execution.State(rawValue: 99).rawValue == 99)
    #expect(Execution(state: .unrecognized(99)).json == #"{"state":99}"#)
  }
}

extension Bytes {
  init?(hex: some StringProtocol) {
    let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == hex.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
