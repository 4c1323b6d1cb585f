import Raft
import Replica
import StateMachine
import Units

/// What the world does with what nodes say to each other. A corrupted message is not delivered: the
/// transport's check fails and the connection breaks, which is what the receiver learns.
extension Simulation {
  func send(_ message: Message, _ payloads: [Bytes], from place: Int) {
    oracle.says(message, nodes[place])
    guard let target = self.place(of: message.to), target != place else { return }
    report.statistics.messages += 1
    guard !network.isDead(place, target, at: now) else { return }
    if isHealed {
      let delay = random.network.draw(100...800)
      return deliver(message, payloads, target, at: network.arrival(place, target, now, delay))
    }
    if isLost(from: place, to: target) { return }
    var delay = random.network.draw(mix.delay)
    if network.isSlow(place, target, at: now) { delay += random.network.draw(20_000...200_000) }
    if fate(.reordering) {
      deliver(message, payloads, target, at: now + .microseconds(Int64(delay * 3)))
    } else {
      deliver(message, payloads, target, at: network.arrival(place, target, now, delay))
    }
    if fate(.duplication) {
      delay += random.network.draw(0...20_000)
      deliver(message, payloads, target, at: now + .microseconds(Int64(delay)))
    }
    keep(message, payloads, target)
    if mix.rate(.foreigner) > 0, let word = foreignWord(to: message, place), fate(.foreigner) {
      deliver(word, [], place, at: now + .microseconds(Int64(delay)))
    }
  }

  /// What somebody says who answers where a member should, and is not that member: as favourable as
  /// can be.
  private func foreignWord(to message: Message, _ place: Int) -> Message? {
    let body: Message.Body
    switch message.body {
    case .preVoteRequest(let request):
      body = .preVoteResponse(PreVoteResponse(candidateTerm: request.candidateTerm, granted: true))
    case .voteRequest: body = .voteResponse(VoteResponse(granted: true))
    case .appendRequest:
      guard let last = nodes[place].vitals?.last else { return nil }
      body = .appendResponse(AppendResponse(.accepted(persisted: last, matched: last)))
    default: return nil
    }
    return Message(
      group: message.group, from: message.to, incarnation: Incarnation(1 << 40), to: message.from,
      term: message.term, body: body)
  }

  /// A connection begins with what its node's build knows, before all that it says.
  func introduce(_ sender: NodeID, to place: Int) {
    guard isMixed, nodes[place].mind != nil, let other = self.place(of: sender),
      nodes[place].heard[other] != nodes[other].life
    else { return }
    nodes[place].heard[other] = nodes[other].life
    step(place, .peerVersion(sender, nodes[other].build))
  }

  private func deliver(_ message: Message, _ payloads: [Bytes], _ target: Int, at time: Monotonic) {
    queue.add(
      .input(at: target, life: nodes[target].life, .message(message, payloads: payloads)),
      at: time)
  }

  /// As `happens`, drawn from the network's own generator.
  private func fate(_ kind: FaultKind) -> Bool {
    guard random.network.happens(mix.rate(kind)) else { return false }
    report.struck(kind)
    return true
  }

  private func isLost(from place: Int, to target: Int) -> Bool {
    if fate(.corruption) {
      connectionBreaks(place, target)
      return true
    }
    guard fate(.loss) else { return false }
    // Now and then the sender's transport notices.
    if random.network.happens(200) {
      queue.add(
        .input(
          at: place, life: nodes[place].life, .peerUnreachable(nodes[target].id)),
        at: now + .microseconds(Int64(random.network.draw(100...20_000))))
    }
    return true
  }

  /// Both ends learn it, each at its own time.
  func connectionBreaks(_ one: Int, _ other: Int) {
    for (here, there) in [(one, other), (other, one)] where nodes[there].id != NodeID(0) {
      queue.add(
        .input(at: here, life: nodes[here].life, .connectionLost(nodes[there].id)),
        at: now + .microseconds(Int64(random.network.draw(100...5_000))))
    }
  }

  // MARK: Replays

  /// Some messages are heard again, much later, by whoever is there then.
  private func keep(_ message: Message, _ payloads: [Bytes], _ target: Int) {
    let rate = mix.rate(.replay)
    guard rate > 0 else { return }
    if random.network.happens(rate) {
      if network.kept.count < 64 {
        network.kept.append((target, message, payloads))
      } else {
        network.kept[Int(random.network.below(64))] = (target, message, payloads)
      }
    }
    guard random.network.happens(rate / 2), let old = random.network.pick(network.kept) else {
      return
    }
    guard nodes[old.place].id == old.message.to else { return }
    report.struck(.replay)
    deliver(old.message, old.payloads, old.place, at: now + .microseconds(500))
  }

  // MARK: Digests, bodies and snapshots

  /// A word of one replica to another one that is no message of the core's.
  func whisper(_ input: ReplicaInput, from place: Int, to peer: NodeID) {
    guard let target = self.place(of: peer), target != place,
      !network.isDead(place, target, at: now), isHealed || !isLost(from: place, to: target)
    else { return }
    later(target, input, isHealed ? 100...800 : mix.delay)
  }

  func sendDigest(_ index: LogIndex, _ digest: Hash128, from place: Int) {
    for other in nodes.indices
    where other != place && nodes[other].mind != nil
      && !network.isDead(place, other, at: now)
    {
      later(other, .peerDigest(from: nodes[place].id, index: index, digest: digest), 100...4_000)
    }
  }

  /// One stream for a snapshot; it ends whole, or is interrupted by a fault or by either end's death.
  func sendSnapshot(
    _ id: CheckpointID, _ meta: SnapshotMeta, _ term: Term, from place: Int, to peer: NodeID
  ) {
    guard let target = self.place(of: peer),
      let store = nodes[place].disk.checkpoints[id.rawValue],
      !network.isBlocked(place, target), nodes[target].mind != nil
    else { return later(place, .snapshotSent(to: peer, nil), 1_000...50_000) }
    if !isHealed, breaksSnapshots || fate(.interruptedSnapshot) {
      return later(place, .snapshotSent(to: peer, nil), 1_000...50_000)
    }
    // A node refuses what its build cannot read.
    let version = nodes[place].mind?.vitals.version ?? StateMachine.firstVersion
    guard version <= nodes[target].build else {
      return later(place, .snapshotSent(to: peer, nil), 1_000...50_000)
    }
    nextReceived += 1
    received[nextReceived] = store
    let time = now + .microseconds(Int64(random.network.draw(1_000...60_000)))
    let number = ReceivedSnapshotID(nextReceived)
    queue.add(
      .input(
        at: target, life: nodes[target].life,
        .snapshotReceived(number, meta, from: nodes[place].id, term: term)), at: time)
    queue.add(
      .input(at: place, life: nodes[place].life, .snapshotSent(to: peer, meta.position)),
      at: time + .microseconds(100))
  }
}
