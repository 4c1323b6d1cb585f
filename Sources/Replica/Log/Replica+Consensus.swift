import DequeModule
import Raft
import StateMachine
import Units

/// What the core wants done.
extension Replica {
  mutating func run(_ effect: Effect) {
    switch effect {
    case .send(let message): send(message)
    case .persist(let list): persist(list)
    case .commit(let position): committed = position
    case .alarm(let time): alarms.raft = time
    case .accepted(let id, let position): accepted(id, position)
    case .rejected(let id, let why): rejected(id, why)
    case .readReady(let id, let index): readReady(id, index)
    case .readFailed(let id): readFailed(id)
    case .becameLeader(let term, let noop): becameLeader(term, noop: noop)
    case .becameFollower(let term, let leader): becameFollower(term, leader)
    case .configurationChanged(let placed):
      effects.append(.members(placed, machine.allMembers))
    case .forgot(let peer, let acknowledged, let has):
      effects.append(.forgot(peer, acknowledged: acknowledged, has: has))
    case .sendSnapshot(let peer, let minimum): snapshots.want(peer, minimum: minimum)
    case .installSnapshot(let meta, let keepsLog): install(meta, keepsLog: keepsLog)
    }
  }

  /// A peer's message; a malformed one is dropped.
  mutating func receive(_ message: Message, _ payloads: [Bytes]) {
    if isLeader { leadership.heard(message.from, at: now) }
    switch message.body {
    case .heartbeatResponse(let response):
      if message.term == raft.term, isLeader {
        leadership.take(response.disk, from: message.from)
        leadership.answered(message.from, sent: response.sentAt)
      }
      if response.clock != .epoch, message.term == raft.term {
        leadership.clock.take(
          response.clock, from: message.from, sent: response.sentAt, now: now)
      }
    case .appendRequest(let request):
      guard request.entries.count == payloads.count,
        zip(request.entries, payloads).allSatisfy({ Int($0.size) == $1.count })
      else { return }
      guard hasRoom(for: payloads) else { return }
      log.incoming = payloads
      log.incomingFirst = request.previous.index.next()
    default: break
    }
    raftStep(.message(message))
    if !log.incoming.isEmpty { log.incoming = [] }
  }

  private mutating func persist(_ list: Persist) {
    if let first = list.truncateFrom { log.window.truncate(from: first) }
    guard !list.entries.isEmpty else { return effects.append(.persist(list, payloads: [])) }
    var payloads: [Bytes] = []
    payloads.reserveCapacity(list.entries.count)
    var configurations = list.configurations[...]
    for entry in list.entries {
      let payload: Bytes
      switch entry.kind {
      case .noop: payload = []
      case .configuration: payload = configurations.popFirst()?.configuration.encoded() ?? []
      case .command:
        if let offered = log.offered, offered.index == entry.index {
          payload = offered.payload
        } else {
          let offset = entry.index.distance(from: log.incomingFirst)
          precondition(
            log.incoming.indices.contains(offset), "entry \(entry.index) came without its payload")
          payload = log.incoming[offset]
        }
      }
      payloads.append(payload)
      log.window.append(payload, at: entry.index)
    }
    effects.append(.persist(list, payloads: payloads))
  }

  // MARK: Sending

  private mutating func send(_ message: Message) {
    switch message.body {
    case .heartbeatResponse(var response):
      response.clock = clock
      response.disk = space.level
      var message = message
      message.body = .heartbeatResponse(response)
      effects.append(.send(message, payloads: []))
    case .appendRequest(let request) where !request.entries.isEmpty:
      let isBehind = log.parked.contains { $0.peer == message.to }
      if !isBehind, let payloads = gather(request, from: []) {
        effects.append(.send(message, payloads: payloads))
      } else {
        park(message)
      }
    default: effects.append(.send(message, payloads: []))
    }
  }

  /// The payloads of a request, the first of which are `known`; nil where one is not at hand.
  private func gather(_ request: AppendRequest, from known: [Bytes]) -> [Bytes]? {
    var payloads = known
    payloads.reserveCapacity(request.entries.count)
    for entry in request.entries.dropFirst(known.count) {
      guard let payload = payload(of: entry, in: request) else { return nil }
      payloads.append(payload)
    }
    return payloads
  }

  private func payload(of entry: EntryHeader, in request: AppendRequest) -> Bytes? {
    switch entry.kind {
    case .noop: return []
    case .configuration:
      return request.configurations.first { $0.index == entry.index }?.configuration.encoded()
    case .command:
      guard raft.term(at: entry.index) == entry.term else { return nil }
      return log.window.payload(at: entry.index)
    }
  }

  private mutating func park(_ message: Message) {
    if let place = log.parked.firstIndex(where: { $0.peer == message.to }) {
      log.parked[place].requests.append(message)
      return
    }
    log.parked.append(LogKeeping.Parked(peer: message.to, requests: [message]))
    readForPeer(log.parked.count - 1)
  }

  /// Asks for the first payload that is missing and for those behind it.
  private mutating func readForPeer(_ place: Int) {
    guard let message = log.parked[place].requests.first,
      case .appendRequest(let request) = message.body
    else { return }
    while log.parked[place].payloads.count < request.entries.count,
      let payload = payload(
        of: request.entries[log.parked[place].payloads.count], in: request)
    {
      log.parked[place].payloads.append(payload)
    }
    let count = log.parked[place].payloads.count
    guard count < request.entries.count, let last = request.entries.last else { return }
    let id = log.newRead(.peer(log.parked[place].peer))
    effects.append(
      .readLog(
        id, from: request.entries[count].index, through: last.index, bytes: limits.logReadBytes))
  }

  mutating func logRead(_ id: LogReadID, _ entries: [LoggedEntry]?) {
    switch log.endRead(id) {
    case nil: return
    case .apply?:
      // Cut by a snapshot that came meanwhile, or asked for again.
      if let entries { log.replay.append(contentsOf: entries) }
    case .peer(let peer)?:
      guard let place = log.parked.firstIndex(where: { $0.peer == peer }) else { return }
      guard let entries, take(entries, forPeer: place) else {
        log.parked.remove(at: place)
        return raftStep(.peerUnreachable(peer))
      }
      sendParked(place)
    case .repair(let peer)?: effects.append(.sendEntries(entries ?? [], to: peer))
    }
  }

  /// False where the log has other entries than the request, or none.
  private mutating func take(_ entries: [LoggedEntry], forPeer place: Int) -> Bool {
    guard !entries.isEmpty, let message = log.parked[place].requests.first,
      case .appendRequest(let request) = message.body
    else { return false }
    for entry in entries where log.parked[place].payloads.count < request.entries.count {
      guard request.entries[log.parked[place].payloads.count] == entry.header else { return false }
      log.parked[place].payloads.append(entry.payload)
    }
    return true
  }

  private mutating func sendParked(_ place: Int) {
    while let message = log.parked[place].requests.first,
      case .appendRequest(let request) = message.body
    {
      guard let payloads = gather(request, from: log.parked[place].payloads) else {
        return readForPeer(place)
      }
      log.parked[place].requests.removeFirst()
      log.parked[place].payloads = []
      effects.append(.send(message, payloads: payloads))
    }
    log.parked.remove(at: place)
  }

  mutating func logCut(upTo index: LogIndex) {
    store.isCutting = false
    guard index <= raft.last.index else { return }
    raftStep(.logCompacted(upTo: index))
    // What was flushed meanwhile: where nothing more is written, no later flush would cut it.
    cutLog()
  }
}
