import Raft
import Units

extension ScriptCluster {
  /// One command; Scripts/README.md lists them.
  package func run(_ words: [String]) {
    guard let verb = words.first else { return }
    isQuiet = words.last == "quietly"
    let arguments = words.dropFirst().filter { $0 != "quietly" }
    switch verb {
    case "cluster": found(arguments)
    case "limit": setLimit(arguments)
    case "start":
      guard !nodes.isEmpty else { return refuse("there are no nodes yet to start") }
      for place in nodes.indices where nodes[place].raft == nil { start(place) }
    case "deliver": deliver(arguments)
    case "drop": drop(arguments)
    case "cut": cut.formUnion(arguments)
    case "heal": cut = []
    case "double":
      guard let place = placeUnderWay(arguments), network.indices.contains(place) else {
        return refuse("no such message is under way")
      }
      network.append(network[place])
    case "save": saved += network.filter { arguments.contains("\($0.from)>\($0.to)") }
    case "repeat":
      network += saved
      saved = []
    case "wait": wait(arguments)
    case "logs": showLogs()
    case "peers": showPeers()
    case "members": showMembers()
    case "disks": showDisks()
    case "network": for (place, message) in network.enumerated() { say(.underWay(place, message)) }
    default: runOnNode(verb, arguments)
    }
  }

  private func runOnNode(_ verb: String, _ arguments: [String]) {
    guard let name = arguments.first, let place = place(name) else {
      return refuse("cannot '\(verb)': no such node")
    }
    let rest = Array(arguments.dropFirst())
    switch verb {
    case "log", "term", "damage", "forget", "crash", "wipe", "restart", "hold":
      setUp(verb, place, rest)
    default:
      guard nodes[place].raft != nil || verb == "sync" else {
        return refuse("cannot '\(verb)': \(name) is down")
      }
      drive(verb, place, rest)
    }
  }

  /// What is done to a node from outside, running or not.
  private func setUp(_ verb: String, _ place: Int, _ rest: [String]) {
    let numbers = rest.compactMap(UInt64.init)
    switch verb {
    case "log": setLog(place, rest)
    case "term": setTerm(place, Term(numbers.first ?? 0))
    case "damage": damage(place, numbers.map { LogIndex($0) })
    case "forget": forget(place, LogIndex(numbers.first ?? 0))
    case "hold": nodes[place].isHeld = true
    case "wipe":
      nodes[place].raft = nil
      nodes[place].incarnation = Incarnation(nodes[place].incarnation.rawValue + 100)
      nodes[place].disk = SimulatedDisk(RestoredState())
    default:
      if nodes[place].raft != nil || verb == "crash" {
        nodes[place].raft = nil
        nodes[place].disk.crash(survivors: numbers.first.map { Int(clamping: $0) } ?? 0)
      }
      if verb == "restart" { start(place) }
    }
  }

  private func drive(_ verb: String, _ place: Int, _ rest: [String]) {
    switch verb {
    case "repair": repair(place, rest.compactMap(UInt64.init).map { LogIndex($0) })
    case "fire": fire(place)
    case "ring": ring(place)
    case "sync":
      nodes[place].isHeld = !rest.isEmpty
      sync(place, count: rest.first.flatMap(Int.init) ?? .max)
    case "propose": propose(place, rest)
    case "read":
      proposals += 1
      step(place, .read(ReadID(proposals)))
    case "lose":
      guard let peer = id(rest.first) else {
        return refuse("whose connection is lost? No such node")
      }
      step(place, .connectionLost(peer))
    case "transfer":
      guard let name = rest.first else { return step(place, .transferLeadership(to: nil)) }
      guard let target = id(name) else { return refuse("cannot transfer to \(name): no such node") }
      step(place, .transferLeadership(to: target))
    case "change": change(place, rest)
    case "compact": compact(place, upTo: rest.first)
    case "snapshot": streamSnapshot(from: place, to: rest.first)
    default: refuse("unknown command '\(verb)'")
    }
  }

  private func refuse(_ why: String) { say(.refused(why)) }

  private func id(_ name: String?) -> NodeID? { name.flatMap(place).map { nodes[$0].id } }

  /// `cluster 3` or `cluster 3 of 4`: three voters, one stranger.
  var hasNodes: Bool { !nodes.isEmpty }

  private func found(_ arguments: [String]) {
    let numbers = arguments.compactMap(UInt64.init)
    guard let voters = numbers.first, (1...15).contains(voters), (numbers.last ?? 1) <= 30 else {
      return refuse("a cluster has 1 to 15 voters, and at most 15 strangers")
    }
    nodes = []
    network = []
    cut = []
    let members = (1...voters).map { Member(id: NodeID($0), incarnation: Incarnation($0)) }
    for number in 1...(numbers.last ?? voters) {
      let state = number <= voters ? SimulatedDisk.founding(members) : RestoredState()
      nodes.append(
        Node(id: NodeID(number), incarnation: Incarnation(number), disk: SimulatedDisk(state)))
    }
  }

  /// `log n1 1 1 4 4`: the terms of its entries; the first is the configuration.
  private func setLog(_ place: Int, _ arguments: [String]) {
    let terms = arguments.compactMap(UInt64.init).map(Term.init)
    var state = nodes[place].disk.state
    guard nodes[place].lives == 0, state.entries.count == 1, terms.first == Term(1),
      zip(terms, terms.dropFirst()).allSatisfy({ $0 <= $1 })
    else {
      return refuse(
        "a log is given to a voter before its start; its terms begin with 1, never fall")
    }
    for (offset, term) in terms.enumerated().dropFirst() {
      state.entries.append(
        EntryHeader(term: term, index: LogIndex(UInt64(offset + 1)), kind: .command, size: 8))
    }
    state.hardState = HardState(term: terms.last ?? Term(1))
    nodes[place].disk = SimulatedDisk(state)
  }

  private func setTerm(_ place: Int, _ term: Term) {
    let last = nodes[place].disk.state.entries.last?.term ?? .zero
    guard nodes[place].lives == 0, term >= last else {
      return refuse("a term is given before the start, and is at least that of the last entry")
    }
    nodes[place].disk.setTerm(term)
  }

  private func damage(_ place: Int, _ indexes: [LogIndex]) {
    let state = nodes[place].disk.state
    let commands = state.entries.filter { $0.kind != .configuration && $0.index > state.applied }
    guard nodes[place].raft == nil,
      indexes.allSatisfy({ index in
        commands.contains { $0.index == index } && !state.damaged.contains(index)
      })
    else {
      return refuse("damage is to entries of a node that is down: in its log, no configurations")
    }
    nodes[place].disk.damage(indexes)
  }

  private func forget(_ place: Int, _ index: LogIndex) {
    let state = nodes[place].disk.state
    guard nodes[place].raft == nil, index > state.base.index, index > state.applied,
      state.entries.contains(where: { $0.index == index })
    else {
      return refuse(
        "a node that is down forgets from an entry of its log on, which its state has not taken in")
    }
    nodes[place].disk.forget(from: index)
  }

  private func setLimit(_ arguments: [String]) {
    guard arguments.count == 2, let value = Int(arguments[1]),
      value > 0 || arguments[0] == "electionJitter"
    else { return refuse("a limit is a name and a number above 0") }
    switch arguments[0] {
    case "appendEntries": limits.appendEntries = value
    case "inflightMessages": limits.inflightMessages = value
    case "uncommittedBytes": limits.uncommittedBytes = ByteCount(UInt64(value))
    case "electionJitter": limits.electionJitter = .milliseconds(Int64(value))
    default: refuse("unknown limit '\(arguments[0])'")
    }
  }

  /// `#2`: the third of those under way.
  private func placeUnderWay(_ arguments: [String]) -> Int? {
    arguments.first { $0.hasPrefix("#") }.flatMap { Int($0.dropFirst()) }
  }

  /// `deliver`, `deliver 3`, `deliver n1>n2`, or `deliver #2`.
  private func deliver(_ arguments: [String]) {
    if let place = placeUnderWay(arguments) {
      guard network.indices.contains(place) else {
        return refuse("no message \(place) is under way")
      }
      return deliver(at: place)
    }
    let count = arguments.first.flatMap(Int.init) ?? .max
    let links = Set(arguments.filter { $0.contains(">") })
    var done = 0
    while done < count,
      deliverOne({ links.isEmpty || links.contains("\($0.from)>\($0.to)") })
    {
      done += 1
    }
  }

  private func drop(_ arguments: [String]) {
    if let place = placeUnderWay(arguments) {
      guard network.indices.contains(place) else {
        return refuse("no message \(place) is under way")
      }
      network.remove(at: place)
      return
    }
    network.removeAll { arguments.isEmpty || arguments.contains("\($0.from)>\($0.to)") }
  }

  private func wait(_ arguments: [String]) {
    guard let span = arguments.first.flatMap(Int64.init) else {
      return refuse("how many milliseconds are waited?")
    }
    wait(until: now + .milliseconds(span), delivering: !arguments.contains("undelivered"))
  }

  private func fire(_ place: Int) {
    // An alarm may ring early and only ask for the next one.
    for _ in 0..<8 {
      guard nodes[place].alarm != .distantFuture else { return say(.shown("no alarm is set")) }
      let before = network.count
      ring(place)
      if network.count != before { return }
    }
  }

  /// Time goes on to its next alarm.
  private func ring(_ place: Int) {
    guard nodes[place].alarm != .distantFuture else { return say(.shown("no alarm is set")) }
    now = max(now, nodes[place].alarm)
    nodes[place].alarm = .distantFuture
    step(place, .timerFired)
  }

  /// `propose n1 3 of 100`: three of 100 bytes; 8 where it is not said.
  private func propose(_ place: Int, _ arguments: [String]) {
    let count = arguments.first.flatMap(Int.init) ?? 1
    guard (1...4_096).contains(count) else {
      return refuse("1 to 4096 entries are proposed at a time, not \(count)")
    }
    let size = arguments.count == 3 ? UInt32(arguments[2]) ?? 8 : 8
    let wanted = (0..<count).map { _ in
      proposals += 1
      return Proposal(id: ProposalID(proposals), size: size)
    }
    step(place, .propose(wanted))
  }

  /// The bodies of these entries are here again, fetched from others.
  private func repair(_ place: Int, _ indexes: [LogIndex]) {
    let damaged = nodes[place].disk.state.damaged
    guard !indexes.isEmpty, indexes.allSatisfy({ damaged.contains($0) }) else {
      return refuse("what is fetched are entries that are damaged there")
    }
    nodes[place].disk.repair(indexes)
    step(place, .repaired(indexes))
  }

  /// `change n1 voters n1 n2 learners n4+ n5`: a plus promotes. `change n1 on 3 …`: computed from
  /// the configuration at 3.
  private func change(_ place: Int, _ arguments: [String]) {
    guard let placed = nodes[place].raft?.configuration else { return }
    let base = arguments.first == "on" ? arguments.dropFirst().first.flatMap(UInt64.init) : nil
    var voters: [Member] = []
    var learners: [Learner] = []
    var isLearner = false
    for word in arguments {
      if word == "voters" || word == "learners" {
        isLearner = word == "learners"
      } else if let id = id(word.replacing("+", with: "")) {
        let known = nodes.first { $0.id == id }
        let member = Member(
          id: id, incarnation: known?.incarnation ?? Incarnation(id.rawValue))
        if isLearner {
          learners.append(Learner(member, promotes: word.hasSuffix("+")))
        } else {
          voters.append(member)
        }
      } else if word.hasPrefix("n") {
        return refuse("cannot change members: there is no node '\(word)'")
      }
    }
    proposals += 1
    step(
      place,
      .proposeConfiguration(
        ConfigurationChange(
          id: ProposalID(proposals), basedOn: base.map { LogIndex($0) } ?? placed.index,
          voters: voters, learners: learners)))
  }

  private func compact(_ place: Int, upTo text: String?) {
    guard let index = text.flatMap(UInt64.init).map({ LogIndex($0) }), let raft = nodes[place].raft,
      index > raft.base.index, index <= raft.appliedIndex, index <= raft.durableIndex
    else { return refuse("a log is cut within what is applied and durable") }
    nodes[place].disk.write(.flush(index))
    nodes[place].disk.write(.cut(upTo: index))
    step(place, .logCompacted(upTo: index))
  }

  /// The leader's newest snapshot arrives whole.
  private func streamSnapshot(from place: Int, to name: String?) {
    guard let raft = nodes[place].raft, raft.role == .leader,
      let meta = raft.snapshotMeta(at: raft.appliedIndex),
      let target = name.flatMap(self.place), nodes[target].raft != nil
    else { return refuse("a leader streams its snapshot, to a node that is up") }
    step(target, .snapshotReceived(meta, from: raft.id, term: raft.term))
    step(place, .snapshotSent(to: nodes[target].id, meta.position))
  }

  private func showLogs() {
    for node in nodes {
      guard let raft = node.raft else {
        say(.shown("\(node.id) is down"))
        continue
      }
      var words = [
        "\(raft.id)", "term \(raft.term)", raft.role.text, "commit \(raft.commitIndex):",
      ]
      if raft.base != .zero { words.append("…\(raft.base)") }
      var index = raft.base.index.next()
      while let header = raft.header(at: index) {
        words.append(header.text)
        index = index.next()
      }
      say(.shown(words.joined(separator: " ")))
    }
  }

  private func showMembers() {
    for node in nodes {
      if let raft = node.raft { say(.shown("\(node.id): \(raft.configuration.text)")) }
    }
  }

  /// What a crash would leave.
  private func showDisks() {
    for node in nodes {
      let state = node.disk.state
      var words = ["\(node.id)'s disk: term \(state.hardState.term)"]
      if let vote = state.hardState.vote { words.append("vote \(vote)") }
      if state.base != .zero { words.append("…\(state.base)") }
      words += state.entries.map {
        $0.text + (state.damaged.contains($0.index) ? " (damaged)" : "")
      }
      say(.shown(words.joined(separator: " ")))
    }
  }

  private func showPeers() {
    for node in nodes {
      guard let raft = node.raft, raft.role == .leader else { continue }
      for peer in raft.peers where peer.id != raft.id {
        let text =
          "\(raft.id) sees \(peer.id): \(peer.isVoter ? "voter" : "learner"), "
          + "\(peer.replication.rawValue), match \(peer.match), next \(peer.next)"
          + (peer.isActive ? "" : ", silent")
        say(.shown(text))
      }
    }
  }
}
