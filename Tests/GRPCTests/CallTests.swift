import GRPC
import Testing
import Units

/// Our server against our client: the four kinds of calls, and how they end.
@Suite(.serialized)
struct CallTests {
  @Test(arguments: [0, 1, 5, 16_379, 16_384, 70_000, 1_500_000])
  func unaryCarriesAnySize(size: Int) async throws {
    try await Lab.run { lab in
      let request = Bytes((0..<size).map { UInt8(truncatingIfNeeded: $0) })
      let reply = try await lab.unary("/t.T/Echo", request, metadata: ["a": "b", "a": "c"])
      #expect(reply.status == .ok)
      #expect(reply.message == request)
      #expect(reply.trailers.values("a") == ["b", "c"])
      #expect(reply.isFromServer && !reply.wasNotProcessed)
    }
  }

  @Test(arguments: Status.Code.allCases.filter { $0 != .ok })
  func everyCodeArrives(code: Status.Code) async throws {
    try await Lab.run { lab in
      let reply = try await lab.unary("/t.T/Fail", [code.rawValue])
      #expect(reply.status == Status(code, "as asked: ä%\n", details: [1, 2, 3]))
      #expect(reply.trailers["why"] == "asked")
      #expect(reply.message.isEmpty)
    }
  }

  @Test func streamsOfEachKind() async throws {
    try await Lab.run { lab in
      let sink = try await lab.stream(
        "/t.T/Sink", (0..<50).map { Bytes(repeating: 1, count: $0 * 1_000) })
      #expect(sink.reply.status == .ok)
      #expect(sink.messages.count == 1)
      #expect(sink.messages.first == [0x28, 0xB1, 0x12, 0, 0, 0, 0, 0])
      let source = try await lab.stream("/t.T/Source", [[200]])
      #expect(source.headers?["kind"] == "source")
      #expect(source.messages == (0..<200).map { [$0] })
      #expect(source.reply.trailers["sent"] == "all")
      let chat = try await lab.stream("/t.T/Chat", [[1], [], [3, 4]])
      #expect(chat.messages == [[1], [], [3, 4]])
      #expect(chat.reply.status == .ok)
    }
  }

  @Test func deadlinesEndCallsOnBothSides() async throws {
    try await Lab.run { lab in
      _ = try await lab.unary("/t.T/Echo")
      let reply = try await lab.unary("/t.T/Hang", [1], timeout: .milliseconds(200))
      #expect(reply.status.code == .deadlineExceeded)
      let isTold = try await lab.eventually { $0.cancellations.count == 1 }
      #expect(isTold)
      #expect(try await lab.on { $0.server.counters.callsRunning } == 1)
      try await lab.on { inside in
        inside.hanging[0].fail(Status(.cancelled))
        inside.hanging = []
      }
      #expect(try await lab.on { $0.server.counters.callsRunning } == 0)
    }
  }

  @Test func unknownMethodIsUnimplemented() async throws {
    try await Lab.run { lab in
      let reply = try await lab.unary("/t.T/Nothing", [1])
      #expect(reply.status == Status(.unimplemented, "unknown method /t.T/Nothing"))
    }
  }
}
