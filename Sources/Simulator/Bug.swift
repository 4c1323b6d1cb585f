import Raft
import Replica
import StateMachine

/// The catalogue of known bugs: each is a switch in the room that bears it, and most were seen in
/// systems like this one.
package struct Bug: Sendable {
  package enum Room: String, Sendable, CaseIterable {
    case raft = "Raft"
    case state = "StateMachine"
    case replica = "Replica"
    case disk = "Journal and disk"
  }

  package var name: String
  package var room: Room
  /// What the bug does.
  package var what: String
  package var mutations: SimulatorMutations
  /// Faults without which it does not show.
  package var needs: [FaultKind] = []

  private static func raft(
    _ name: String, _ mutation: RaftMutations, _ what: String, needs: [FaultKind] = []
  ) -> Bug {
    var mutations = SimulatorMutations()
    mutations.raft = mutation
    return Bug(name: name, room: .raft, what: what, mutations: mutations, needs: needs)
  }

  private static func state(
    _ name: String, _ mutation: StateMutations, _ what: String, needs: [FaultKind] = [],
    replica: ReplicaMutations = []
  ) -> Bug {
    var mutations = SimulatorMutations()
    mutations.state = mutation
    mutations.replica = replica
    return Bug(name: name, room: .state, what: what, mutations: mutations, needs: needs)
  }

  private static func replica(
    _ name: String, _ mutation: ReplicaMutations, _ what: String, needs: [FaultKind] = []
  ) -> Bug {
    var mutations = SimulatorMutations()
    mutations.replica = mutation
    return Bug(name: name, room: .replica, what: what, mutations: mutations, needs: needs)
  }

  private static func disk(
    _ name: String, _ mutation: DiskMutations, _ what: String, needs: [FaultKind] = []
  ) -> Bug {
    var mutations = SimulatorMutations()
    mutations.disk = mutation
    return Bug(name: name, room: .disk, what: what, mutations: mutations, needs: needs)
  }

  package static let all: [Bug] = [
    raft("votes-before-sync", .votesBeforeSync, "votes leave before they are durable"),
    raft(
      "acknowledges-before-sync", .acknowledgesBeforeSync,
      "entries are acknowledged before they are durable"),
    raft(
      "commits-earlier-terms", .commitsEarlierTerms,
      "an earlier term's entry is committed by counting"),
    raft(
      "reads-before-noop", .readsBeforeNoop, "a new leader reads before its first entry commits"),
    raft("reads-without-round", .readsWithoutRound, "a leader reads without asking a quorum"),
    raft("reads-by-lease", .readsByLease, "a leader reads by the age of its quorum's last words"),
    raft(
      "commits-unmatched", .commitsUnmatched,
      "a follower takes the leader's commit for entries it never compared"),
    raft(
      "ignores-outgoing", .ignoresOutgoing, "while joint only the incoming voters are asked",
      needs: [.addMember, .removeMember, .wipe]),
    raft(
      "trusts-old-marks", .trustsOldMarks,
      "a late \"durable\" of a truncated entry counts for its successor", needs: [.stall]),
    raft("votes-for-short-logs", .votesForShortLogs, "a vote does not look at the logs"),
    raft(
      "changes-in-one-step", .changesInOneStep,
      "voters change without a joint configuration, and before the term's first entry commits",
      needs: [.addMember, .removeMember]),
    raft("skips-prevote", .skipsPreVote, "a timeout begins a campaign without asking first"),
    raft(
      "ignores-stickiness", .ignoresStickiness,
      "who hears a leader votes against it all the same"),
    raft(
      "counts-foreigners", .countsForeigners,
      "the voice of a foreign node counts as that of the member whose number it bears",
      needs: [.foreigner]),
    raft(
      "acknowledges-unmatched", .acknowledgesUnmatched,
      "an acknowledgement speaks for what is not known to equal the leader's log"),
    raft(
      "stays-joint", .staysJoint, "a joint configuration is not left by itself",
      needs: [.addMember, .removeMember]),
    raft(
      "keeps-old-match", .keepsOldMatch,
      "a leader counts a member on by what it acknowledged before its disk lost some of that",
      needs: [.flippedBody, .kill]),
    raft(
      "acknowledges-damaged", .acknowledgesDamaged,
      "a node acknowledges entries whose bodies it lost", needs: [.flippedBody, .kill]),
    raft(
      "campaigns-damaged", .campaignsDamaged, "a node leads with entries whose bodies it lost",
      needs: [.flippedBody, .kill]),
    raft(
      "counts-own-unsynced", .countsOwnUnsynced,
      "a leader counts its own entries before they are durable"),
    raft(
      "counts-matched", .countsMatched, "a leader counts what followers have, durable or not"),
    raft("votes-twice", .votesTwice, "a second vote in a term goes to whoever asks"),
    raft(
      "leaves-learners", .leavesLearners, "a learner that was to get a vote gets none",
      needs: [.wipe, .addMember]),

    state(
      "takes-old-tokens", .takesOldTokens,
      "a lease's end is taken from whoever knows the execution"),
    state("forgets-keys", .forgetsKeys, "a repeated idempotency key does the work again"),
    state("forgets-keys-early", .forgetsKeysEarly, "keys are forgotten as soon as time moves on"),
    state(
      "fires-twice", .firesTwice, "a due time is proposed twice, and decided twice",
      replica: .thinksAhead),
    state(
      "fires-old-versions", .firesOldVersions,
      "a due time is decided although it was computed from an older version of the schedule"),
    state("fires-while-paused", .firesWhilePaused, "a paused schedule goes on"),
    state("retries-at-once", .retriesAtOnce, "a retry does not wait for its backoff"),
    state("reuses-attempts", .reusesAttempts, "the next attempt bears the number of the last"),
    state("hides-grants", .hidesGrants, "a grant is not put out to the store"),
    state("hides-returns", .hidesReturns, "an attempt's return to the queue is not put out"),
    state("skips-offsets", .skipsOffsets, "events leave numbers out"),
    state("miscounts-lost", .miscountsLost, "a lost attempt is counted twice"),
    state(
      "depends-on-life", .dependsOnLife, "what apply does depends on the process", needs: [.kill]),
    state(
      "acts-as-known", .actsAsKnown,
      "a build acts by the newest machine version that it knows, and not by the one in force",
      needs: [.upgrade]),
    state("keeps-lost-leases", .keepsLostLeases, "a session that was lost keeps its leases"),

    replica(
      "renews-at-once", .renewsAtOnce, "a renewal is acknowledged without a round to a quorum"),
    replica(
      "reads-before-apply", .readsBeforeApply,
      "a read is answered before this node has applied the leader's index"),
    replica(
      "writes-ahead", .writesAhead,
      "the store is written beyond what the node's own log holds durably", needs: [.slowSync]),
    replica(
      "cuts-unflushed", .cutsUnflushed, "the log is cut up to what is applied, flushed or not",
      needs: [.powerLoss, .kill]),
    replica("loses-deletes", .losesDeletes, "deletes never reach the store", needs: [.kill]),
    replica(
      "expires-at-once", .expiresAtOnce,
      "a new leader counts the silence of sessions from before its time"),
    replica(
      "keeps-old-changes", .keepsOldChanges,
      "changes made before a snapshot are written over it", needs: [.absence, .kill]),
    replica(
      "credits-twice", .creditsTwice,
      "what is on its way to a worker does not use up what it asked for"),
    replica(
      "applies-damaged", .appliesDamaged, "damaged bodies are read, and applied",
      needs: [.flippedBody, .kill]),
    replica(
      "takes-back-held", .takesBackHeld, "leases are taken back from a worker that holds them"),
    replica(
      "skips-missed", .skipsMissed, "a new leader leaves out what fell due before it led"),
    replica(
      "stamps-own-clock", .stampsOwnClock, "whoever leads stamps with its own clock",
      needs: [.clockJump, .skew]),
    replica(
      "raises-early", .raisesEarly, "the machine version goes up before all members know it",
      needs: [.upgrade]),
    replica("grants-overlap", .grantsOverlap, "grants are proposed while others are under way"),

    disk("skips-sync", .skipsSync, "the log says durable without a sync", needs: [.powerLoss]),
    disk(
      "forgets-hard-state", .forgetsHardState, "term and vote are not written", needs: [.kill]),
    disk("forgets-truncation", .forgetsTruncation, "a truncation is not recorded", needs: [.kill]),
    disk(
      "believes-bodies", .believesBodies, "bodies are believed without their checksums",
      needs: [.flippedBody, .powerLoss, .tornSector]),
    disk(
      "cuts-damage", .cutsDamage, "damage to what was synced is taken for a torn tail",
      needs: [.flippedBody, .flippedHeader, .kill]),
    disk(
      "goes-on-after-error", .goesOnAfterError, "after a failed sync the process goes on",
      needs: [.syncError, .powerLoss]),
    disk(
      "keeps-incarnation", .keepsIncarnation, "a wiped node comes back under its old incarnation",
      needs: [.wipe]),
    disk(
      "resets-log-first", .resetsLogFirst,
      "a snapshot resets the log before its state is in force",
      needs: [.absence, .kill, .powerLoss]),
    disk(
      "flushes-apart", .flushesApart, "the applied index is flushed apart from what was applied",
      needs: [.powerLoss, .earlyFlush]),
    disk(
      "snapshot-forgets-vote", .snapshotForgetsVote, "a snapshot takes the hard state along",
      needs: [.absence, .kill]),
    disk(
      "believes-names", .believesNames,
      "a start goes on in a segment whose name a crash may have left unsynced",
      needs: [.kill, .powerLoss]),
    disk(
      "writes-before-name", .writesBeforeName,
      "a new segment's name is not synced before its entries are acknowledged", needs: [.powerLoss]),
  ]

  package init?(named name: String) {
    guard let bug = Bug.all.first(where: { $0.name == name }) else { return nil }
    self = bug
  }

  private init(
    name: String, room: Room, what: String, mutations: SimulatorMutations, needs: [FaultKind]
  ) {
    self.name = name
    self.room = room
    self.what = what
    self.mutations = mutations
    self.needs = needs
  }

  /// Runs seeds until one finds the bug: how many it took, and what was wrong.
  package func hunt(
    from first: UInt64 = 0, through last: UInt64
  ) -> (seeds: Int, seed: UInt64, violation: String)? {
    for seed in first...max(first, last) {
      var options = SimulatorOptions()
      options.mutations = mutations
      options.with = FaultKinds(needs)
      guard let violation = Simulation(seed: seed, options: options).run().violation else {
        continue
      }
      // A seed that fails without the bug says nothing of it.
      options.mutations = SimulatorMutations()
      if Simulation(seed: seed, options: options).run().violation == nil {
        return (Int(seed - first) + 1, seed, violation)
      }
    }
    return nil
  }
}
