import Journal
import Logging
import Raft
import Replica
import Storage
import Units

/// What the disk's threads did becomes inputs, all that came in one hop in one turn.
extension Node {
  func took(_ events: [DiskEvent]) {
    for event in events where end == nil { took(event) }
  }

  private func took(_ event: DiskEvent) {
    switch event {
    case .durable(let number): durable(number)
    case .logRead(let id, let result): logRead(LogReadID(id), result)
    case .logCut(let index): step(.logCut(upTo: index))
    case .written(let number):
      disk?.stateHasRoom()
      step(.written(number))
    case .flushed(let number, .success):
      disk?.stateHasRoom()
      step(.flushed(number))
    case .flushed(_, .failure(let error)): failed(error)
    case .stateRead(let id, let reads): stateRead(StoreReadID(id), reads)
    case .checkpoint(let id, let result): checkpointMade(CheckpointID(id), result)
    case .contents(let id, let result): contentsHashed(CheckpointID(id), result)
    case .verified(let generation, let result): verified(generation, result)
    case .reclaimed(let result): reclaimed(result)
    case .failed(let error): failed(error)
    }
  }

  private func durable(_ number: UInt64) {
    var last: PersistMark?
    for mark in disk?.durable(number) ?? [] {
      switch mark {
      case .persist(let persist): last = persist
      case .cut(let index): step(.logCut(upTo: index))
      case .repair(let indexes): step(.repaired(indexes))
      case .reset(let position): logReset(position)
      case .founded: founded()
      }
    }
    // One mark stands for all before it.
    if let last { step(.persisted(last)) }
  }

  private func logRead(_ id: LogReadID, _ result: Result<[JournalEntry], StorageError>) {
    switch result {
    case .success(let entries):
      var logged: [LoggedEntry] = []
      logged.reserveCapacity(entries.count)
      for entry in entries {
        guard let kind = EntryKind(rawValue: entry.kind) else {
          return finish(
            NodeEnd(.data, "entry \(entry.index) of the log is of kind \(entry.kind), unknown here")
          )
        }
        logged.append(
          LoggedEntry(
            header: EntryHeader(
              term: entry.term, index: entry.index, kind: kind, size: UInt32(entry.payload.count)),
            payload: entry.payload))
      }
      step(.logRead(id, logged.isEmpty ? nil : logged))
    case .failure(let error) where error.code == .missing: step(.logRead(id, nil))
    case .failure(let error): failed(error)
    }
  }

  private func stateRead(_ id: StoreReadID, _ reads: StateReads) {
    guard reads.generation == disk?.generation else { return step(.storeRead(id, nil)) }
    switch reads.result {
    case .success(let results): step(.storeRead(id, results))
    case .failure(let error): failed(error)
    }
  }

  /// The disk is not to be trusted any more: nothing is retried, the process ends.
  func failed(_ error: StorageError) {
    finish(NodeEnd(error.code == .damaged ? .data : .io, error.description))
  }

  /// Ends this node at once: nothing more is said or written. Whoever started it ends the process.
  func finish(_ why: NodeEnd) {
    guard end == nil else { return }
    end = why
    isStopping = true
    logger.critical("\(why.description)")
    alarm.cancel()
    peers.closeAll()
    // Nothing that is open is answered any more: said now, and not when the process is gone.
    failAll(.shuttingDown)
    onEnd?(why)
  }
}
