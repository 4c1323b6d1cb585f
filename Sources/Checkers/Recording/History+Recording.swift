internal import Units

extension History {
  /// What the checkers of single promises judge, taken from a recording. Schedules and decisions come
  /// from `ScheduleStory`.
  public init(_ recording: Recording) { self.init(recording, recording.requests) }

  init(_ recording: Recording, _ requests: [LoggedRequest]) {
    self.init()
    for call in recording.calls { take(call) }
    // Repeats under a key are one request, from the first beginning to the first answer.
    for request in requests {
      guard case .publish(let marker) = request.operation else { continue }
      let outcome: Outcome<UInt64> =
        switch request.answer {
        case .event(let offset)?: .acknowledged(offset)
        case nil: .unknown
        default: .refused
        }
      publishes.append(
        Publish(marker: marker, began: request.began, ended: request.ended, outcome: outcome))
    }
    var records: [UInt32: [Received]] = [:]
    var processes: [UInt32] = []
    var complete: Set<UInt32> = []
    func add(_ record: Received, _ process: UInt32) {
      if records[process] == nil { processes.append(process) }
      records[process, default: []].append(record)
    }
    for sight in recording.sights {
      switch sight.observation {
      case .grant(let execution, let token, let attempt):
        grants.append(
          Grant(
            order: sight.order, execution: execution, token: token, worker: "\(sight.process)",
            attempt: attempt))
      case .effect(let execution, let token, let isAccepted):
        effects.append(
          Effect(
            execution: execution, token: token, isAccepted: isAccepted,
            worker: "\(sight.process)"))
      case .resumed(let offset): add(.resumed(from: offset), sight.process)
      case .event(let event):
        add(
          .event(
            offset: event.offset, id: event.id, marker: event.marker, digest: event.digest,
            told: Told(name: event.name, key: event.key, time: event.time, cause: event.cause)),
          sight.process)
        if let state = event.endState {
          endings.append(Ending(execution: event.cause, state: state, event: event.id))
        }
      case .skipped(let first, let last): add(.skipped(first: first, last: last), sight.process)
      case .end(let offset):
        add(.end(offset: offset), sight.process)
        complete.insert(sight.process)
      case .final(let final): finals.append(final)
      }
    }
    for process in processes {
      subscribers.append(
        Subscriber(
          name: "\(process)", records: records[process] ?? [],
          isComplete: complete.contains(process)))
    }
    hasAllEndings = !complete.isEmpty
  }

  private mutating func take(_ call: Call) {
    switch call.operation {
    case .enqueue(let marker, _, _):
      let outcome: Outcome<RecordID>
      switch call.outcome {
      case .acknowledged(.execution(let id, isNew: true)): outcome = .acknowledged(id)
      // Another one holds the dedup key: nothing was made for this call.
      case .acknowledged, .refused: outcome = .refused
      case .unknown: outcome = .unknown
      }
      enqueues.append(Enqueue(marker: marker, outcome: outcome))
    case .look(let execution, let freshness):
      // A stale look may show what was; it is no news.
      guard freshness == .linearizable, case .state(let state)? = call.answer else { return }
      sightings.append(
        Sighting(began: call.began, order: call.ended, execution: execution, state: state))
    case .report(let execution, let token, let isSuccess):
      let outcome: Outcome<State>
      switch call.outcome {
      case .acknowledged(.state(let state)): outcome = .acknowledged(state)
      case .acknowledged, .refused: outcome = .refused
      case .unknown: outcome = .unknown
      }
      reports.append(
        Report(
          began: call.began, ended: call.ended, execution: execution, token: token,
          isSuccess: isSuccess, outcome: outcome))
    case .publish(let marker):
      guard call.outcome == .refused, call.key.isEmpty else { return }
      publishes.append(
        Publish(marker: marker, began: call.began, ended: call.ended, outcome: .refused))
    case .define, .openSession, .renew: break
    }
  }
}
