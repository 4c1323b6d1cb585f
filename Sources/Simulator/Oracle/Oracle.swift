import Journal
import Raft
import Replica
import StateMachine
import Units

/// What must hold whatever happens, watched from outside of all nodes after every step. Everything
/// is kept up step by step, so that watching costs little.
struct Oracle {
  private(set) var violation: String?

  // Consensus.
  private var leaders: [Term: NodeID] = [:]
  /// By index - 1: the term of the committed entry, and the term in which it was first committed.
  private var committed: [(entry: Term, during: Term)] = []
  private var votes: [Ballot: NodeID] = [:]
  private var entries = KnownEntries()
  /// Logs of disks that were lost, as acknowledged.
  private var archive: [(node: NodeID, incarnation: Incarnation, log: LogImage)] = []

  // State.
  private var digests: [Hash128?] = []
  /// Memory at some indexes, to be found again at every node and after every restart.
  private var memories: [UInt64: Hash128] = [:]
  private(set) var highestApplied: UInt64 = 0
  /// The newest machine version that was in force anywhere.
  var version = StateMachine.firstVersion

  private struct Ballot: Hashable {
    let voter: NodeID
    let incarnation: Incarnation
    let term: Term
  }

  /// The newest term that had a leader.
  private(set) var highestLed = Term.zero

  /// Everything up to here was committed somewhere.
  var commit: LogIndex { LogIndex(UInt64(committed.count)) }

  /// Keeps the first.
  mutating func fail(_ what: String) { if violation == nil { violation = what } }

  // MARK: Monotony

  /// Within a life nothing falls, and a vote once given stays.
  mutating func follows(_ id: NodeID, _ now: Vitals, after before: Vitals) {
    if now.term < before.term { fail("\(id): term \(now.term) after \(before.term)") }
    if now.term == before.term, let vote = before.vote, now.vote != vote {
      fail("\(id) changes its vote in term \(now.term)")
    }
    if now.commit < before.commit { fail("\(id) takes back a commit") }
    if now.applied < before.applied { fail("\(id) takes back what it applied") }
  }

  // MARK: Elections

  /// Election Safety, Leader Completeness, and votes that are on disk, under the incarnations that the
  /// leader's configuration names.
  mutating func leads(_ term: Term, _ place: Int, _ nodes: [SimulatedNode]) {
    nodes[place].mind?.look { leads(term, &$0, nodes) }
  }

  /// - Parameter leader: inout for not being copied alone.
  private mutating func leads(_ term: Term, _ leader: inout Replica, _ nodes: [SimulatedNode]) {
    let id = leader.raft.id
    if let other = leaders[term], other != id {
      fail("\(other) and \(id) both lead term \(term)")
    }
    leaders[term] = id
    highestLed = max(highestLed, term)
    for (offset, record) in committed.enumerated() where record.during < term {
      let index = LogIndex(UInt64(offset + 1))
      if index > leader.raft.base.index, leader.raft.term(at: index) != record.entry {
        return fail("leader \(id) of term \(term) lacks committed entry \(index)")
      }
    }
    let configuration = leader.raft.configuration.configuration
    for members in [configuration.voters, configuration.outgoing] where !members.isEmpty {
      let supporters = members.count { member in
        guard let log = log(of: member, nodes) else { return false }
        return log.hardState.term > term
          || (log.hardState.term == term && log.hardState.vote == id)
      }
      if supporters <= members.count / 2 {
        fail("\(id) leads term \(term) without a majority of durable votes")
      }
    }
  }

  /// One vote a term, over crashes (thesis, section 3.8); and what is said is on disk.
  mutating func says(_ message: Message, _ node: SimulatedNode) {
    switch message.body {
    case .voteResponse(let response) where response.granted:
      let ballot = Ballot(
        voter: message.from, incarnation: message.incarnation, term: message.term)
      if let other = votes[ballot], other != message.to {
        fail("\(message.from) votes for \(other) and \(message.to) in term \(message.term)")
      }
      votes[ballot] = message.to
      let state = node.disk.log.acknowledged.hardState
      if state.term < message.term || (state.term == message.term && state.vote != message.to) {
        fail("\(message.from) votes for \(message.to) in term \(message.term) before its sync")
      }
    case .appendResponse(let response):
      if case .accepted(let persisted, _) = response.outcome { isOnDisk(persisted, message, node) }
    case .heartbeatResponse(let response): isOnDisk(response.persisted, message, node)
    default: break
    }
    if message.incarnation != node.incarnation || message.from != node.id {
      fail("\(node.id) speaks as \(message.from) with another directory")
    }
  }

  /// An acknowledged append is on disk: that entry, not another one of its index, and its body.
  private mutating func isOnDisk(_ index: LogIndex, _ message: Message, _ node: SimulatedNode) {
    let log = node.disk.log.acknowledged
    if let lost = node.lacking.first(where: { $0 <= index }) {
      fail("\(message.from) acknowledges \(index), and lacks the body of \(lost)")
    }
    // A reset of the log by a snapshot is under way: the store holds what the log does not.
    guard node.disk.log.isIdle || node.installing == nil else { return }
    if index > log.last.index {
      fail("\(message.from) acknowledges \(index), its disk has \(log.last.index)")
    } else if let term = node.mind?.logTerm(at: index),
      !log.holds(LogPosition(term: term, index: index))
    {
      fail(
        "\(message.from) acknowledges \(index)/\(term), its disk has another entry there, of "
          + "\(log.term(at: index) ?? .zero)")
    }
  }

  // MARK: Logs

  /// Log Matching: a position has one content and one predecessor, in whichever log it stands; and
  /// only its term's leader makes it.
  mutating func appends(_ persist: Persist, _ node: SimulatedNode) {
    if let first = persist.truncateFrom, first <= node.commitBefore {
      fail("\(node.id) truncates from \(first), committed \(node.commitBefore)")
    }
    guard let first = persist.entries.first, let mind = node.mind else { return }
    for placed in persist.configurations { changes(placed, node, mind) }
    var before = mind.logTerm(at: first.index.previous())
    for entry in persist.entries {
      defer { before = entry.term }
      guard let known = entries.find(entry) else {
        entries.add(entry, after: before ?? .zero)
        if let vitals = node.vitals, entry.term == vitals.term, vitals.role != .leader {
          fail("\(node.id) makes \(entry.index)/\(entry.term) up")
        }
        continue
      }
      if known.header != entry { fail("two entries at \(entry.index)/\(entry.term)") }
      if let before, known.previous != before {
        fail(
          "\(entry.index)/\(entry.term) follows \(before) at \(node.id), elsewhere "
            + "\(known.previous)")
      }
    }
  }

  /// Voters change through a joint configuration, and a leader begins that once its first entry is
  /// committed (sections 4.1 and 4.3).
  private mutating func changes(
    _ placed: PlacedConfiguration, _ node: SimulatedNode, _ mind: Mind
  ) {
    guard let vitals = node.vitals, vitals.role == .leader,
      mind.logTerm(at: placed.index) == vitals.term
    else { return }
    if let committed = mind.logTerm(at: vitals.commit), committed != vitals.term {
      fail("\(node.id) changes members in term \(vitals.term), and commits \(committed) as yet")
    }
    let next = placed.configuration
    let last = mind.look { $0.raft.configuration(at: placed.index.previous()).configuration }
    guard next.voters != last.voters, next.outgoing != last.voters else { return }
    fail("\(node.id) makes voters \(next.voters) of \(last.voters) in one step at \(placed.index)")
  }

  /// State Machine Safety: everyone commits the same entry at an index; and what a leader commits is
  /// on the disks of a majority of the configuration in force.
  mutating func commits(
    _ node: SimulatedNode, _ mind: Mind, from first: LogIndex, through last: LogIndex,
    _ nodes: [SimulatedNode]
  ) {
    let term = mind.vitals.term
    var index = first
    while index <= last {
      if let entry = mind.logTerm(at: index) {
        commits(entry, at: index, node.id, during: term)
      } else if index > mind.vitals.base {
        fail("\(node.id) commits \(index) without having it")
      }
      index = index.next()
    }
    if mind.vitals.role == .leader, let term = mind.logTerm(at: last) {
      if term != mind.vitals.term {
        fail("\(node.id) counts \(last)/\(term) as its own, leading \(mind.vitals.term)")
      }
      isDurable(LogPosition(term: term, index: last), node.id, mind, nodes)
    }
  }

  private mutating func commits(
    _ term: Term, at index: LogIndex, _ node: NodeID, during: Term
  ) {
    let offset = Int(index.rawValue) - 1
    if offset < committed.count {
      if committed[offset].entry != term {
        fail("\(node) commits \(index)/\(term), others \(index)/\(committed[offset].entry)")
      }
    } else if offset == committed.count {
      committed.append((term, during))
    } else {
      fail("\(node) commits \(index), before it only \(committed.count) are known")
    }
  }

  private mutating func isDurable(
    _ position: LogPosition, _ leader: NodeID, _ mind: Mind, _ nodes: [SimulatedNode]
  ) {
    func isHeld(by members: [Member]) -> Bool {
      if members.isEmpty { return true }
      let holders = members.count { holds(position, $0, nodes) }
      return holders > members.count / 2
    }
    let placed = mind.look { $0.raft.configuration }
    func isCertain(_ configuration: Configuration) -> Bool {
      !configuration.voters.isEmpty && isHeld(by: configuration.voters)
        && isHeld(by: configuration.outgoing)
    }
    if isCertain(placed.configuration) { return }
    // One step may commit a configuration and append the next.
    if position.index < placed.index,
      isCertain(mind.look { $0.raft.configuration(at: position.index).configuration })
    {
      return
    }
    fail("\(leader) commits \(position) without a durable majority")
  }

  private func holds(_ position: LogPosition, _ member: Member, _ nodes: [SimulatedNode]) -> Bool {
    if let node = nodes.first(where: { $0.id == member.id }) {
      return node.incarnation == member.incarnation
        && node.disk.log.acknowledged.holds(position)
    }
    return log(of: member, nodes)?.holds(position) ?? false
  }

  /// The log that `member` joined with. One that was lost counts as it was: its words may still be
  /// under way, and a lost disk of a minority takes nothing back.
  private func log(of member: Member, _ nodes: [SimulatedNode]) -> LogImage? {
    if let node = nodes.first(where: { $0.id == member.id }) {
      return node.incarnation == member.incarnation ? node.disk.log.acknowledged : nil
    }
    return archive.first { $0.node == member.id && $0.incarnation == member.incarnation }?.log
  }

  mutating func archive(_ node: SimulatedNode) {
    archive.append((node.id, node.incarnation, node.disk.log.acknowledged))
  }

  // MARK: Restarts

  /// What recovery makes of the bytes is what was acknowledged, and of what was under way some whole
  /// batches from the first on.
  mutating func recovered(
    _ log: RecoveredLog, applied machine: StateMachine, _ node: SimulatedNode
  ) {
    let disk = node.disk.log
    let later = disk.submitted.flatMap { disk.records(of: $0) }
    if disk.acknowledged.admits(
      log, after: later, applied: machine.position, passed: disk.passed)
    {
      loaded(machine, node.id)
      return
    }
    fail(
      "\(node.id) finds \(log.hardState), \(log.base) to \(log.last); it had acknowledged "
        + "\(node.disk.log.acknowledged.hardState), \(node.disk.log.acknowledged.base) to "
        + "\(node.disk.log.acknowledged.last)")
  }

  private mutating func loaded(_ machine: StateMachine, _ id: NodeID) {
    let index = Int(machine.index.rawValue)
    if index < digests.count, let known = digests[index], known != machine.digest {
      fail("\(id) loads another state at \(index)")
    }
  }

  // MARK: State

  /// State Machine Safety: equal digests at equal indexes.
  mutating func applied(_ digest: Hash128, at index: LogIndex, _ node: NodeID) {
    let place = Int(index.rawValue)
    highestApplied = max(highestApplied, index.rawValue)
    while digests.count <= place { digests.append(nil) }
    if let known = digests[place] {
      if known != digest { fail("\(node) differs at \(index)") }
    } else {
      digests[place] = digest
    }
  }

  /// Memory is a function of the index: at every node, however it came there.
  mutating func remembers(_ machine: StateMachine, at node: NodeID) {
    let memory = machine.memoryDigest
    guard let known = memories[machine.index.rawValue] else {
      memories[machine.index.rawValue] = memory
      return
    }
    if known != memory { fail("\(node) remembers \(machine.index) otherwise than others") }
  }
}

extension StateMachine {
  var position: JournalPosition { JournalPosition(term: term, index: index) }

  /// Of all lines of memory.
  var memoryDigest: Hash128 {
    var digest = Hash128.zero
    for line in memoryLines {
      digest = Hash128(of: Bytes(line.utf8), seed: digest.high ^ digest.low)
    }
    return digest
  }
}
