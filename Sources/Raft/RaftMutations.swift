/// Known bugs of the core, each behind a switch that only tests turn: their own test is that they find
/// every one.
package struct RaftMutations: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Votes are told before they are durable (section 3.8).
  package static let votesBeforeSync = RaftMutations(rawValue: 1 << 0)
  /// Entries are acknowledged before they are durable.
  package static let acknowledgesBeforeSync = RaftMutations(rawValue: 1 << 1)
  /// An earlier term's entry is committed by counting (section 3.6.2, figure 3.7).
  package static let commitsEarlierTerms = RaftMutations(rawValue: 1 << 2)
  /// A new leader answers reads before its first entry is committed (section 6.4).
  package static let readsBeforeNoop = RaftMutations(rawValue: 1 << 3)
  /// A leader answers reads without asking whether it still is one.
  package static let readsWithoutRound = RaftMutations(rawValue: 1 << 4)
  /// A follower takes the leader's commit for entries it never compared.
  package static let commitsUnmatched = RaftMutations(rawValue: 1 << 5)
  /// While joint only the incoming voters are asked (section 4.3).
  package static let ignoresOutgoing = RaftMutations(rawValue: 1 << 6)
  /// A late "durable" of a truncated entry counts for its successor.
  package static let trustsOldMarks = RaftMutations(rawValue: 1 << 7)
  /// A vote forgets to look at the logs (section 3.6.1).
  package static let votesForShortLogs = RaftMutations(rawValue: 1 << 8)
  /// A leader answers reads by the age of its quorum's last words, which suspicion undermines.
  package static let readsByLease = RaftMutations(rawValue: 1 << 9)
  /// Voters change without a joint configuration, and before the term's first entry is committed.
  package static let changesInOneStep = RaftMutations(rawValue: 1 << 10)
  /// A timeout begins a campaign without asking first (section 9.6).
  package static let skipsPreVote = RaftMutations(rawValue: 1 << 11)
  /// Who hears a leader votes against it all the same (section 4.2.3).
  package static let ignoresStickiness = RaftMutations(rawValue: 1 << 12)
  /// The voice of a wiped node counts as that of the member it was.
  package static let countsForeigners = RaftMutations(rawValue: 1 << 13)
  /// An acknowledgement speaks for what is not known to equal the leader's log.
  package static let acknowledgesUnmatched = RaftMutations(rawValue: 1 << 14)
  /// A joint configuration is not left by itself.
  package static let staysJoint = RaftMutations(rawValue: 1 << 15)
  /// A leader counts a member on by what it acknowledged before its disk lost some of that.
  package static let keepsOldMatch = RaftMutations(rawValue: 1 << 16)
  /// A node acknowledges entries whose bodies it lost.
  package static let acknowledgesDamaged = RaftMutations(rawValue: 1 << 17)
  /// A node leads with entries whose bodies it lost.
  package static let campaignsDamaged = RaftMutations(rawValue: 1 << 18)
  /// A leader counts on a member that refuses what it acknowledged.
  package static let keepsForgotten = RaftMutations(rawValue: 1 << 19)
  /// A leader counts its own entries before they are durable (etcd #14370).
  package static let countsOwnUnsynced = RaftMutations(rawValue: 1 << 20)
  /// A leader counts what followers have, durable or not.
  package static let countsMatched = RaftMutations(rawValue: 1 << 21)
  /// A second vote in a term goes to whoever asks.
  package static let votesTwice = RaftMutations(rawValue: 1 << 22)
  /// A heartbeat of an old term is answered as if it were the present leader's.
  package static let answersOldTerms = RaftMutations(rawValue: 1 << 23)
  /// A leader looks after its followers only where it is silent for a heartbeat interval.
  package static let neglectsDuties = RaftMutations(rawValue: 1 << 24)
  /// A learner that was to get a vote gets none.
  package static let leavesLearners = RaftMutations(rawValue: 1 << 25)
}
