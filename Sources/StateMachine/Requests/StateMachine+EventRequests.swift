import Messages
import Units

extension StateMachine {
  /// Publishes events, and starts what listens to them: all or nothing.
  mutating func publishEvents(
    _ request: PublishEventsRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard !request.events.isEmpty else {
      throw .field("events", .fieldInvalid, "at least one event is required")
    }
    let words = try events(request.events, "events")
    if let failure = refuse(events: words, followUps: [], chain: []) { throw failure }
    if request.validateOnly { return answer(output) { PublishEventsResponse().encoded() } }
    let principal = command.principal
    let emission = Emission(source: principal.isEmpty ? "api" : principal, principal: principal)
    var response = PublishEventsResponse()
    for word in words {
      let offset = events.next
      let position = entry.position
      let id = publish(word, emission, &output)
      if output.wantsAnswers {
        // Executions that listeners made have the ids right behind the event's own.
        let made = (position + 1..<entry.position).map {
          RecordID(index: entry.index, position: UInt16($0))
        }.filter { executions.slot(of: $0) != nil }
        response.items.append(
          PublishEventsResponse.Item(id: id.text, offset: offset, executions: made.map(\.text)))
      }
    }
    return answer(output) { response.encoded() }
  }
}
