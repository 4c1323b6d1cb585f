import HTTP2
import NIOCore
import NIOEmbedded
import NIOPosix
import Synchronization
import Testing
import Units

@testable import GRPC

/// What nodes say to each other bears a checksum: whole or not at all.
@Suite struct SealedBytesTests {
  /// What a client's end makes of these writes.
  static func sealed(_ writes: [Bytes]) throws -> Bytes {
    let channel = EmbeddedChannel(handler: SealedBytes(isServer: false))
    for bytes in writes { try channel.writeOutbound(ByteBuffer(bytes: bytes)) }
    var all: Bytes = []
    while let part = try channel.readOutbound(as: ByteBuffer.self) {
      all += Bytes(part.readableBytesView)
    }
    _ = try channel.finish()
    return all
  }

  /// What a server's end makes of them, in pieces of `size`; nil where it breaks off.
  static func opened(_ bytes: Bytes, size: Int) throws -> (Bytes, isWhole: Bool) {
    let channel = EmbeddedChannel(handler: SealedBytes(isServer: true))
    var all: Bytes = []
    var isWhole = true
    var rest = bytes[...]
    while !rest.isEmpty, isWhole {
      do {
        try channel.writeInbound(ByteBuffer(bytes: rest.prefix(size)))
      } catch {
        #expect(error is AlteredBytes)
        isWhole = false
      }
      rest = rest.dropFirst(size)
      while let part = try channel.readInbound(as: ByteBuffer.self) {
        all += Bytes(part.readableBytesView)
      }
    }
    _ = try? channel.finish()
    return (all, isWhole)
  }

  static let writes: [Bytes] = [
    Bytes("PRI * HTTP/2.0".utf8), [7], Bytes(0...255), Bytes(repeating: 9, count: 3_000),
  ]

  @Test(arguments: [1, 3, 8, 17, 1_000, 100_000])
  func whatIsSealedComesThroughInAnyPieces(size: Int) throws {
    let bytes = try SealedBytesTests.sealed(SealedBytesTests.writes)
    let (opened, isWhole) = try SealedBytesTests.opened(bytes, size: size)
    #expect(isWhole && opened == Bytes(SealedBytesTests.writes.joined()))
  }

  /// Every bit of the first 400 bytes, and every 97th of the others.
  @Test func noBitTurnedOverIsBelieved() throws {
    let bytes = try SealedBytesTests.sealed(SealedBytesTests.writes)
    let all = Bytes(SealedBytesTests.writes.joined())
    for bit in 0..<bytes.count * 8 where bit < 3_200 || bit % 97 == 0 {
      var altered = bytes
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      let (opened, isWhole) = try SealedBytesTests.opened(altered, size: 100_000)
      // A greeting that is none is whatever another client may say.
      if bit < SealedBytes.magic.count * 8 {
        #expect(opened == altered)
        continue
      }
      #expect(!isWhole && opened.count < all.count && all.starts(with: opened), "bit \(bit)")
    }
  }

  @Test func noFrameIsLeftOutOrComesTwice() throws {
    let first = try SealedBytesTests.sealed([[1, 2, 3]])
    let both = try SealedBytesTests.sealed([[1, 2, 3], [4, 5, 6]])
    let second = both[first.count...]
    let greeting = SealedBytes.magic
    for bytes in [greeting + second, first + second + second, first + first.dropFirst(8)] {
      let (_, isWhole) = try SealedBytesTests.opened(Bytes(bytes), size: 1_000)
      #expect(!isWhole)
    }
  }

  @Test func whoeverDoesNotSealIsServedAsItSpeaks() throws {
    for word in ["PRI * HTTP/2.0\r\n", "GET / HTTP/1.1\r\n", "CARROT", "C"] {
      let (opened, isWhole) = try SealedBytesTests.opened(Bytes(word.utf8), size: 2)
      // A first byte of the greeting waits for the next ones.
      #expect(isWhole && opened == (word == "C" ? [] : Bytes(word.utf8)))
    }
  }

  @Test func lengthsBeyondTheBoundAreRefused() throws {
    for length: UInt32 in [0, UInt32(SealedBytes.mostBytes) + 1, .max] {
      var bytes = SealedBytes.magic
      bytes.append(littleEndian: length)
      bytes.append(littleEndian: UInt32(0))
      bytes.append(littleEndian: SealedBytes.check(length, 0))
      #expect(try SealedBytesTests.opened(bytes, size: 100).isWhole == false)
    }
  }

  @Test func largeWritesAreSaidInFrames() throws {
    let large = Bytes(repeating: 3, count: 2 * SealedBytes.frameBytes + 5)
    let bytes = try SealedBytesTests.sealed([large])
    #expect(bytes.count == large.count + 8 + 3 * SealedBytes.headerSize)
    #expect(try SealedBytesTests.opened(bytes, size: 1 << 16) == (large, isWhole: true))
  }

  @Test func aServerSaysNothingBeforeItKnowsToWhom() throws {
    for isSealed in [true, false] {
      let channel = EmbeddedChannel(handler: SealedBytes(isServer: true))
      channel.writeAndFlush(ByteBuffer(bytes: [1, 2, 3]), promise: nil)
      #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
      let first = isSealed ? SealedBytes.magic : Bytes("PRI * HT".utf8)
      try channel.writeInbound(ByteBuffer(bytes: first))
      var said: Bytes = []
      while let part = try channel.readOutbound(as: ByteBuffer.self) {
        said += Bytes(part.readableBytesView)
      }
      #expect(said.count == (isSealed ? SealedBytes.headerSize : 0) + 3)
      #expect(said.suffix(3) == [1, 2, 3])
      _ = try channel.finish()
    }
  }

  /// A handler is told why its connection is gone: who was altered on the way lives.
  @Test(arguments: [true, false]) func whatWasAlteredIsToldFromWhatWasLost(isAltered: Bool)
    async throws
  {
    try await Lab.run { lab in
      let opened = Mutex<(any Channel)?>(nil)
      async let answer = RawClient.call(
        lab,
        [
          (":method", "POST"), (":scheme", "http"), (":path", "/t.T/Hang"), (":authority", "x"),
          ("te", "trailers"), ("content-type", "application/grpc"),
        ], [0, 0, 0, 0, 0],
        prepare: { channel in
          try channel.pipeline.syncOperations.addHandler(SealedBytes(isServer: false))
          opened.withLock { $0 = channel }
        })
      #expect(try await lab.eventually { $0.hanging.count == 1 })
      let channel = try #require(opened.withLock { $0 })
      try await channel.eventLoop.submit {
        let context = try channel.pipeline.syncOperations.context(handlerType: SealedBytes.self)
        // Beneath the seal: a frame whose header has one bit too many.
        var frame = ByteBuffer(bytes: [1, 0, 0, 0])
        frame.writeRepeatingByte(0, count: 9)
        if isAltered {
          context.writeAndFlush(NIOAny(frame), promise: nil)
        } else {
          channel.close(promise: nil)
        }
      }.get()
      let why: Cancellation = isAltered ? .altered : .connection
      #expect(try await lab.eventually { $0.cancellations == [why] })
      _ = try await answer
    }
  }

  @Test func callsGoThroughSealedConnectionsBesideOthers() async throws {
    var options = ClientOptions()
    options.sealsBytes = true
    try await Lab.run(client: options) { lab in
      let body = Bytes(repeating: 5, count: 900_000)
      let reply = try await lab.unary("/t.T/Echo", body)
      #expect(reply.status.isOK && reply.message == body)
    }
  }
}
