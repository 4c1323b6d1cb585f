public import Units

/// One execution's life: made, leased under growing tokens, ended once.
///
/// What the cluster does by itself is not in the history: a lease may be taken back at any time (a
/// lost session, a grant that never arrived), and an execution may end without a worker's word.
public struct ExecutionModel: SequentialModel {
  public enum State: Hashable, Sendable {
    case absent
    /// Waits or runs; the newest token that is known.
    case live(RecordID)
    /// `token` ended it, or nobody's word did.
    case ended(History.State, by: RecordID)
  }

  public enum Step: Hashable, Sendable {
    case make
    case grant(RecordID)
    case report(RecordID, isSuccess: Bool)
    case look
  }

  public init() {}

  public var initial: State { .absent }

  public func step(_ state: State, _ step: Step, _ answer: Answer?) -> State? {
    switch (state, step) {
    case (.absent, .make): return .live(.none)
    case (_, .make): return nil
    case (.absent, .look): return answer == .refused(.absent) ? state : nil
    case (.absent, _): return nil
    case (.live(let token), .grant(let new)): return new > token ? .live(new) : nil
    // Nothing that has ended is given out again.
    case (.ended, .grant): return nil
    case (.live(let token), .report(let own, let isSuccess)):
      return report(on: token, own, isSuccess, answer)
    case (.ended(let end, let token), .report(let own, _)):
      switch answer {
      case nil, .refused: return state
      // The repeat of the word that ended it, or of one before that sent it back.
      case .state(let told): return told == end || own < token || token == .none ? state : nil
      default: return nil
      }
    case (.live(let token), .look):
      guard case .state(let told) = answer else { return answer == nil ? state : nil }
      // A success is a worker's word, and that is in the history.
      if told == .completed { return nil }
      return told.isTerminal ? .ended(told, by: token) : state
    case (.ended(let end, _), .look):
      return answer == nil || answer == .state(end) ? state : nil
    }
  }

  private func report(
    on token: RecordID, _ own: RecordID, _ isSuccess: Bool, _ answer: Answer?
  ) -> State? {
    // A word under another token changes nothing; under a token that nobody saw granted, it is the
    // newest one.
    guard own >= token else {
      switch answer {
      case nil, .refused: return .live(token)
      // What an earlier attempt came to is told again.
      case .state(let told): return told.isTerminal ? nil : .live(token)
      default: return nil
      }
    }
    switch answer {
    case .refused: return .live(own)
    case .state(let told): return told.isTerminal ? .ended(told, by: own) : .live(own)
    case nil: return isSuccess ? .ended(.completed, by: own) : .live(own)
    default: return nil
    }
  }
}
