import NIOCore
import NIOPosix
import Testing
import Units

@testable import GRPC

/// A peer that closes its half of the transport has said all. Kept open, the socket would stay until
/// the process ends: a node would run out of descriptors by clients that come and go.
@Suite(.serialized)
struct HalfCloseTests {
  @Test func aServerClosesWhereItsClientHas() async throws {
    try await Lab.run { lab in
      let address = try await lab.on { $0.address }
      let channel = try await ClientBootstrap(group: Lab.group)
        .channelOption(.allowRemoteHalfClosure, value: true)
        .connect(host: address.host, port: address.port).get()
      // All of the preface: without SETTINGS the server would close by itself after ten seconds, which
      // this test may take to go on where other tests have the processor.
      var preface = ByteBuffer(string: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
      preface.writeBytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
      try await channel.writeAndFlush(preface)
      #expect(try await lab.eventually { $0.server.counters.connectionsOpen == 1 })
      try await channel.close(mode: .output)
      #expect(try await lab.eventually { _ in !channel.isActive })
      #expect(try await lab.eventually { $0.server.counters.connectionsOpen == 0 })
    }
  }

  @Test func aClientClosesWhereItsServerHas() async throws {
    try await Lab.run { lab in
      let accepted = lab.loop.makePromise(of: (any Channel).self)
      let listener = try await ServerBootstrap(group: Lab.group)
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        .childChannelInitializer { channel in
          accepted.succeed(channel)
          return channel.eventLoop.makeSucceededVoidFuture()
        }
        .bind(host: "127.0.0.1", port: 0).get()
      let port = try #require(listener.localAddress?.port)
      let client = try await lab.loop.submit {
        guard let inside = lab.inside.value else { throw Lab.Closed() }
        let client = ClientConnection(
          turn: inside.turn, address: Address(host: "127.0.0.1", port: port),
          options: ClientOptions())
        client.connect()
        return NIOLoopBound(client, eventLoop: lab.loop)
      }.get()
      let channel = try await accepted.futureResult.get()
      // An empty SETTINGS frame: the client is ready.
      try await channel.writeAndFlush(ByteBuffer(bytes: [0, 0, 0, 4, 0, 0, 0, 0, 0]))
      #expect(try await lab.eventually { _ in client.value.state == .ready })
      try await channel.close(mode: .output)
      #expect(try await lab.eventually { _ in !channel.isActive })
      try await lab.on { _ in client.value.close() }
      try await listener.close()
    }
  }
}
