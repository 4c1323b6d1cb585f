import GRPC
import Glibc
import NIOCore
import NIOPosix
import Units

/// What a unary call costs the server's thread, in user and system time, over one loopback
/// connection with 256 calls under way:
///
///     swift build -c release --product grpc-cost && .build/release/grpc-cost [calls] [concurrent]
///
/// System time is the socket's; user time is what this package and NIO spend.
@main
struct GRPCCost {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let calls = arguments.first ?? 1_000_000
    let concurrent = arguments.dropFirst().first ?? 256
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let near = group.next()
    let far = group.next()
    let server = NIOLoopBoundBox<Server?>.makeEmptyBox(valueType: Server.self, eventLoop: far)
    let address = try await far.flatSubmit {
      var router = Router()
      router.unary("/cost.Cost/Echo") { request, call in call.respond(request) }
      let made = Server(turn: Turn(eventLoop: far), router: router)
      server.value = made
      return made.listen(Address(host: "127.0.0.1", port: 0))
    }.get()
    for round in 1...3 {
      let before = try await far.submit { Usage.ofThisThread }.get()
      let near0 = try await near.submit { Usage.ofThisThread }.get()
      let clock = ContinuousClock.now
      try await near.flatSubmit {
        Caller(loop: near, address: address, calls: calls, concurrent: concurrent).run()
      }.get()
      let elapsed = clock.duration(to: .now)
      let after = try await far.submit { Usage.ofThisThread }.get()
      let near1 = try await near.submit { Usage.ofThisThread }.get()
      let seconds =
        Double(elapsed.components.attoseconds) / 1e18 + Double(elapsed.components.seconds)
      func micros(_ span: Double) -> String {
        let hundredths = Int((span / Double(calls) * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
      }
      print(
        "round \(round): \(Int(Double(calls) / seconds)) calls/s;",
        "server \(micros(after.user - before.user)) us user +",
        "\(micros(after.system - before.system)) us system a call;",
        "client \(micros(near1.user - near0.user)) + \(micros(near1.system - near0.system))")
    }
  }

  /// Microseconds.
  struct Usage {
    var user: Double
    var system: Double

    static var ofThisThread: Usage {
      var usage = rusage()
      // RUSAGE_THREAD, which the importer leaves out. Fails for unknown numbers only.
      unsafe getrusage(__rusage_who_t(1), &usage)
      return Usage(
        user: Double(usage.ru_utime.tv_sec) * 1e6 + Double(usage.ru_utime.tv_usec),
        system: Double(usage.ru_stime.tv_sec) * 1e6 + Double(usage.ru_stime.tv_usec))
    }
  }

  /// Keeps `concurrent` calls under way until `calls` have ended.
  final class Caller {
    private let turn: Turn
    private let client: ClientConnection
    private let done: EventLoopPromise<Void>
    private var left: Int
    private var underWay = 0
    private let concurrent: Int
    private let request = Bytes(repeating: 42, count: 100)

    init(loop: any EventLoop, address: Address, calls: Int, concurrent: Int) {
      turn = Turn(eventLoop: loop)
      client = ClientConnection(turn: turn, address: address)
      done = loop.makePromise()
      left = calls
      self.concurrent = concurrent
    }

    func run() -> EventLoopFuture<Void> {
      for _ in 0..<min(concurrent, left) { next() }
      return done.futureResult
    }

    private func next() {
      if left == 0 {
        if underWay == 0 {
          client.close()
          done.succeed()
        }
        return
      }
      left -= 1
      underWay += 1
      client.unary(
        "/cost.Cost/Echo", request, deadline: turn.now + .seconds(10)
      ) { [self] reply in
        precondition(reply.status.isOK, "\(reply.status)")
        underWay -= 1
        next()
      }
    }
  }
}
