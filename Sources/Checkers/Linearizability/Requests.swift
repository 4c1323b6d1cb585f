public import Units

/// A request as the log sees it: calls under one idempotency key are one.
public struct LoggedRequest: Hashable, Sendable {
  public var process: UInt32
  public var operation: ClientOperation
  /// Of the first call.
  public var began: UInt64
  /// Of the first answer; `UInt64.max` where there is none.
  public var ended: UInt64
  public var answer: Answer?
  /// Where the log had come to, at least, when it was answered; zero where nobody said.
  public var index: LogIndex
  /// It was sent once, so that `index` is where it was decided, not later.
  public var isExact: Bool

  /// It was answered, and somebody said where.
  var hasPlace: Bool { answer != nil && index != .zero }
}

extension Recording {
  /// The requests of all calls, in the order in which they began; those that the cluster certainly
  /// did not take are left out.
  public var requests: [LoggedRequest] {
    var requests: [LoggedRequest] = []
    var keyed: [Name: Int] = [:]
    // Refused so far, and nothing else known of it.
    var isVoid: [Bool] = []
    for call in calls {
      let answer = call.answer
      let request = LoggedRequest(
        process: call.process, operation: call.operation, began: call.began,
        ended: answer == nil ? .max : call.ended, answer: answer,
        index: answer == nil ? .zero : call.index,
        isExact: call.tries <= 1 && call.index != .zero)
      guard !call.key.isEmpty else {
        if call.outcome != .refused {
          requests.append(request)
          isVoid.append(false)
        }
        continue
      }
      let name = Name(process: call.process, key: call.key)
      guard let place = keyed[name] else {
        keyed[name] = requests.count
        requests.append(request)
        isVoid.append(call.outcome == .refused)
        continue
      }
      if call.outcome == .refused { continue }
      if isVoid[place] {
        // Nothing happened before: this is the first time.
        requests[place].answer = answer
        requests[place].ended = request.ended
        requests[place].index = request.index
        requests[place].isExact = request.isExact
        isVoid[place] = false
        continue
      }
      // Asked again before it was answered: either may have been the one that decided.
      if call.began < requests[place].ended { requests[place].isExact = false }
      if answer != nil, request.ended < requests[place].ended {
        // An answer that came first stands, wherever it was asked again meanwhile.
        requests[place].answer = answer
        requests[place].ended = request.ended
        requests[place].index = request.index
        requests[place].isExact = false
      }
    }
    return zip(requests, isVoid).filter { !$0.1 }.map(\.0)
  }

  struct Name: Hashable {
    var process: UInt32
    var key: String
  }
}
