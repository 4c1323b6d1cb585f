import Units

extension StateMachine {
  /// Ended executions that one step of retention looks at, and lets go of, at most.
  static let mostScanned = 1_000
  static let mostRetained = 250

  /// Looks at ended executions from `start` on, in the order of their birth, and at the oldest
  /// events, and answers what may go: one bounded step.
  func retention(from start: RecordID) -> QueryStep {
    let completed = time - .milliseconds(Int64(settings.keepCompleted))
    let failed = time - .milliseconds(Int64(settings.keepFailed))
    let oldest = time - .milliseconds(Int64(settings.keepEvents))
    let ended = Keys.Range(
      lower: Keys.key(.finished, start), upper: Keys.all(.finished).upper)
    let events = Keys.Range(
      lower: Keys.key(.event, events.first), upper: Keys.all(.event).upper)
    // An ended execution's own record says that it was a dead letter, not that it is one still.
    let letters = Keys.Range(
      lower: Keys.key(.deadLetter, start), upper: Keys.all(.deadLetter).upper)
    return .read(
      [
        .scan(ended, reversed: false, limit: StateMachine.mostScanned, bytes: 4 << 20),
        .scan(events, reversed: false, limit: StateMachine.mostScanned, bytes: 4 << 20),
        .scan(letters, reversed: false, limit: StateMachine.mostScanned, bytes: 4 << 20),
      ],
      QueryRun { found in
        var command = RetentionReads.events(found.count > 1 ? found[1] : [], before: oldest)
        var old: [(id: RecordID, ended: FinishedExecution)] = []
        var last = RecordID.none
        var isOver = false
        let letters = found.count > 2 ? found[2].compactMap { Keys.id($0.key) } : []
        let waiting = Set(letters)
        // What lies beyond the last one that was read may be one too.
        let edge = letters.count >= StateMachine.mostScanned ? letters.last : nil
        for record in found.first ?? [] {
          guard let id = Keys.id(record.key), let ended = FinishedExecution(record.value) else {
            continue
          }
          // Born in order, none before its end: what follows is younger still.
          isOver = ended.created >= max(completed, failed)
          if isOver || old.count == StateMachine.mostRetained { break }
          if let edge, id > edge { break }
          last = id
          if !waiting.contains(id), ended.ended < (ended.state == .completed ? completed : failed) {
            old.append((id, ended))
          }
        }
        if last != .none && !isOver { command.next = RecordID(last.rawValue + 1) }
        guard let first = old.first, let final = old.last else {
          return .answer(
            command.isEmpty && command.next == .none ? [] : command.encoded())
        }
        let wanted = old
        let base = command
        return .read(
          RetentionReads.parts(from: first.id, through: final.id),
          QueryRun { found in
            let parts = RetentionReads(found)
            var command = base
            for (id, ended) in wanted {
              guard let item = parts.item(id, ended) else {
                // Beyond what was read: the next step begins here.
                command.next = id
                break
              }
              command.executions.append(item)
              if !item.isWhole {
                command.next = id
                break
              }
            }
            return .answer(command.encoded())
          })
      })
  }
}

/// What is stored of ended executions beside their own records, as far as one step read it.
struct RetentionReads: Sendable {
  /// Keys that are read of each kind at once, and bytes with them.
  static let mostKeys = 2_000
  static let mostBytes = 4 << 20

  private var keys: [RecordID: [Bytes]] = [:]
  /// The execution at which the reads ended by a limit: the first of whose keys there may be more.
  private var edge: RecordID?

  static func parts(from first: RecordID, through last: RecordID) -> [StoreRead] {
    [Keys.Kind.attempt, .log].map { kind in
      .scan(
        Keys.Range(
          lower: Keys.key(kind, first),
          upper: Keys.starting(with: Keys.key(kind, last)).upper),
        reversed: false, limit: mostKeys, bytes: mostBytes)
    }
  }

  init(_ found: QueryRun.Found) {
    for records in found {
      var bytes = 0
      for record in records {
        guard let id = Keys.id(Bytes(record.key.prefix(9))) else { continue }
        keys[id, default: []].append(record.key)
        bytes += record.key.count + record.value.count
      }
      guard records.count >= RetentionReads.mostKeys || bytes >= RetentionReads.mostBytes,
        let last = records.last.flatMap({ Keys.id(Bytes($0.key.prefix(9))) })
      else { continue }
      edge = edge.map { min($0, last) } ?? last
    }
  }

  /// Nil where its keys were not read.
  func item(_ id: RecordID, _ ended: FinishedExecution) -> RetainCommand.Item? {
    if let edge, id > edge { return nil }
    var item = RetainCommand.Item(
      execution: id, job: ended.job, keys: keys[id] ?? [], isWhole: id != edge)
    if ended.root != .none && item.isWhole {
      item.keys.append(Keys.key(.correlation, ended.root.rawValue, id.rawValue))
    }
    return item
  }

  /// The events that go, with what leads to them.
  static func events(_ records: [StoreRecord], before oldest: Instant) -> RetainCommand {
    var command = RetainCommand()
    var entry: LogIndex?
    for record in records {
      guard let offset = Keys.number(record.key),
        let event = EventRecord(offset: offset, record.value)
      else { break }
      if let entry, entry != event.id.index {
        // Its last event goes too, and its index with it.
        command.eventKeys.append(Keys.key(.eventIndex, entry.rawValue))
      }
      entry = nil
      guard event.time < oldest else { break }
      entry = event.id.index
      command.firstEvent = offset + 1
      if event.root != event.id {
        command.eventKeys.append(
          Keys.key(.correlation, event.root.rawValue, event.id.rawValue))
      }
    }
    return command
  }
}
