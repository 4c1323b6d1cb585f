import GRPC
import Logging
import NIOCore
import Raft
import Replica
import Units

/// What is done about each effect. Order within a kind is kept; nothing waits.
extension Node {
  func run(_ effect: ReplicaEffect) {
    switch effect {
    case .persist(let persist, let payloads): disk?.persist(persist, payloads)
    case .readLog(let id, let from, let through, let bytes):
      disk?.readLog(id, from: from, through: through, bytes: bytes)
    case .cutLog(let index): disk?.cutLog(upTo: index)
    case .send(let message, let payloads): send(message, payloads)
    case .sendDigest(let index, let digest): sendDigest(index, digest, .applied)
    case .sendContents(let index, let digest): sendDigest(index, digest, .contents)
    case .contents(let index, let meta): makeContents(index, meta)
    case .disputed(let index, let claims): disputed(index, claims)
    case .askEntries(let positions, let peer): askEntries(positions, of: peer)
    case .sendEntries(let entries, let peer): sendEntries(entries, to: peer)
    case .repair(let entries):
      logger.notice(
        "damaged entries fetched",
        metadata: ["from": "\(entries[0].header.index)", "count": "\(entries.count)"])
      disk?.repair(entries)
    case .alarm(let time): setAlarm(time)
    case .yield: yieldTurn()
    case .write(let number, let changes):
      disk?.write(number, changes, applied: mind?.applied ?? .zero)
    case .flush(let number): disk?.flush(number)
    case .read(let id, let reads): disk?.read(id, reads)
    case .answer(let id, let answer): self.answer(id, answer)
    case .joined(let call, let node):
      _ = calls.take(call)
      joins.removeValue(forKey: call)?(node)
    case .lease(let session, let lease, let grant): sinks[session]?.lease(lease, grant)
    case .cancelLease(let session, let execution, let token, let reason, let grace):
      sinks[session]?.cancel(execution, token, reason, grace)
    case .leaseEnded(let session, let execution, let token):
      sinks[session]?.leaseEnded(execution, token)
    case .drain(let session, let deadline): sinks[session]?.drain(deadline)
    case .sessionEnded(let session, let fate): sessionEnded(session, fate)
    case .renewed(let id, let isConfirmed):
      renewals.removeValue(forKey: id.rawValue)?(isConfirmed)
    case .notices(let notices): tell(notices)
    case .role(let term, let leader, let isLeader, let isReady):
      roleChanged(term, leader: leader, isLeading: isLeader && isReady)
    case .members(let placed, let records): membersChanged(placed, records)
    case .forgot(let peer, let acknowledged, let has):
      logger.error(
        "a member lost the end of its log",
        metadata: [
          "member": "\(name(of: peer))", "acknowledged": "\(acknowledged)", "has": "\(has)",
          "meaning":
            "it is given that again; look at its disk, and whether its directory was copied",
        ])
    case .checkpoint(let id, let meta): makeCheckpoint(id, meta)
    case .sendSnapshot(let id, let peer, let term, let meta):
      sendSnapshot(id, to: peer, term: term, meta)
    case .dropCheckpoint(let id): dropCheckpoint(id)
    case .install(let id, let meta, let keepsLog): install(id, meta, keepsLog: keepsLog)
    case .dropSnapshot(let id): dropSnapshot(id)
    case .stop(let reason): stop(reason)
    }
  }

  /// The rest of the work comes in a turn of its own, after sockets and timers had theirs. Not as a
  /// task that is ready at once: the loop runs all of those, and those that they submit, before it
  /// looks at a socket (NIO's `SelectableEventLoop.runOneLoopTick`), so that a node with much to apply
  /// heard no heartbeat and gave no vote until it had done.
  private func yieldTurn() {
    let asked = Clock.monotonic
    turn.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(rest.span.microseconds)) {
      [weak self] in
      guard let self else { return }
      rest.woke(after: Clock.monotonic - asked)
      step(.resume)
    }
  }

  private func stop(_ reason: StopReason) {
    switch reason {
    case .diverged(let divergence): diverged(divergence)
    case .outgrown(let outgrown):
      finish(
        NodeEnd(
          .data,
          "entry \(outgrown.index) of the log in \(options.dataDirectory) brings \(outgrown.unknown), "
            + "and this build knows machine versions up to \(outgrown.knows): start the cluster's "
            + "release with the same directory"))
    }
  }

  func roleChanged(_ term: Term, leader: NodeID?, isLeading: Bool) {
    let before = leaderID
    let led = self.isLeading
    self.term = term
    leaderID = leader
    knownTrailers = nil
    self.isLeading = isLeading
    if before != leader {
      leaderSince = turn.now
      logger.info(
        "leader",
        metadata: ["leader": "\(leader.map { name(of: $0) } ?? "none")", "term": "\(term)"])
      endPassedStreams(unlessTo: leader)
      if let leader { takeBackForwards(unlessTo: leader) }
    }
    if isLeading && !led {
      logger.info("leading", metadata: ["term": "\(term)"])
      beganLeading()
    }
    checkTransfer()
    if before != leader || led != isLeading {
      turn.atEnd { [weak self] in self?.routeWaiting() }
      tellListeners()
    }
  }
}
