internal import Units

/// Every answer names the entry of the log that decided it, and that is held against real time and
/// against a model that runs through the log: the order of the log is the witness that the history is
/// linearizable. Unlike the search it takes linear time and looks at stale reads too.
///
/// - A request that began after another's answer was known was decided later, a read at that place or
///   later. A read names the first entry that it may have been answered at; the last is before whatever
///   was asked for after its answer.
/// - What was answered is what the models make of the log's order.
/// - What was not answered happened at most once.
///
/// - Complexity: O(n log n) in the history's length, while few requests at a time have an unknown
///   outcome.
public struct Witness: Sendable {
  public init() {}

  /// What was found, and how many records were too hard to decide.
  public func check(
    _ recording: Recording, _ requests: [LoggedRequest]
  ) -> (violations: [Violation], undecided: Int) {
    let floors = Witness.floors(requests)
    var found = checkRealTime(requests, floors)
    var undecided = 0
    let ceilings = Witness.ceilings(requests)
    for (name, items) in Witness.definitions(requests, floors, ceilings) {
      judge(name, Replay(model: DefinitionModel()).run(items.map(\.item)), &undecided) {
        items[$0].request
      }.map { found.append($0) }
    }
    let executions = checkExecutions(recording, requests, floors, ceilings)
    undecided += executions.undecided
    return (found + executions.violations + checkPlaces(recording, requests), undecided)
  }

  private func violation(_ text: String) -> Violation { Violation(.witness, text) }

  private func describe(_ request: LoggedRequest) -> String {
    "\(Fields.name(request.operation)) by \(request.process) at \(request.began), answered "
      + "\(request.answer.map { "\($0)" } ?? "nothing") at index \(request.index)"
  }

  /// The last place where it may have been decided: anywhere, where nobody said.
  private static func last(_ request: LoggedRequest) -> UInt64 {
    request.answer == nil || request.index == .zero ? .max : request.index.rawValue
  }

  // MARK: Real time

  /// For each request the largest index that was known when it began.
  static func floors(_ requests: [LoggedRequest]) -> [UInt64] {
    let byBegin = requests.indices.sorted { requests[$0].began < requests[$1].began }
    let byEnd = requests.indices.sorted { requests[$0].ended < requests[$1].ended }
    var floors = [UInt64](repeating: 0, count: requests.count)
    var place = 0
    var known: UInt64 = 0
    for number in byBegin {
      while place < byEnd.count, requests[byEnd[place]].ended < requests[number].began {
        known = max(known, requests[byEnd[place]].index.rawValue)
        place += 1
      }
      floors[number] = known
    }
    return floors
  }

  /// For each request the last place where it may have looked: what began after its answer was decided
  /// behind that.
  static func ceilings(_ requests: [LoggedRequest]) -> [UInt64] {
    let byBegin = requests.indices.sorted { requests[$0].began > requests[$1].began }
    let byEnd = requests.indices.sorted { requests[$0].ended > requests[$1].ended }
    var ceilings = [UInt64](repeating: .max, count: requests.count)
    var place = 0
    var least = UInt64.max
    for number in byEnd {
      while place < byBegin.count, requests[byBegin[place]].began > requests[number].ended {
        let later = requests[byBegin[place]]
        if later.isExact, later.answer != nil, later.operation.hasEntry {
          least = min(least, later.index.rawValue - 1)
        }
        place += 1
      }
      ceilings[number] = least
    }
    return ceilings
  }

  private func checkRealTime(_ requests: [LoggedRequest], _ floors: [UInt64]) -> [Violation] {
    var found: [Violation] = []
    for (request, floor) in zip(requests, floors)
    where request.index != .zero && !request.operation.isStale {
      let least = request.operation.isRead ? floor : floor + 1
      // A worker's word may be answered from what an earlier one came to.
      if case .report = request.operation { continue }
      if request.index.rawValue < least {
        found.append(
          violation("\(describe(request)), and index \(floor) was known before it began"))
      }
    }
    return found
  }

  // MARK: Definitions

  private static func definitions(
    _ requests: [LoggedRequest], _ floors: [UInt64], _ ceilings: [UInt64]
  ) -> [(name: String, items: [(request: LoggedRequest, item: Replay<DefinitionModel>.Item)])] {
    var bounds: [UInt64: (floor: UInt64, ceiling: UInt64)] = [:]
    for (place, request) in requests.enumerated() {
      bounds[request.began] = (floors[place], ceilings[place])
    }
    return DefinitionHistory.parts(requests).map { part in
      var items: [(request: LoggedRequest, item: Replay<DefinitionModel>.Item)] = []
      // A read without an answer, or without a place, tells nothing here.
      for request in part.items where !request.operation.isRead || request.hasPlace {
        let item = Replay<DefinitionModel>.Item(
          request: DefinitionHistory.item(request),
          index: Witness.last(request), last: bounds[request.began]?.ceiling ?? .max,
          isExact: request.isExact && request.answer != nil, isRead: request.operation.isRead,
          isStale: request.operation.isStale,
          floor: bounds[request.began]?.floor ?? 0)
        items.append((request, item))
      }
      return (part.name, items)
    }
  }

  private func judge(
    _ name: String, _ verdict: Verdict, _ undecided: inout Int,
    _ request: (Int) -> LoggedRequest
  ) -> Violation? {
    switch verdict {
    case .holds: return nil
    case .undecided:
      undecided += 1
      return nil
    case .broken(let place):
      return violation("\(name): the log gives another answer to \(describe(request(place)))")
    }
  }

  // MARK: Executions

  private func checkExecutions(
    _ recording: Recording, _ requests: [LoggedRequest], _ floors: [UInt64], _ ceilings: [UInt64]
  ) -> (violations: [Violation], undecided: Int) {
    typealias Item = Replay<ExecutionModel>.Item
    var lives: [RecordID: [Item]] = [:]
    var order: [RecordID] = []
    func add(_ execution: RecordID, _ item: Item) {
      if lives[execution] == nil { order.append(execution) }
      lives[execution, default: []].append(item)
    }
    func item(
      _ step: ExecutionModel.Step, _ answer: Answer?, at index: UInt64, isExact: Bool = true,
      isRead: Bool = false, floor: UInt64 = 0, last: UInt64 = .max,
      _ read: LoggedRequest? = nil
    ) -> Item {
      Item(
        request: Request(
          input: step, output: answer, began: read?.began ?? 0, ended: read?.ended ?? 0),
        index: index,
        last: last, isExact: isExact, isRead: isRead, isStale: read?.operation.isStale ?? false,
        floor: floor)
    }
    for (place, request) in requests.enumerated() {
      let floor = floors[place]
      switch request.operation {
      case .enqueue:
        // The id says where it was made.
        if case .execution(let id, isNew: true)? = request.answer {
          add(id, item(.make, request.answer, at: id.index.rawValue))
        }
      case .look(let id, _):
        guard request.hasPlace else { continue }
        add(
          id,
          item(
            .look, request.answer, at: request.index.rawValue, isRead: true,
            last: ceilings[place], request))
      case .report(let id, let token, let isSuccess):
        let isKnown = request.isExact && request.answer != nil
        add(
          id,
          item(
            .report(token, isSuccess: isSuccess), request.answer,
            at: Witness.last(request), isExact: isKnown,
            floor: max(floor, token.index.rawValue)))
      default: break
      }
    }
    var tokens: Set<RecordID> = []
    for sight in recording.sights {
      if case .grant(let id, let token, _) = sight.observation, tokens.insert(token).inserted {
        add(id, item(.grant(token), .done, at: token.index.rawValue))
      }
    }
    var found: [Violation] = []
    var undecided = 0
    for id in order {
      guard var items = lives[id] else { continue }
      // Made by somebody else: a schedule, or a call whose answer nobody has.
      if !items.contains(where: { $0.request.input == .make }) {
        items.append(item(.make, .done, at: id.index.rawValue))
      }
      switch Replay(model: ExecutionModel()).run(items) {
      case .holds: break
      case .undecided: undecided += 1
      case .broken(let place):
        let item = items[place]
        found.append(
          violation(
            "execution \(id): \(item.request.input), answered "
              + "\(item.request.output.map { "\($0)" } ?? "nothing") at index \(item.index), "
              + "cannot be"))
      }
    }
    return (found, undecided)
  }

  // MARK: Places

  /// What an answer says of its own place in the log, and of the events there.
  private func checkPlaces(
    _ recording: Recording, _ requests: [LoggedRequest]
  ) -> [Violation] {
    var found: [Violation] = []
    var events: [UInt64: RecordID] = [:]
    for sight in recording.sights {
      if case .event(let event) = sight.observation { events[event.offset] = event.id }
    }
    for request in requests {
      let place: LogIndex
      switch request.answer {
      case .execution(let id, isNew: true)?: place = id.index
      case .event(let offset)?:
        guard let id = events[offset] else { continue }
        place = id.index
      case .session(let id)?: place = id.index
      default: continue
      }
      if request.isExact ? request.index != place : request.index != .zero && request.index < place
      {
        found.append(violation("\(describe(request)), and what it made is of entry \(place)"))
      }
    }
    return found
  }
}
