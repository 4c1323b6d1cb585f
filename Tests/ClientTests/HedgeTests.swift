import GRPC
import NIOCore
import NIOPosix
import Testing
import Units

@testable import Client

/// Tries beside those that are silent.
@Suite struct HedgeTests {
  /// Nodes on one loop, of which the first ones take calls and never answer.
  final class Nodes {
    var servers: [Server] = []
    var addresses: [Address] = []
    var waiting: [ServerCall] = []
    var asked: [Int] = []
    var channel: ClusterChannel?
  }

  static func router(_ place: Int, isSilent: Bool, _ nodes: Nodes) -> Router {
    var router = Router()
    router.unary("/t.T/Do") { _, call in
      nodes.asked.append(place)
      if isSilent { nodes.waiting.append(call) } else { call.respond([UInt8(place)]) }
    }
    return router
  }

  @Test("all but the last address are silent: the last one is asked, and first from then on")
  func silence() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    let box = try await loop.submit { NIOLoopBound(Nodes(), eventLoop: loop) }.get()
    for place in 0..<4 {
      let address = try await loop.flatSubmit {
        let nodes = box.value
        let server = Server(
          turn: Turn(eventLoop: loop),
          router: HedgeTests.router(place, isSilent: place < 3, nodes), options: ServerOptions())
        nodes.servers.append(server)
        return server.listen(Address(host: "127.0.0.1", port: 0))
      }.get()
      try await loop.submit { box.value.addresses.append(address) }.get()
    }
    for round in 0..<2 {
      let answer: [UInt8] = try await loop.flatSubmit { () -> EventLoopFuture<[UInt8]> in
        let nodes = box.value
        let channel =
          nodes.channel
          ?? ClusterChannel(
            turn: Turn(eventLoop: loop), addresses: nodes.addresses, options: ClientOptions(),
            seed: 1)
        nodes.channel = channel
        var options = CallOptions()
        options.isRead = true
        options.retry.hedge = .milliseconds(20)
        let promise = loop.makePromise(of: [UInt8].self)
        channel.unary("/t.T/Do", [], options) { result in
          switch result {
          case .success(let reply): promise.succeed(reply.message)
          case .failure(let error): promise.fail(error)
          }
        }
        return promise.futureResult
      }.get()
      #expect(answer == [3], "round \(round)")
    }
    let asked = try await loop.submit { box.value.asked }.get()
    #expect(asked == [0, 1, 2, 3, 3])
    try await loop.flatSubmit {
      box.value.channel?.close()
      return EventLoopFuture.andAllComplete(box.value.servers.map { $0.close() }, on: loop)
    }.get()
    try await group.shutdownGracefully()
  }
}
