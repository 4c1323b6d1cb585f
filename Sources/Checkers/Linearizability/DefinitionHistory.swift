internal import Units

/// Promise 7, and 1 and 2 for definitions: every job and every schedule is linearizable, by what
/// clients saw alone. Stale reads are left out; the witness looks at those.
public struct DefinitionHistory: Sendable {
  /// Steps for each record.
  public var limit: Int

  public init(limit: Int = 200_000) { self.limit = limit }

  /// What was found, and how many records were too hard to decide.
  public func check(_ requests: [LoggedRequest]) -> (violations: [Violation], undecided: Int) {
    var found: [Violation] = []
    var undecided = 0
    for (name, items) in DefinitionHistory.parts(requests) {
      let fresh = items.filter { !$0.operation.isStale }
      let search = Linearizability(DefinitionModel(), limit: limit)
      switch search.check(fresh.map(DefinitionHistory.item)) {
      case .holds: break
      case .undecided: undecided += 1
      case .broken(let place):
        let item = fresh[place]
        found.append(
          Violation(
            .linearizability,
            "\(name): no order fits what was answered; stuck at "
              + "\(Fields.name(item.operation)) by \(item.process) at \(item.began), answered "
              + "\(item.answer.map { "\($0)" } ?? "nothing")"))
      }
    }
    return (found, undecided)
  }

  /// Requests on definitions by record, in the order of the records' first use.
  static func parts(_ requests: [LoggedRequest]) -> [(name: String, items: [LoggedRequest])] {
    var parts: [(name: String, items: [LoggedRequest])] = []
    var places: [String: Int] = [:]
    for request in requests {
      guard case .define(let kind, let name, _) = request.operation else { continue }
      let key = "\(kind.rawValue) '\(name)'"
      if let place = places[key] {
        parts[place].items.append(request)
      } else {
        places[key] = parts.count
        parts.append((key, [request]))
      }
    }
    return parts
  }

  static func item(_ request: LoggedRequest) -> Request<ClientOperation.Change, Answer> {
    guard case .define(_, _, let change) = request.operation else {
      preconditionFailure("only definitions are put in here")
    }
    return Request(
      input: change, output: request.answer, began: request.began, ended: request.ended)
  }
}
