import NIOCore
import Testing
import Units

@testable import GRPC

/// How calls and connections end: cancellation, limits, drain, loss, back-off.
@Suite(.serialized)
struct LifeTests {
  @Test func cancelReachesTheWork() async throws {
    try await Lab.run { (lab) async throws -> Void in
      let promise = lab.loop.makePromise(of: Reply.self)
      let call = try await lab.loop.submit {
        guard let client = lab.inside.value?.client else { throw Lab.Closed() }
        return NIOLoopBound(
          client.unary("/t.T/Hang", []) { promise.succeed($0) }, eventLoop: lab.loop)
      }.get()
      #expect(try await lab.eventually { $0.hanging.count == 1 })
      try await lab.on { _ in call.value.cancel() }
      #expect(try await promise.futureResult.get().status.code == .cancelled)
      #expect(try await lab.eventually { $0.cancellations == [.client] })
    }
  }

  /// A handler that is asked late may set what it wants to hear when all is over: kept, it would keep the
  /// handler for as long as anybody has the call.
  @Test func whatIsSetOnAnEndedCallIsNotKept() async throws {
    try await Lab.run { (lab) async throws -> Void in
      async let hanging = lab.unary("/t.T/Hang")
      #expect(try await lab.eventually { $0.hanging.count == 1 })
      let isKept = try await lab.on { inside in
        let call = inside.hanging.removeFirst()
        call.onWritable {}
        let isKeptBefore = call.stream.onWritable != nil
        call.respond([])
        call.onMessage { _ in }
        call.onHalfClose {}
        call.onCancel { _ in }
        call.onWritable {}
        let stream = call.stream
        let isKeptAfter =
          stream.onMessage != nil || stream.onHalfClose != nil || stream.onCancel != nil
          || stream.onWritable != nil
        return [isKeptBefore, isKeptAfter]
      }
      #expect(isKept == [true, false])
      #expect(try await hanging.status == .ok)
    }
  }

  /// A call whose client has gone counts until its handler has stopped (grpc/grpc-go#6703).
  @Test func runningHandlersAreBounded() async throws {
    var options = ServerOptions()
    options.maxConcurrentStreams = 4
    try await Lab.run(options) { (lab) async throws -> Void in
      for number in 1...4 {
        let call = try await lab.loop.submit {
          guard let client = lab.inside.value?.client else { throw Lab.Closed() }
          return NIOLoopBound(client.unary("/t.T/Hang", []) { _ in }, eventLoop: lab.loop)
        }.get()
        #expect(try await lab.eventually { $0.hanging.count == number })
        try await lab.on { _ in call.value.cancel() }
      }
      #expect(try await lab.eventually { $0.cancellations.count == 4 })
      let refused = try await lab.unary("/t.T/Echo")
      #expect(refused.status.code == .unavailable)
      #expect(refused.wasNotProcessed)
      try await lab.on { inside in
        inside.hanging.removeFirst().fail(Status(.cancelled))
        // Letting go of a call is as good as ending it.
        inside.hanging.removeFirst()
      }
      #expect(try await lab.on { $0.server.counters.callsRunning } == 2)
      #expect(try await lab.unary("/t.T/Echo").status == .ok)
    }
  }

  @Test func drainServesWhatIsOpenAndNothingNew() async throws {
    try await Lab.run { (lab) async throws -> Void in
      async let hanging = lab.unary("/t.T/Hang")
      #expect(try await lab.eventually { $0.hanging.count == 1 })
      try await lab.on { inside in
        inside.server.drain().assumeIsolated().whenSuccess { inside.isDrained = true }
      }
      #expect(try await lab.eventually { $0.events.contains { $0 == .goAway(code: 0, debug: "") } })
      let late = try await lab.unary("/t.T/Echo")
      #expect(late.status.code == .unavailable)
      #expect(late.wasNotProcessed)
      let isDrained = try await lab.on { $0.isDrained }
      #expect(!isDrained)
      try await lab.on { inside in
        inside.hanging[0].respond([9])
        inside.hanging = []
      }
      #expect(try await hanging.message == [9])
      #expect(try await lab.eventually { $0.isDrained })
    }
  }

  @Test func drainEndsAfterItsGrace() async throws {
    var options = ServerOptions()
    options.drainGrace = .milliseconds(50)
    try await Lab.run(options) { (lab) async throws -> Void in
      async let hanging = lab.unary("/t.T/Hang")
      #expect(try await lab.eventually { $0.hanging.count == 1 })
      try await lab.on { inside in
        inside.server.drain().assumeIsolated().whenSuccess { inside.isDrained = true }
      }
      let reply = try await hanging
      #expect(reply.status.code == .unavailable)
      #expect(!reply.wasNotProcessed && !reply.isFromServer)
      #expect(try await lab.eventually { $0.isDrained && $0.cancellations == [.connection] })
    }
  }

  @Test func callsWaitForAServerThatIsNotThereYet() async throws {
    try await Lab.run { (lab) async throws -> Void in
      // A port that was free a moment ago.
      let port = try await lab.loop.flatSubmit { () -> EventLoopFuture<Int> in
        guard let inside = lab.inside.value else {
          return lab.loop.makeFailedFuture(Lab.Closed())
        }
        let other = Server(turn: inside.turn, router: Router())
        let bound = NIOLoopBound(other, eventLoop: lab.loop)
        return other.listen(Address(host: "127.0.0.1", port: 0)).flatMap { address in
          bound.value.close().map { address.port }
        }
      }.get()
      try await lab.on { inside in
        inside.client?.close()
        inside.client = ClientConnection(
          turn: inside.turn, address: Address(host: "127.0.0.1", port: port))
      }
      let fast = try await lab.unary("/t.T/Echo")
      #expect(fast.status.code == .unavailable)
      #expect(fast.wasNotProcessed)
      let late = try await lab.unary("/t.T/Echo", timeout: .milliseconds(50), waitForReady: true)
      #expect(late.status.code == .deadlineExceeded)
      #expect(late.wasNotProcessed)
      async let patient = lab.unary("/t.T/Echo", [5], timeout: .seconds(5), waitForReady: true)
      try await lab.rest(.milliseconds(60))
      _ = try await lab.loop.flatSubmit {
        lab.inside.value?.server.listen(Address(host: "127.0.0.1", port: port))
          ?? lab.loop.makeFailedFuture(Lab.Closed())
      }.get()
      #expect(try await patient.message == [5])
    }
  }

  /// A client that does not read is not sent more than its window and the queue's limit.
  @Test func slowReadersAreWaitedFor() async throws {
    try await Lab.run { (lab) async throws -> Void in
      let count = NIOLoopBoundBox.makeBoxSendingValue(0, eventLoop: lab.loop)
      let call = try await lab.loop.submit {
        guard let client = lab.inside.value?.client else { throw Lab.Closed() }
        let call = client.stream(
          "/t.T/Flood",
          handlers: ClientStreamHandlers(onMessage: { _ in count.value += 1 }, onEnd: { _ in }))
        call.send([])
        call.halfClose()
        call.pause()
        return NIOLoopBound(call, eventLoop: lab.loop)
      }.get()
      try await lab.rest(.milliseconds(100))
      #expect(try await lab.on { _ in count.value } == 0)
      try await lab.on { _ in call.value.resume() }
      #expect(try await lab.eventually { _ in count.value > 20 })
      try await lab.on { _ in call.value.cancel() }
      #expect(try await lab.unary("/t.T/Echo").status == .ok)
    }
  }

  /// A server that has said all closes the stream; a client that had paused still hears all of it.
  @Test func whatAPausedClientHasNotTakenComesBeforeTheEnd() async throws {
    try await Lab.run { (lab) async throws -> Void in
      let seen = NIOLoopBoundBox.makeBoxSendingValue([Bytes](), eventLoop: lab.loop)
      let end = NIOLoopBoundBox.makeBoxSendingValue(Status?.none, eventLoop: lab.loop)
      let call = try await lab.loop.submit {
        guard let client = lab.inside.value?.client else { throw Lab.Closed() }
        let call = client.stream(
          "/t.T/Source",
          handlers: ClientStreamHandlers(
            onMessage: { seen.value.append($0) }, onEnd: { end.value = $0.status }))
        call.send([5])
        call.halfClose()
        call.pause()
        return NIOLoopBound(call, eventLoop: lab.loop)
      }.get()
      try await lab.rest(.milliseconds(60))
      #expect(try await lab.on { _ in end.value } == nil)
      try await lab.on { _ in call.value.resume() }
      #expect(try await lab.eventually { _ in end.value != nil })
      #expect(try await lab.on { _ in end.value } == .ok)
      #expect(try await lab.on { _ in seen.value } == [[0], [1], [2], [3], [4]])
    }
  }

  @Test func unreadAnswersEndTheConnection() async throws {
    var options = ServerOptions()
    options.maxUnread = .milliseconds(100)
    var client = ClientOptions()
    client.reconnects = false
    try await Lab.run(options, client: client) { (lab) async throws -> Void in
      try await lab.on { inside in
        let call = inside.client?.stream(
          "/t.T/Flood", handlers: ClientStreamHandlers(onMessage: { _ in }, onEnd: { _ in }))
        call?.send([])
        call?.halfClose()
        call?.pause()
      }
      #expect(
        try await lab.eventually { $0.server.counters.ended.map(\.budget) == ["zero_window"] })
      #expect(
        try await lab.eventually {
          $0.events.contains(.goAway(code: 11, debug: "zero_window"))
        })
    }
  }

  @Test func tooManyPingsDoubleTheInterval() async throws {
    var options = ClientOptions()
    options.keepalive = .milliseconds(100)
    try await Lab.run(client: options) { (lab) async throws -> Void in
      async let hanging = lab.unary("/t.T/Hang")
      #expect(
        try await lab.eventually {
          $0.events.contains(.goAway(code: 11, debug: "too_many_pings"))
        })
      #expect(try await hanging.status.code == .unavailable)
      #expect(try await lab.on { $0.client?.keepalive } == .milliseconds(200))
    }
  }

  /// Calls that come together are one burst, and their answers one write.
  @Test func oneTurnIsOneBurst() async throws {
    try await Lab.run { (lab) async throws -> Void in
      _ = try await lab.unary("/t.T/Echo")
      let before = try await lab.on { $0.bursts }
      let all = try await lab.loop.flatSubmit { () -> EventLoopFuture<[Reply]> in
        guard let client = lab.inside.value?.client else {
          return lab.loop.makeFailedFuture(Lab.Closed())
        }
        return EventLoopFuture.whenAllSucceed(
          (0..<100).map { _ in
            let promise = lab.loop.makePromise(of: Reply.self)
            client.unary("/t.T/Echo", [1, 2, 3]) { promise.succeed($0) }
            return promise.futureResult
          }, on: lab.loop)
      }.get()
      #expect(all.allSatisfy { $0.status.isOK })
      let after = try await lab.on { $0.bursts }
      #expect(after - before < 20, "\(after - before) bursts for 100 calls of one turn")
    }
  }

  /// A turn without a read, such as a timer's, cuts no batch.
  @Test func aTurnWithoutAReadIsNoBurst() async throws {
    try await Lab.run { (lab) async throws -> Void in
      let before = try await lab.on { inside in
        inside.turn.atEnd { inside.isDrained = true }
        return inside.bursts
      }
      #expect(try await lab.eventually { $0.isDrained })
      #expect(try await lab.on { $0.bursts } == before)
    }
  }

  @Test func responsesOverTheClientsLimitAreRefused() async throws {
    var options = ClientOptions()
    options.maxMessage = ByteCount(100)
    try await Lab.run(client: options) { (lab) async throws -> Void in
      let reply = try await lab.unary("/t.T/Echo", Bytes(repeating: 1, count: 101))
      #expect(reply.status.code == .resourceExhausted)
      #expect(!reply.isFromServer)
      #expect(try await lab.unary("/t.T/Echo", Bytes(repeating: 1, count: 100)).status == .ok)
    }
  }
}
