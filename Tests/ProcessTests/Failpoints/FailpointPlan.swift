import Units

/// One thing to be done at one failpoint.
struct FailpointCase: Sendable, CustomStringConvertible {
  enum Action: String, Sendable {
    case kill
    case error
    case stall
    /// The power goes while the node stands still there: what it had not synced is gone.
    case power

    /// What needs no file system of its own.
    static let anywhere: [Action] = [.kill, .error, .stall]
  }

  let point: String
  let action: Action
  /// The hit that counts, from 1.
  let nth: Int
  /// `power`: of all nodes at that moment, not of the one alone.
  var isEverywhere = false

  /// As `CARILLON_FAILPOINT` has it.
  var words: String {
    switch action {
    case .kill, .error: "\(point):\(nth)=\(action.rawValue)"
    case .stall: "\(point):\(nth)=stall:\(FailpointCase.stall)"
    case .power: "\(point):\(nth)=stall:20000"
    }
  }

  /// What the process writes down that did it.
  var noted: String { action == .power ? "stall" : action.rawValue }

  var description: String {
    action == .power
      ? "\(point):\(nth)=power of \(isEverywhere ? "all nodes" : "the node")" : words
  }

  /// Milliseconds: longer than any election timeout.
  static let stall = 700
}

/// How a failpoint is reached.
enum FailpointWay: Hashable, Sendable {
  /// Under load, on a leader or on any node.
  case load(leader: Bool)
  /// At a node that is told to take over, and so votes.
  case vote
  /// At the leader, while it hands over.
  case transfer
  /// At the start after a kill.
  case restart
  /// At a node that was away until it needed a snapshot.
  case receiver
  /// At the leader, while another node needs one.
  case sender
  /// At a leader that was left alone with entries which the others never saw.
  case truncation
  /// At the first start of a cluster's first node.
  case founding
  /// At it, while the others join.
  case joining
  /// At the start with a long log and an old state.
  case replay
  /// At the start with a damaged body in the log.
  case repair
  /// At the start with state, or an identity, that cannot be read.
  case aside
  /// In `clusterctl snapshot save`, and in `restore`.
  case save
  case restore
}

/// How much of it is done.
enum FailpointExtent: String, Sendable {
  /// Every point is reached; something is done at one of each way at least, of every kind.
  case drawn = ""
  /// Killed at each point.
  case each
  /// Everything that needs no file system of its own, at each point, at its first hit and at a later
  /// one.
  case all
}

enum FailpointPlan {
  static let ways: [String: FailpointWay] = [
    "log.write": .load(leader: false), "log.written": .load(leader: false),
    "log.synced": .load(leader: false), "log.segment.header": .restart,
    "log.segment.renamed": .restart, "log.segment.ready": .restart,
    "log.segment.recycled": .restart, "log.segment.tail": .restart,
    "log.ring.written": .load(leader: false), "log.ring.synced": .restart,
    "log.vote.written": .vote, "log.vote.synced": .vote,
    "log.truncation.written": .truncation, "log.truncation.synced": .truncation,
    "log.cut.written": .load(leader: false), "log.cut.synced": .load(leader: false),
    "log.reset.written": .receiver, "log.reset.synced": .receiver,
    "log.repair.written": .repair, "log.repair.synced": .repair,
    "state.write": .load(leader: false), "state.flush": .load(leader: false),
    "state.flushed": .load(leader: false), "state.compacting": .load(leader: false),
    "state.checkpoint.linked": .sender, "state.checkpoint.listed": .sender,
    "snapshot.send": .sender, "snapshot.chunk": .receiver, "snapshot.file": .receiver,
    "snapshot.finished": .receiver, "install.moved": .receiver,
    "install.pointer.written": .receiver, "install.pointer.renamed": .receiver,
    "install.old.removed": .receiver, "install.loaded": .receiver,
    "identity.written": .founding, "identity.renamed": .founding, "node.founded": .founding,
    "members.written": .founding, "members.renamed": .founding, "aside.moved": .aside,
    "config.joint.append": .joining, "config.joint.committed": .joining,
    "config.leave.append": .joining,
    "node.committed": .load(leader: false), "node.answer": .load(leader: true),
    "node.completion": .load(leader: true), "node.lease": .load(leader: true),
    "node.fire": .load(leader: true), "node.transfer": .transfer, "node.applying": .replay,
    "backup.chunk": .save, "backup.written": .save, "backup.renamed": .save,
    "staged.begun": .restore, "staged.written": .restore, "staged.ready": .restore,
    "staged.moved": .restore, "staged.ended": .restore,
  ]

  /// An error here is told, and the process goes on: a snapshot is taken again, and the note of who
  /// the members are stays an older one.
  static let survivable: Set<String> = [
    "state.checkpoint.listed", "members.written", "members.renamed",
  ]

  /// How many points something is done at in the short run, beside one of each way.
  private static let more = 16

  /// What is hit often enough that a later hit can be waited for.
  private static func comesAgain(_ point: String) -> Bool {
    switch ways[point] {
    case .load: point != "state.compacting" && point != "node.fire"
    case .joining, .aside: true
    default: ["snapshot.chunk", "snapshot.file", "snapshot.send"].contains(point)
    }
  }

  private static func later(_ point: String, _ random: inout SeededGenerator) -> Int {
    switch ways[point] {
    case .joining, .aside: 2
    default: 2 + Int(random.below(3))
    }
  }

  static func cases(
    of points: [String], _ extent: FailpointExtent, _ random: inout SeededGenerator
  ) -> [FailpointCase] {
    let points = shuffled(points, &random)
    var cases: [FailpointCase] = []
    switch extent {
    case .all:
      for point in points {
        for action in FailpointCase.Action.anywhere {
          cases.append(FailpointCase(point: point, action: action, nth: 1))
          guard comesAgain(point) else { continue }
          cases.append(FailpointCase(point: point, action: action, nth: later(point, &random)))
        }
      }
      return shuffled(cases, &random)
    case .each: cases = points.map { drawn($0, .kill, &random) }
    case .drawn:
      var seen: Set<FailpointWay> = []
      let firsts = points.filter { point in ways[point].map { seen.insert($0).inserted } ?? false }
      let others = points.filter { !firsts.contains($0) }
      for (number, point) in (firsts + others.prefix(more)).enumerated() {
        let actions: [FailpointCase.Action] = [.kill, .error, .kill, .stall]
        cases.append(drawn(point, actions[number % actions.count], &random))
      }
    }
    return cases
  }

  /// The power goes at each point, at so many of them where `most` is given: of the node that is there,
  /// or of all three.
  static func powerCuts(
    at points: [String], most: Int?, _ random: inout SeededGenerator
  ) -> [FailpointCase] {
    let points = shuffled(points, &random)
    let first = Int(random.below(2))
    return points.prefix(most ?? points.count).enumerated().map { number, point in
      var one = drawn(point, .power, &random)
      one.isEverywhere = number % 2 == first
      return one
    }
  }

  private static func drawn(
    _ point: String, _ action: FailpointCase.Action, _ random: inout SeededGenerator
  ) -> FailpointCase {
    let isLater = comesAgain(point) && random.below(2) == 0
    return FailpointCase(
      point: point, action: action, nth: isLater ? later(point, &random) : 1)
  }

  private static func shuffled<Item>(
    _ items: [Item], _ random: inout SeededGenerator
  ) -> [Item] {
    var items = items
    for place in items.indices.dropFirst().reversed() {
      items.swapAt(place, Int(random.below(UInt64(place + 1))))
    }
    return items
  }
}

/// What was hit and done, as the nodes wrote it down.
struct FailpointCoverage: Sendable {
  struct Row: Sendable {
    /// At least: a process writes it down at each power of two.
    var hits: UInt64 = 0
    var done: [String: Int] = [:]
  }

  private(set) var rows: [String: Row] = [:]

  /// Adds what `text`, a node's file of hits, says. Its lives follow one another: a smaller count
  /// begins the next.
  mutating func add(_ text: String) {
    var last: [String: UInt64] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 3, let count = UInt64(words[2]) else { continue }
      if words[0] == "hit" {
        let before = last[words[1]] ?? 0
        rows[words[1], default: Row()].hits += count > before ? count - before : count
        last[words[1]] = count
      } else {
        rows[words[1], default: Row()].done[words[0], default: 0] += 1
      }
    }
  }

  mutating func add(_ other: FailpointCoverage) {
    for (point, row) in other.rows {
      rows[point, default: Row()].hits += row.hits
      rows[point, default: Row()].done.merge(row.done) { $0 + $1 }
    }
  }

  /// How often each kind of fault was done, over all points.
  var kinds: [String: Int] {
    var kinds: [String: Int] = [:]
    for row in rows.values { kinds.merge(row.done) { $0 + $1 } }
    return kinds
  }

  func lines(_ points: [String]) -> String {
    points.sorted().map { point in
      let row = rows[point] ?? Row()
      let name = point + String(repeating: " ", count: max(0, 26 - point.count))
      let hits = "\(row.hits)"
      return "  \(name)\(String(repeating: " ", count: max(0, 8 - hits.count)))\(hits)  "
        + (row.hits == 0 ? "never reached" : FailpointCoverage.text(row.done))
    }.joined(separator: "\n")
  }

  static func text(_ done: [String: Int]) -> String {
    done.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
