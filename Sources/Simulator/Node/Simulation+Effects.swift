import Journal
import Raft
import Replica
import StateMachine
import Units

/// What a node's hands would do.
extension Simulation {
  func run(_ effect: ReplicaEffect, at place: Int) {
    switch effect {
    case .persist(let persist, let payloads):
      oracle.appends(persist, nodes[place])
      if let first = persist.truncateFrom { nodes[place].lacking.removeAll { $0 >= first } }
      nodes[place].disk.persist(persist, payloads)
      wakeLog(place)
    case .readLog(let id, let from, let through, let bytes):
      readLog(id, from, through, bytes, at: place)
    case .cutLog(let index):
      guard let term = nodes[place].mind?.logTerm(at: index) else {
        return later(place, .logCut(upTo: index), 1...10)
      }
      nodes[place].disk.cut(upTo: LogPosition(term: term, index: index))
      wakeLog(place)
    case .send(let message, let payloads): send(message, payloads, from: place)
    case .sendDigest(let index, let digest): sendDigest(index, digest, from: place)
    case .repair(let entries):
      nodes[place].disk.repair(entries)
      wakeLog(place)
    case .askEntries(let positions, let peer):
      whisper(.entriesWanted(from: nodes[place].id, positions), from: place, to: peer)
    case .sendEntries(let entries, let peer):
      whisper(.entriesFound(from: nodes[place].id, entries), from: place, to: peer)
    case .contents(let index, _): later(place, .contents(index, nil), 100...4_000)
    case .sendContents, .disputed, .forgot: break
    case .alarm(let time):
      nodes[place].alarm = time
      wake(place, at: max(now, nodes[place].clock.world(time)))
    case .yield: later(place, .resume, 1...10)
    case .write(let number, let changes):
      let applied = nodes[place].mind?.vitals.state ?? .zero
      let durable = nodes[place].disk.log.acknowledged.last.index
      if applied > durable {
        fail("\(nodes[place].id) writes the state at \(applied), its log ends at \(durable)")
      }
      order(.write(number, changes, applied: applied), at: place)
    case .flush(let number): order(.flush(number), at: place)
    case .checkpoint(let id, _): order(.checkpoint(id), at: place)
    case .read(let id, let reads):
      // Beside the thread that writes.
      queue.add(
        .state(
          place, life: nodes[place].life,
          .read(id, reads, generation: nodes[place].storeGeneration)),
        at: now + .microseconds(Int64(random.disk.draw(10...1_500))))
    case .install(let id, let meta, let keepsLog):
      order(.install(id, meta, keepsLog: keepsLog), at: place)
    case .answer(let call, let answer):
      if let errand = nodes[place].errands.removeValue(forKey: call) {
        return heard(answer, of: errand)
      }
      tell(effect, from: place)
    case .joined(let call, let node):
      if let errand = nodes[place].errands.removeValue(forKey: call) {
        return joined(node, by: errand)
      }
      tell(effect, from: place)
    case .lease, .cancelLease, .leaseEnded, .drain, .sessionEnded, .renewed, .notices:
      tell(effect, from: place)
    case .role(let term, _, let isLeader, let isReady):
      if isLeader && !isReady { lead(term, place) }
    case .members: break
    case .sendSnapshot(let id, let peer, let term, let meta):
      sendSnapshot(id, meta, term, from: place, to: peer)
    case .dropCheckpoint(let id): nodes[place].disk.checkpoints[id.rawValue] = nil
    case .dropSnapshot(let id): received[id.rawValue] = nil
    case .stop(let reason):
      nodes[place].stopped = reason
      if case .outgrown = reason, outgrows(place) { return }
      guard expectsStops else { return fail("\(nodes[place].id) stops: \(reason)") }
      kill(place)
      nodes[place].downUntil = .distantFuture
    }
  }

  /// A node met what its older build does not know. That may happen where it ran the newer one when
  /// the others last heard of it; and then it goes on with that.
  private func outgrows(_ place: Int) -> Bool {
    guard nodes[place].isDowngraded else { return false }
    report.note("\(nodes[place].id) stops: its older build does not know what comes", now)
    kill(place)
    nodes[place].build = SimulatedNode.newestBuild
    return true
  }

  func later(_ place: Int, _ input: ReplicaInput, _ delay: ClosedRange<UInt64>) {
    queue.add(
      .input(at: place, life: nodes[place].life, input),
      at: now + .microseconds(Int64(random.disk.draw(delay))))
  }

  private func lead(_ term: Term, _ place: Int) {
    report.statistics.elections += 1
    report.note("\(nodes[place].id) leads term \(term)", now)
    oracle.leads(term, place, nodes)
    if let steady {
      fail(
        "\(nodes[place].id) leads term \(term), although only \(nodes[steady.victim].name) had "
          + "troubles and \(steady.leader) led")
    }
  }
}
