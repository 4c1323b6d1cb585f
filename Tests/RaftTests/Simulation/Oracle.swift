import Units

@testable import Raft

/// What must hold whatever happens (thesis, figure 3.2), watched from outside of all nodes.
struct Oracle {
  private(set) var violation: String?

  private var leaders: [Term: NodeID] = [:]
  /// By index - 1: the term of the committed entry and the term in which it was first committed.
  private var committed: [(entry: Term, during: Term)] = []
  private var votes: [Ballot: NodeID] = [:]
  private var reads: [ReadID: (commit: LogIndex, asked: Monotonic)] = [:]
  private var entries: [LogPosition: (header: EntryHeader, previous: Term)] = [:]

  private struct Ballot: Hashable {
    let voter: NodeID
    let incarnation: Incarnation
    let term: Term
  }

  var commit: LogIndex { LogIndex(UInt64(committed.count)) }

  mutating func fail(_ text: String) { if violation == nil { violation = text } }

  /// Election Safety and Leader Completeness.
  mutating func leads(_ raft: Raft, term: Term) {
    if let other = leaders[term], other != raft.id {
      fail("\(other) and \(raft.id) both lead term \(term)")
    }
    leaders[term] = raft.id
    for (offset, record) in committed.enumerated() where record.during < term {
      let index = LogIndex(UInt64(offset + 1))
      if index > raft.base.index, raft.term(at: index) != record.entry {
        return fail("leader \(raft.id) of term \(term) lacks committed entry \(index)")
      }
    }
  }

  /// State Machine Safety: everyone commits the same entry at an index.
  mutating func commits(_ raft: Raft, from first: LogIndex, through last: LogIndex) {
    var index = first
    while index <= last {
      if let term = raft.term(at: index) {
        check(term, at: index, of: raft)
      } else if index > raft.base.index {
        fail("\(raft.id) commits \(index) without having it")
      }
      index = index.next()
    }
  }

  private mutating func check(_ term: Term, at index: LogIndex, of raft: Raft) {
    let offset = Int(index.rawValue) - 1
    if offset < committed.count {
      if committed[offset].entry != term {
        fail("\(raft.id) commits \(index)/\(term), others \(index)/\(committed[offset].entry)")
      }
    } else if offset == committed.count {
      committed.append((term, raft.term))
    } else {
      fail("\(raft.id) commits \(index), before it only \(committed.count) are known")
    }
  }

  /// A leader's commit is on the disks of a majority of the configuration in force, each under the
  /// incarnation that the configuration names.
  mutating func isDurable(
    _ position: LogPosition, leader: Raft, holds: (Member) -> Bool
  ) {
    func isHeld(by members: [Member]) -> Bool {
      members.isEmpty || members.filter(holds).count > members.count / 2
    }
    let placed = leader.configuration
    var candidates = [placed.configuration]
    // One step may commit a configuration and append the next.
    if position.index < placed.index {
      candidates.append(leader.configurations.newest(atOrBefore: position.index).configuration)
    }
    let isCertain = candidates.contains {
      !$0.voters.isEmpty && isHeld(by: $0.voters) && isHeld(by: $0.outgoing)
    }
    if !isCertain { fail("\(leader.id) commits \(position) without a durable majority") }
  }

  /// A leader's votes are on disk, under the incarnations that its configuration names.
  mutating func isElected(_ raft: Raft, supports: (Member) -> Bool) {
    let configuration = raft.configuration.configuration
    for members in [configuration.voters, configuration.outgoing] where !members.isEmpty {
      if members.filter(supports).count <= members.count / 2 {
        fail("\(raft.id) leads term \(raft.term) without a majority of durable votes")
      }
    }
  }

  /// Log Matching: a position has one content and one predecessor, in whichever log it stands; and
  /// only its term's leader makes it.
  mutating func appends(_ persist: Persist, at raft: Raft) {
    for entry in persist.entries {
      let position = LogPosition(term: entry.term, index: entry.index)
      let previous =
        entry.index == persist.entries[0].index
        ? raft.term(at: entry.index.previous())
        : persist.entries[entry.index.distance(from: persist.entries[0].index) - 1].term
      guard let known = entries[position] else {
        entries[position] = (entry, previous ?? .zero)
        if entry.term == raft.term, raft.role != .leader {
          fail("\(raft.id) makes \(position) up")
        }
        continue
      }
      if known.header != entry { fail("two entries at \(position)") }
      if let previous, known.previous != previous {
        fail("\(position) follows \(previous) at \(raft.id), elsewhere \(known.previous)")
      }
    }
  }

  /// Within a life nothing falls, and a vote once given stays.
  mutating func follows(_ now: Raft, after before: Marks) {
    let marks = Marks(now)
    if marks.term < before.term { fail("\(now.id): term \(marks.term) after \(before.term)") }
    if marks.term == before.term, let vote = before.vote, marks.vote != vote {
      fail("\(now.id) changes its vote in term \(marks.term)")
    }
    if marks.commit < before.commit { fail("\(now.id) takes back a commit") }
    if marks.applied < before.applied { fail("\(now.id) takes back what it applied") }
  }

  /// What must never fall.
  struct Marks {
    let term: Term
    let vote: NodeID?
    let commit: LogIndex
    let applied: LogIndex

    init(_ raft: Raft) {
      term = raft.term
      vote = raft.hardState.vote
      commit = raft.commitIndex
      applied = raft.appliedIndex
    }
  }

  /// One vote a term, over crashes (section 3.8).
  mutating func votes(_ message: Message) {
    guard case .voteResponse(let response) = message.body, response.granted else { return }
    let ballot = Ballot(voter: message.from, incarnation: message.incarnation, term: message.term)
    if let other = votes[ballot], other != message.to {
      fail("\(message.from) votes for \(other) and \(message.to) in term \(message.term)")
    }
    votes[ballot] = message.to
  }

  /// Linearizable reads: an index below what anyone had committed when it was asked is stale.
  mutating func asks(_ read: ReadID, at now: Monotonic) { reads[read] = (commit, now) }

  mutating func answers(_ read: ReadID, _ index: LogIndex?) {
    guard let known = reads.removeValue(forKey: read) else {
      return fail("read \(read.rawValue) answered twice")
    }
    if let index, index < known.commit {
      fail("read \(read.rawValue) gets \(index), \(known.commit) was committed before it was asked")
    }
  }

  /// A crash takes its readers along.
  mutating func forget(_ read: ReadID) { reads.removeValue(forKey: read) }

  /// No read waits for ever.
  mutating func readsAreAnswered(since time: Monotonic) {
    let late = reads.filter { $0.value.asked < time }
    if !late.isEmpty { fail("\(late.count) reads were never answered") }
  }
}
