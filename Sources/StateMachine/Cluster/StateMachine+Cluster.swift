import Messages
import Units

extension StateMachine {
  mutating func setMember(_ command: MemberCommand, _ output: inout ApplyOutput) -> CommandOutcome {
    var member = command.member
    let known = members.firstIndex { $0.node == member.node }
    let wasAnnounced = known.map { members[$0].isAnnounced } ?? false
    if command.isRemoved {
      guard let known else { return .success([]) }
      // Its number is never given out again, so that of the newest stays known.
      guard known < members.count - 1 else {
        return .failure(
          Failure(.failedPrecondition, .fieldInvalid, "\(member.node) is the newest number"))
      }
      members.remove(at: known)
      output.delete(Keys.key(.member, member.node.rawValue))
    } else {
      member.since = known.map { members[$0].since } ?? time
      guard known == nil || known.map({ members[$0] }) != member else { return .success([]) }
      guard members.count < 1_000 || known != nil else {
        return .failure(
          Failure(.resourceExhausted, .quotaExceeded, "1,000 members are known: remove some"))
      }
      if let known {
        members[known] = member
      } else {
        let place = members.firstIndex { member.node < $0.node } ?? members.endIndex
        members.insert(member, at: place)
      }
      output.put(Keys.key(.member, member.node.rawValue), member.encoded())
    }
    // Records of those that are gone long ago are let go of without a word.
    if command.isRemoved && !member.isAnnounced { return .success([]) }
    var text = JSONText()
    text.member("node", member.node.description)
    text.member("name", member.name)
    text.member("address", member.address)
    let isNew = known == nil || wasAnnounced && !member.isAnnounced
    announce(
      command.isRemoved || member.isGone
        ? "node.removed"
        : isNew ? member.isAnnounced ? "node.announced" : "node.added" : "node.updated",
      key: member.name, text, &output)
    return .success([])
  }

  // MARK: Retention

  /// Deletes what the leader found to be old; what lives, or waits as a dead letter, stays.
  mutating func retain(_ command: RetainCommand, _ output: inout ApplyOutput) -> CommandOutcome {
    for item in command.executions.prefix(RetainCommand.mostExecutions) {
      forget(item, &output)
    }
    if command.firstEvent > events.first && command.firstEvent <= events.next {
      let passed = events.trim(
        below: command.firstEvent, most: StateMachine.eventsPerRetention)
      for range in passed {
        for offset in range { output.delete(Keys.key(.event, offset)) }
      }
      for key in command.eventKeys.prefix(2 * Int(StateMachine.eventsPerRetention)) {
        guard
          key.first == Keys.Kind.eventIndex.rawValue && key.count == 9
            || key.first == Keys.Kind.correlation.rawValue && key.count == 17
        else { continue }
        output.delete(key)
      }
    }
    return .success([])
  }

  /// Events that one command deletes at most.
  static let eventsPerRetention: UInt64 = 10_000
  /// Attempts and log chunks that go with one execution at most.
  static let keysPerExecution = 10_000

  /// Deletes all that is stored of an ended execution.
  mutating func forget(_ item: RetainCommand.Item, _ output: inout ApplyOutput) {
    guard executions.slot(of: item.execution) == nil, deadLetters.job(of: item.execution) == nil
    else { return }
    let attempts = Keys.key(.attempt, item.execution)
    let logs = Keys.key(.log, item.execution)
    for key in item.keys.prefix(StateMachine.keysPerExecution)
    where key.starts(with: attempts) || key.starts(with: logs)
      || key.first == Keys.Kind.correlation.rawValue && Keys.secondID(key) == item.execution
    {
      output.delete(key)
    }
    guard item.isWhole else { return }
    output.delete(Keys.key(.finished, item.execution))
    output.delete(Keys.key(.born, item.job.rawValue, item.execution.rawValue))
    output.delete(Keys.key(.payload, item.execution))
    output.delete(Keys.key(.result, item.execution))
    output.delete(Keys.key(.requeued, item.execution))
  }

  // MARK: Requeue

  /// Starts ended executions anew: their payloads, with a fresh budget, under the job's newest
  /// definition. All or nothing.
  /// - Returns: the new executions, in order.
  mutating func requeue(
    _ command: RequeueCommand, principal: String, _ output: inout ApplyOutput
  ) throws(Failure) -> [RecordID] {
    guard (1...RequeueCommand.most).contains(command.sources.count) else {
      throw .field(
        "selection", .fieldInvalid,
        "\(command.sources.count) executions are named; 1 to \(RequeueCommand.most) may be")
    }
    var slots: [Int32] = []
    for source in command.sources {
      if let slot = executions.slot(of: source.execution) {
        throw Failure(
          .failedPrecondition, .executionLive,
          "the execution \(source.execution) is \(executions[slot].state(at: time).name): "
            + "only one that has ended can be requeued")
      }
      guard let job = jobs.slot(of: source.job), !jobs[job: job].isDeleting else {
        throw Failure(
          .notFound, .notFound, "the job of the execution \(source.execution) is deleted")
      }
      guard (1...9).contains(source.priority) else {
        throw .field("priority", .fieldInvalid, "a priority is 1 to 9, not \(source.priority)")
      }
      if let failure = refuseBirth(job, count: command.sources.count) {
        throw failure
      }
      slots.append(job)
    }
    var made: [RecordID] = []
    for (place, source) in command.sources.enumerated() {
      var new = NewExecution(job: slots[place])
      new.origin = .requeue
      new.payload = source.payload
      new.contentType = source.contentType
      new.priority = source.priority
      new.requeuedFrom = source.execution
      new.cause = source.execution
      new.root = source.root
      new.labels = source.labels
      new.principal = principal
      let id = bear(new, &output)
      made.append(id)
      output.put(Keys.key(.requeued, source.execution.rawValue), RequeuedMark.encode(id))
      discard(source.execution, &output)
    }
    return made
  }

  /// Takes an execution off the dead-letter list; false where it was not on it.
  @discardableResult
  mutating func discard(_ execution: RecordID, _ output: inout ApplyOutput) -> Bool {
    guard deadLetters.job(of: execution) != nil else { return false }
    deadLetters.remove(execution)
    output.delete(Keys.key(.deadLetter, execution))
    return true
  }
}

/// The link from an execution to the one that it was requeued as.
enum RequeuedMark {
  static func encode(_ id: RecordID) -> Bytes {
    var record = RecordWriter(capacity: 12)
    record.byte(1)
    record.id(id)
    return record.bytes
  }

  static func decode(_ bytes: Bytes) -> RecordID? {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    let id = record.id()
    return record.isDamaged ? nil : id
  }
}
