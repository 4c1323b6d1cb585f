import Raft
import Units

/// The cores of one cluster in one thread, without payloads, network or disks: what is sent arrives
/// in the next turn, and a disk syncs all that it was given in a turn at the turn's end.
struct CoreCluster {
  private var cores: [Raft] = []
  private var alarms: [Monotonic]
  private var marks: [PersistMark?]
  private var commits: [LogIndex?]
  private var sent: [Message] = []
  private var arriving: [Message] = []
  private var effects = Effects()
  private var now = Monotonic.zero
  private var leader: Int?
  private var nextProposal: UInt64 = 0

  /// A turn is this long: about what a group commit takes.
  private static let turn = Timeout.microseconds(100)
  /// How many entries a core keeps behind what it has applied.
  private static let kept = 16_384

  init(nodes: Int) {
    alarms = Array(repeating: .zero, count: nodes)
    marks = Array(repeating: nil, count: nodes)
    commits = Array(repeating: nil, count: nodes)
    let members = (1...nodes).map {
      Member(id: NodeID(UInt64($0)), incarnation: Incarnation(UInt64($0)))
    }
    let configuration = Configuration(voters: members)
    let founding = RestoredState(
      hardState: HardState(term: Term(1)),
      entries: [
        EntryHeader(
          term: Term(1), index: LogIndex(1), kind: .configuration,
          size: UInt32(configuration.encoded().count))
      ],
      configurations: [PlacedConfiguration(index: LogIndex(1), configuration: configuration)])
    cores = members.map {
      Raft(
        id: $0.id, incarnation: $0.incarnation, restored: founding, seed: $0.id.rawValue)
    }
    for place in cores.indices { step(place, .timerFired) }
    while leader.map({ !cores[$0].isReady }) ?? true { turn(proposing: 0, ofSize: 0) }
  }

  /// Up to here every core has committed. By place: an element taken out would be a copy of a core.
  var committed: UInt64 { cores.indices.map { cores[$0].commitIndex.rawValue }.min() ?? 0 }

  var elections: UInt64 { (cores.indices.map { cores[$0].term.rawValue }.max() ?? 2) - 2 }

  /// One turn: proposals at the leader, one a step or all in one, what is under way, the disks, the
  /// clock.
  mutating func turn(proposing count: Int, ofSize size: UInt32, together: Bool = false) {
    swap(&sent, &arriving)
    if let leader {
      if together {
        step(leader, .propose((0..<count).map { _ in proposal(size) }))
      } else {
        for _ in 0..<count { step(leader, .propose([proposal(size)])) }
      }
    }
    for message in arriving { step(Int(message.to.rawValue) - 1, .message(message)) }
    arriving.removeAll(keepingCapacity: true)
    for place in cores.indices {
      if let mark = marks[place] {
        marks[place] = nil
        step(place, .persisted(mark))
      }
      if let commit = commits[place] {
        commits[place] = nil
        step(place, .applied(commit))
        cut(place)
      }
      if alarms[place] <= now {
        alarms[place] = .distantFuture
        step(place, .timerFired)
      }
    }
    now = now + CoreCluster.turn
  }

  private mutating func proposal(_ size: UInt32) -> Proposal {
    nextProposal += 1
    return Proposal(id: ProposalID(nextProposal), size: size)
  }

  private mutating func cut(_ place: Int) {
    let end = min(cores[place].appliedIndex.rawValue, cores[place].persistedIndex.rawValue)
    guard end > cores[place].base.index.rawValue + UInt64(2 * CoreCluster.kept) else { return }
    step(place, .logCompacted(upTo: LogIndex(end - UInt64(CoreCluster.kept))))
  }

  private mutating func step(_ place: Int, _ input: Input) {
    cores[place].step(input, now: now, into: &effects)
    for effect in effects.list {
      switch effect {
      case .persist(let persist): marks[place] = persist.mark
      case .send(let message): sent.append(message)
      case .commit(let position): commits[place] = position.index
      case .alarm(let time): alarms[place] = time
      case .becameLeader: leader = place
      case .becameFollower: if leader == place { leader = nil }
      case .accepted, .rejected, .readReady, .readFailed, .configurationChanged, .forgot,
        .sendSnapshot,
        .installSnapshot:
        break
      }
    }
    effects.removeAll()
  }
}
