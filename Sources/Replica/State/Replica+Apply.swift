import Raft
import StateMachine
import Units

/// Committed entries become state, answers and notices.
extension Replica {
  mutating func applyCommitted() {
    guard machine.index < committed.index, !snapshots.isInstalling, digests.freezesAt == nil
    else { return }
    var budget = limits.applyCommands
    while machine.index < committed.index {
      // What cannot be written yet must not gather without bound: the disk is behind.
      if overlay.count > 4 * limits.overlayChanges
        || overlay.bytes > 4 * Int(limits.overlayBytes.rawValue)
      {
        break
      }
      if budget <= 0 {
        effects.append(.yield)
        break
      }
      guard applyNext(&budget) else { break }
    }
    guard !isOutgrown else { return }
    if machine.index > raft.appliedIndex { raftStep(.applied(machine.index)) }
    log.window.evict(
      to: Int(limits.windowBytes.rawValue), upTo: min(machine.index, raft.persistedIndex))
    if isLeader, !leadership.isReady, machine.index >= leadership.noop { becameReady() }
  }

  /// False where the entry's payload has to be read first.
  private mutating func applyNext(_ budget: inout Int) -> Bool {
    let index = machine.index.next()
    guard let header = raft.header(at: index) else {
      preconditionFailure("entry \(index) is committed, not applied, and not in the log")
    }
    guard header.kind == .command else {
      if log.replay.first?.header.index == index { log.replay.removeFirst() }
      machine.advance(index: index, term: header.term)
      budget -= 1
      finishEntry(index)
      return true
    }
    guard let payload = payloadToApply(header) else { return false }
    let entry = takeProposed(header)
    output.wantsAnswers = entry?.hasCallers ?? false
    machine.apply(index: index, term: header.term, batch: payload, into: &output)
    if let unknown = output.unknown {
      end(before: index, unknown)
      return false
    }
    store.logged += UInt64(payload.count)
    if store.dirtySince == nil, !output.changes.isEmpty { store.dirtySince = now }
    for change in output.changes { overlay.put(change) }
    budget -= max(1, output.outcomes.count)
    if let entry { answer(entry, output.outcomes) }
    if !output.notices.isEmpty {
      if isReady { for notice in output.notices { act(on: notice) } }
      notices.append(contentsOf: output.notices)
    }
    // What changes nothing fills the log all the same, and waits for the next flush to be cut.
    if output.changes.isEmpty { store.unflushedBytes += payload.count }
    if let entry { endDuties(entry) }
    let check = output.check
    output.removeAll()
    finishEntry(index)
    guard let check else { return true }
    self.check(check)
    return digests.freezesAt == nil
  }

  private mutating func finishEntry(_ index: LogIndex) {
    if store.unflushedSince == nil { store.unflushedSince = now }
    if index.rawValue % limits.digestInterval == 0 { tellDigest() }
  }

  private mutating func payloadToApply(_ header: EntryHeader) -> Bytes? {
    // What stands there is not what was written: nothing is made of it before it is repaired.
    if let damaged = raft.firstDamaged, header.index >= damaged,
      !mutations.contains(.appliesDamaged)
    {
      return nil
    }
    if let payload = log.window.payload(at: header.index) { return payload }
    while let first = log.replay.first {
      if first.header.index > header.index { break }
      log.replay.removeFirst()
      if first.header == header { return first.payload }
    }
    guard !log.isReading(.apply) else { return nil }
    log.replay.removeAll()
    var through = min(committed.index, log.window.first.previous())
    if let damaged = raft.firstDamaged, !mutations.contains(.appliesDamaged) {
      through = min(through, damaged.previous())
    }
    effects.append(
      .readLog(
        log.newRead(.apply), from: header.index, through: through, bytes: limits.logReadBytes))
    return nil
  }
}
