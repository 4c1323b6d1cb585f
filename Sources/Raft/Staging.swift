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
      deadline = min(deadline, leading.heartbeatAt)
      if let transfer = leading.transfer { deadline = min(deadline, transfer.deadline) }
    } else if mayCampaign {
      deadline = min(deadline, election.deadline)
    }
    guard deadline < staging.alarm else { return }
    staging.alarm = deadline
    emit(.alarm(deadline))
  }
}

/// Known bugs, each behind a switch: the tests' own test is that they find every one.
struct Mutations: OptionSet, Sendable {
  let rawValue: UInt32
  /// Votes are told before they are durable (section 3.8).
  static let votesBeforeSync = Mutations(rawValue: 1 << 0)
  /// Entries are acknowledged before they are durable.
  static let acknowledgesBeforeSync = Mutations(rawValue: 1 << 1)
  /// An earlier term's entry is committed by counting (section 3.6.2, figure 3.7).
  static let commitsEarlierTerms = Mutations(rawValue: 1 << 2)
  /// A new leader answers reads before its first entry is committed (section 6.4).
  static let readsBeforeNoop = Mutations(rawValue: 1 << 3)
  /// A leader answers reads without asking whether it still is one.
  static let readsWithoutRound = Mutations(rawValue: 1 << 4)
  /// A follower takes the leader's commit for entries it never compared.
  static let commitsUnmatched = Mutations(rawValue: 1 << 5)
  /// While joint only the incoming voters are asked (section 4.3).
  static let ignoresOutgoing = Mutations(rawValue: 1 << 6)
  /// A late "durable" of a truncated entry counts for its successor.
  static let trustsOldMarks = Mutations(rawValue: 1 << 7)
  /// A vote forgets to look at the logs (section 3.6.1).
  static let votesForShortLogs = Mutations(rawValue: 1 << 8)
  /// A leader answers reads by the age of its quorum's last words, which suspicion undermines.
  static let readsByLease = Mutations(rawValue: 1 << 9)
  /// Voters change without a joint configuration, and before the term's first entry is committed.
  static let changesInOneStep = Mutations(rawValue: 1 << 10)
  /// A timeout begins a campaign without asking first (section 9.6).
  static let skipsPreVote = Mutations(rawValue: 1 << 11)
  /// Who hears a leader votes against it all the same (section 4.2.3).
  static let ignoresStickiness = Mutations(rawValue: 1 << 12)
  /// The voice of a wiped node counts as that of the member it was.
  static let countsForeigners = Mutations(rawValue: 1 << 13)
  /// An acknowledgement speaks for what is not known to equal the leader's log.
  static let acknowledgesUnmatched = Mutations(rawValue: 1 << 14)
  /// A joint configuration is not left by itself.
  static let staysJoint = Mutations(rawValue: 1 << 15)
  /// A leader counts a member on by what it acknowledged before its disk lost some of that.
  static let keepsOldMatch = Mutations(rawValue: 1 << 16)
  /// A node acknowledges entries whose bodies it lost.
  static let acknowledgesDamaged = Mutations(rawValue: 1 << 17)
  /// A node leads with entries whose bodies it lost.
  static let campaignsDamaged = Mutations(rawValue: 1 << 18)
  /// A node does not tell its leader of its damage.
  static let hidesDamage = Mutations(rawValue: 1 << 19)
}
