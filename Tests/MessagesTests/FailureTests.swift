import Messages
import Testing
import Units

@Suite struct FailureTests {
  @Test func aFailureComesBackAsItWent() {
    var failure = Failure.field(
      "schedule.cron", .cronOutOfRange, "minute 61 is out of range 0–59")
    failure.metadata = [Failure.Entry("field", "minute"), Failure.Entry("value", "61")]
    failure.retryAfter = .milliseconds(250)
    failure.hint = "for every day at 02:01 write '1 2 * * *'"
    let details = failure.statusDetails
    #expect(Failure(code: .invalidArgument, message: "", details: details) == failure)
    #expect(
      failure.status.details.map(\.typeUrl) == [
        "type.googleapis.com/google.rpc.ErrorInfo", "type.googleapis.com/google.rpc.BadRequest",
        "type.googleapis.com/google.rpc.RetryInfo", "type.googleapis.com/google.rpc.Help",
      ])
  }

  @Test(arguments: Reason.allCases)
  func everyReasonComesBack(_ reason: Reason) {
    let failure = Failure(.aborted, reason, "so it is")
    #expect(Failure(code: .aborted, message: "", details: failure.statusDetails) == failure)
  }

  @Test func theBytesAreGooglesOwn() throws {
    let details = Failure(.notFound, .notFound, "gone").statusDetails
    let info = WireText.make {
      $0.text(1, "NOT_FOUND")
      $0.text(2, "carillon")
    }
    let any = WireText.make {
      $0.text(1, "type.googleapis.com/google.rpc.ErrorInfo")
      $0.blob(2, info)
    }
    let expected = WireText.make {
      $0.number(1, 5)
      $0.text(2, "gone")
      $0.blob(3, any)
    }
    #expect(details == expected)
  }

  @Test func foreignAndBrokenDetailsDoNotHideTheStatus() {
    let foreign = Google.Status(
      code: 99, message: "odd",
      details: [
        Google.AnyMessage(typeUrl: "type.googleapis.com/other.Thing", value: [1, 2, 3]),
        Google.AnyMessage(typeUrl: "type.googleapis.com/google.rpc.RetryInfo", value: [0xFF]),
        Google.AnyMessage(
          typeUrl: "type.googleapis.com/google.rpc.ErrorInfo",
          value: Google.ErrorInfo(reason: "QUOTA", domain: "elsewhere").encoded()),
      ])
    let failure = Failure(code: .unavailable, message: "said", details: foreign.encoded())
    #expect(failure.code == .unavailable)
    #expect(failure.message == "odd")
    #expect(failure.reason == .internalError)
    #expect(failure.metadata == [Failure.Entry("reason", "QUOTA")])
    #expect(failure.retryAfter == nil)

    let broken = Failure(code: .notFound, message: "said", details: [0xFF, 0xFF])
    #expect(broken == Failure(.notFound, .internalError, "said"))
    #expect(Failure(code: .notFound, message: "said", details: nil) == broken)
    #expect(Failure(foreign).code == .unknown)
  }
}
