internal import Units

/// What a step has gathered so far and not yet put in order.
struct Staging: Sendable {
  struct Told: Equatable, Sendable {
    var isLeader: Bool
    var term: Term
    var leader: NodeID?
  }

  var effects = Effects()
  var messages: [Message] = []
  var hardStateChanged = false
  var truncateFrom: LogIndex?
  var entries: [EntryHeader] = []
  var toldCommit = LogIndex.zero
  var told = Told(isLeader: false, term: .zero, leader: nil)
  /// The alarm that is set outside; it may ring early but never late.
  var alarm = Monotonic.distantFuture
}

extension Raft {
  mutating func emit(_ effect: Effect) { staging.effects.append(effect) }

  mutating func send(_ body: Message.Body, to peer: NodeID) {
    staging.messages.append(
      Message(
        group: group, from: id, incarnation: incarnation, to: peer, term: hardState.term,
        body: body))
  }

  mutating func tellRole() {
    let now = Staging.Told(isLeader: role == .leader, term: hardState.term, leader: leader)
    guard now != staging.told else { return }
    staging.told = now
    if role == .leader {
      emit(.becameLeader(term: hardState.term, noop: leading.noop))
    } else {
      emit(.becameFollower(term: hardState.term, leader: leader))
    }
  }

  /// Asks for an alarm where the one outside would ring too late. One that rings early only asks
  /// for the next, so a heartbeat that moves the election away moves no timer.
  mutating func setAlarm() {
    var deadline = forwarded.deadline
    if role == .leader {
      deadline = min(deadline, leading.heartbeatAt, leading.dutiesAt)
      if let transfer = leading.transfer { deadline = min(deadline, transfer.deadline) }
    } else if mayCampaign {
      deadline = min(deadline, election.deadline)
    }
    guard deadline < staging.alarm else { return }
    staging.alarm = deadline
    emit(.alarm(deadline))
  }
}
