import Messages
import Testing
import Units

/// What comes in from anybody.
@Suite struct HostileTests {
  private func trouble<Message: WireMessage>(
    _ type: Message.Type, _ bytes: Bytes
  ) -> Failure? {
    do throws(Failure) {
      _ = try Message(decoding: bytes)
      return nil
    } catch {
      return error
    }
  }

  struct Malformed: Sendable, CustomTestStringConvertible {
    var bytes: Bytes
    var said: String
    var testDescription: String { said }
  }

  @Test(arguments: [
    Malformed(bytes: [0x0A], said: "ends within a number"),
    Malformed(bytes: [0x0A, 0x05, 0x61], said: "field 1 claims 5 bytes, beyond the end"),
    Malformed(
      bytes: [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x61],
      said: "field 1 claims 9223372036854775807 bytes, beyond the end"),
    Malformed(
      bytes: [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
      said: "a number of more than 10 bytes"),
    Malformed(bytes: [0x00, 0x00], said: "field number 0 is out of range"),
    Malformed(bytes: [0x0B, 0x0C], said: "field 1 has wire type 3"),
    Malformed(bytes: [0x0F], said: "field 1 has wire type 7"),
    Malformed(bytes: [0x09, 1, 2, 3], said: "ends within a field"),
    // A string where a number belongs, and the other way round.
    Malformed(bytes: [0x2A, 0x01, 0x61], said: "no valid protobuf"),
    Malformed(bytes: [0x08, 0x01], said: "no valid protobuf"),
  ])
  func malformed(_ row: Malformed) throws {
    let failure = try #require(trouble(EnqueueRequest.self, row.bytes))
    #expect(failure.code == .invalidArgument)
    #expect(failure.reason == .messageMalformed)
    #expect(failure.message.hasPrefix("carillon.v1.EnqueueRequest"))
    #expect(failure.message.contains(row.said), "\(failure.message)")
  }

  @Test func textMustBeUTF8AndTheFieldIsNamed() throws {
    let request = WireText.make { $0.blob(6, [0x61, 0xC3, 0x28]) }
    let bytes = WireText.make {
      $0.blob(1, [])
      $0.blob(1, request)
    }
    let failure = try #require(trouble(EnqueueBatchRequest.self, bytes))
    #expect(failure.reason == .fieldInvalid)
    #expect(failure.violations.map(\.field) == ["requests[1].dedup_key"])
    #expect(failure.violations.map(\.description) == ["is not valid UTF-8"])
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0x80],
    ] as [Bytes])
  func overlongSurrogateAndTruncatedUTF8IsRefused(_ bytes: Bytes) throws {
    let failure = try #require(trouble(EnqueueRequest.self, WireText.make { $0.blob(1, bytes) }))
    #expect(failure.violations.map(\.field) == ["job"])
  }

  /// protobuf-c alone would take "a" for the job of `a\0b`.
  @Test func aNULIsRefusedAndNotTakenForTheEnd() throws {
    let plain = WireText.make { $0.text(1, "a\0b") }
    let failure = try #require(trouble(EnqueueRequest.self, plain))
    #expect(failure.violations.map(\.field) == ["job"])
    #expect(failure.message.contains("NUL"))

    let label = WireText.make {
      $0.text(1, "rack")
      $0.text(2, "\0")
    }
    let nested = try #require(
      trouble(
        WorkRequest.self,
        WireText.make { work in
          work.blob(
            3,
            WireText.make { complete in
              complete.blob(6, WireText.make { $0.blob(16, label) })
            })
        }))
    #expect(nested.violations.map(\.field) == ["complete.enqueues[0].labels[0].value"])

    // In bytes it is as good as any.
    let payload = WireText.make {
      $0.text(1, "a")
      $0.blob(2, [0, 1, 0])
    }
    #expect(try EnqueueRequest(decoding: payload).payload == [0, 1, 0])
  }

  private func nested(_ depth: Int) -> Bytes {
    // From the inside out; every level adds its tag and length in front.
    var reversed = Bytes()
    for _ in 1..<depth {
      var head = WireText()
      head.tag(25, 2)
      head.varint(UInt64(reversed.count))
      reversed += head.bytes.reversed()
    }
    return reversed.reversed()
  }

  @Test func nestingIsBoundedBeforeItIsUnpacked() throws {
    #expect(trouble(EnqueueRequest.self, nested(Codec.depthLimit)) == nil)
    let deep = try #require(trouble(EnqueueRequest.self, nested(Codec.depthLimit + 1)))
    #expect(deep.reason == .messageMalformed)
    #expect(deep.message.contains("nests deeper than 100 messages"))
    // Two million levels would be far beyond any stack.
    #expect(trouble(EnqueueRequest.self, nested(500_000))?.reason == .messageMalformed)
    #expect(trouble(EnqueueResponse.self, nested(3)) == nil)
    // Reached through another message, it counts as well.
    let batch = WireText.make { $0.blob(1, nested(Codec.depthLimit)) }
    #expect(trouble(EnqueueBatchRequest.self, batch)?.reason == .messageMalformed)
  }

  @Test func aSmallMessageCannotTakeAllMemory() throws {
    var bomb = WireText()
    for _ in 0..<2_000_000 { bomb.blob(1, []) }
    let failure = try #require(trouble(EnqueueBatchRequest.self, bomb.bytes))
    #expect(failure.message.contains("more messages than are taken at once"))
    // What is allowed by the batch limit passes.
    var batch = WireText()
    for _ in 0..<10_000 { batch.blob(1, [0x0A, 0x01, 0x61]) }
    #expect(try EnqueueBatchRequest(decoding: batch.bytes).requests.count == 10_000)
  }

  @Test func unknownFieldsAreHarmless() throws {
    let bytes = WireText.make {
      $0.text(1, "sync")
      $0.number(1_000, 7)
      $0.blob(1_001, [0xFF, 0x00])
      $0.tag(1_002, 1)
      $0.bytes += [1, 2, 3, 4, 5, 6, 7, 8]
      $0.tag(1_003, 5)
      $0.bytes += [1, 2, 3, 4]
      $0.number(5, 3)
    }
    #expect(try EnqueueRequest(decoding: bytes) == EnqueueRequest(job: "sync", priority: 3))
  }

  @Test func theLastOneCounts() throws {
    let bytes = WireText.make {
      $0.text(1, "first")
      $0.text(1, "second")
    }
    #expect(try EnqueueRequest(decoding: bytes).job == "second")
    let oneof = WireText.make {
      $0.text(5, "* * * * *")
      $0.blob(6, WireText.make { $0.number(1, 5) })
    }
    #expect(try Schedule(decoding: oneof).timing == .interval(Interval(every: 5)))
  }

  @Test func numbersPackedOrNotAreTheSame() throws {
    let packed = WireText.make { $0.blob(10, [1, 2, 0x80, 0x01]) }
    let plain = WireText.make {
      $0.number(10, 1)
      $0.number(10, 2)
      $0.number(10, 128)
    }
    #expect(try Hello(decoding: packed).unanswered == [1, 2, 128])
    #expect(try Hello(decoding: plain).unanswered == [1, 2, 128])
    #expect(trouble(Hello.self, WireText.make { $0.blob(10, [1, 0x80]) }) != nil)
  }

  @Test(
    arguments: [
      (253_402_300_799, 999_999_999, true), (253_402_300_800, 0, false),
      (-62_135_596_800, 0, true), (-62_135_596_801, 0, false),
      (0, 1_000_000_000, false), (0, -1, false), (.max, 0, false), (.min, 0, false),
    ] as [(Int64, Int64, Bool)])
  func timesAreInRange(_ seconds: Int64, _ nanos: Int64, _ isGood: Bool) {
    let bytes = WireText.make {
      $0.blob(
        9,
        WireText.make {
          $0.number(1, UInt64(bitPattern: seconds))
          $0.number(2, UInt64(bitPattern: nanos))
        })
    }
    let failure = trouble(EnqueueRequest.self, bytes)
    #expect((failure == nil) == isGood)
    if !isGood { #expect(failure?.violations.map(\.field) == ["not_before_time"]) }
  }

  @Test(
    arguments: [
      (315_576_000_000, 0, true), (315_576_000_001, 0, false), (-1, -500_000_000, true),
      (1, -1, false), (-1, 1, false), (0, -1_000, true), (.min, 0, false),
    ] as [(Int64, Int64, Bool)])
  func spansAreInRangeAndOfOneSign(_ seconds: Int64, _ nanos: Int64, _ isGood: Bool) {
    let bytes = WireText.make {
      $0.blob(
        10,
        WireText.make {
          $0.number(1, UInt64(bitPattern: seconds))
          $0.number(2, UInt64(bitPattern: nanos))
        })
    }
    #expect((trouble(EnqueueRequest.self, bytes) == nil) == isGood)
  }

  /// Seeded damage to good messages: an answer or a refusal, never a crash; what is taken can be
  /// given back and taken again.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func damagedMessages(_ seed: UInt64) throws {
    let schema = Schema()
    var random = RandomMessages(schema: schema, draw: SeededGenerator(seed: seed))
    var draw = SeededGenerator(seed: seed &+ 1_000)
    var refused = 0
    var taken = 0
    for type in Registry.messages {
      for _ in 0..<6 {
        var bytes = random.message(type.typeName)
        guard !bytes.isEmpty else { continue }
        for _ in 0...draw.below(3) {
          let place = Int(draw.below(UInt64(max(bytes.count, 1))))
          switch draw.below(5) {
          case 0: bytes.removeLast(bytes.count - place)
          case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: draw.next())
          case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8(draw.below(8))
          case 3: bytes.insert(UInt8(truncatingIfNeeded: draw.next()), at: place)
          default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
          }
        }
        if try survives(type, bytes) { taken += 1 } else { refused += 1 }
      }
    }
    #expect(refused > 200)
    #expect(taken > 200)
  }

  private func survives<Message: WireMessage>(
    _ type: Message.Type, _ bytes: Bytes
  ) throws -> Bool {
    guard let message = try? Message(decoding: bytes) else { return false }
    let again = try Message(decoding: message.encoded())
    #expect(again == message, "\(Message.typeName) \(bytes)")
    try JSON.validate(Bytes(message.json.utf8))
    return true
  }

  /// Every prefix of a large message.
  @Test func truncatedMessages() throws {
    var random = RandomMessages(schema: Schema(), draw: SeededGenerator(seed: 5))
    let bytes = random.message("carillon.v1.Execution")
    #expect(bytes.count > 300)
    var refused = 0
    for count in bytes.indices {
      if (try? Execution(decoding: bytes[..<count])) == nil { refused += 1 }
    }
    #expect(refused > bytes.count / 2)
  }
}
