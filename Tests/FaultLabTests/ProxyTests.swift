import GRPC
import NIOCore
import NIOPosix
import Synchronization
import Testing
import Units

@testable import FaultLab

/// A proxy between a dialer and an echo: what it does to each direction of a link.
struct ProxyTests {
  /// Echoes, and tells what came in.
  private final class Echo: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      context.writeAndFlush(data, promise: nil)
    }
  }

  /// What came back to the dialer.
  private final class Back: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    let bytes: AsyncStream<Bytes>.Continuation
    init(_ bytes: AsyncStream<Bytes>.Continuation) { self.bytes = bytes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      bytes.yield(Bytes(unwrapInboundIn(data).readableBytesView))
    }

    func channelInactive(context: ChannelHandlerContext) { bytes.finish() }
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }

  private struct Bench {
    var proxies: LabProxies
    var address: Address
    var loop: any EventLoop

    func dial() async throws -> (any Channel, AsyncStream<Bytes>) {
      let (stream, continuation) = AsyncStream.makeStream(of: Bytes.self)
      let back = Back(continuation)
      let channel = try await ClientBootstrap(group: loop)
        .channelInitializer { $0.pipeline.addHandler(back) }
        .connect(host: address.host, port: address.port).get()
      return (channel, stream)
    }
  }

  private func send(_ bytes: Bytes, _ channel: any Channel) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
  }

  /// Dialers are node 0, the echo is node 1.
  private func bench(_ body: (Bench) async throws -> Void) async throws {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let echo = try await ServerBootstrap(group: loop)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Echo())
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let target = Address(host: "127.0.0.1", port: echo.localAddress?.port ?? 0)
    let proxies = LabProxies(on: loop, seed: 1) { _ in 0 }
    let address = try await proxies.listen(
      at: Address(host: "127.0.0.1", port: 0), for: 1, target: target)
    let bench = Bench(proxies: proxies, address: address, loop: loop)
    try await body(bench)
    await proxies.close()
    try await echo.close()
  }

  private static let there = [LabNetwork.Link(from: 0, to: 1)]
  private static let back = [LabNetwork.Link(from: 1, to: 0)]

  @Test("bytes pass both ways, and late where a direction is late")
  func delay() async throws {
    try await bench { bench in
      let (channel, stream) = try await bench.dial()
      var answers = stream.makeAsyncIterator()
      try await send([1, 2, 3], channel)
      #expect(await answers.next() == [1, 2, 3])
      try await bench.proxies.set(.delay(.milliseconds(60)), on: Self.back)
      let began = System.now
      try await send([4], channel)
      #expect(await answers.next() == [4])
      #expect(System.now - began >= .milliseconds(60))
      #expect(try await bench.proxies.struck(.delay, Self.back) == 1)
      #expect(try await bench.proxies.struck(.delay, Self.there) == 0)
      try await channel.close()
    }
  }

  @Test("a stalled link holds what comes until it is healed")
  func stall() async throws {
    try await bench { bench in
      let (channel, stream) = try await bench.dial()
      var answers = stream.makeAsyncIterator()
      try await send([1], channel)
      #expect(await answers.next() == [1])
      try await bench.proxies.set(.stall, on: Self.there)
      #expect(try await bench.proxies.struck(.stall, Self.there) == 0)
      try await send([2], channel)
      let began = System.now
      let healing = Task {
        try await bench.loop.scheduleTask(in: .milliseconds(50)) {}.futureResult.get()
        try await bench.proxies.heal()
      }
      #expect(await answers.next() == [2])
      #expect(System.now - began >= .milliseconds(50))
      #expect(try await bench.proxies.struck(.stall, Self.there) == 1)
      try await healing.value
      try await channel.close()
    }
  }

  @Test("what a slow link holds is due at once when the link is healed")
  func throttle() async throws {
    try await bench { bench in
      let (channel, stream) = try await bench.dial()
      var answers = stream.makeAsyncIterator()
      try await bench.proxies.set(.throttle(bytesPerSecond: 10), on: Self.there)
      // These are due after ten seconds, what comes next after ten more.
      try await send(Bytes(repeating: 1, count: 100), channel)
      try await bench.loop.scheduleTask(in: .milliseconds(30)) {}.futureResult.get()
      #expect(try await bench.proxies.struck(.throttle, Self.there) == 1)
      let began = System.now
      try await bench.proxies.heal()
      #expect(await answers.next()?.count == 100)
      try await send([2], channel)
      #expect(await answers.next() == [2])
      #expect(System.now - began < .seconds(5))
      try await channel.close()
    }
  }

  @Test("a reset ends what is open, and a swallowed connection is never answered")
  func resetAndSwallow() async throws {
    try await bench { bench in
      let (channel, stream) = try await bench.dial()
      var answers = stream.makeAsyncIterator()
      try await send([1], channel)
      #expect(await answers.next() == [1])
      try await bench.proxies.set(.reset, on: Self.there)
      #expect(await answers.next() == nil)
      try await bench.proxies.set(.swallow, on: Self.there)
      let (silent, nothing) = try await bench.dial()
      try await send([2], silent)
      try await bench.proxies.heal()
      // Not an echo: the end.
      for await bytes in nothing { Issue.record("\(bytes)") }
      for kind in [ProxyFault.Kind.reset, .swallow] {
        #expect(try await bench.proxies.struck(kind, Self.there + Self.back) == 1, "\(kind)")
      }
    }
  }

  @Test("wrong bytes are as many, and other ones")
  func corrupt() async throws {
    try await bench { bench in
      let (channel, stream) = try await bench.dial()
      try await bench.proxies.set(.corrupt(oneIn: 100), on: Self.there)
      let sent = Bytes(repeating: 0, count: 10_000)
      try await send(sent, channel)
      var received: Bytes = []
      for await bytes in stream {
        received += bytes
        if received.count >= sent.count { break }
      }
      #expect(received.count == sent.count)
      let wrong = received.count { $0 != 0 }
      #expect((30...300).contains(wrong), "\(wrong)")
      #expect(try await bench.proxies.struck(.corrupt, Self.there) == wrong)
      try await channel.close()
    }
  }
}
