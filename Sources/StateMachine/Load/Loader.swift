public import Messages
public import Units

extension StateMachine {
  /// Rebuilds a machine from the store: every record of `Keys.decisions`, in the order of the keys.
  /// The result equals the machine that wrote them, save for the layout of its indexes.
  public struct Loader: Sendable {
    private var machine = StateMachine()
    private var hasMeta = false

    /// - Parameter knows: the newest machine version that can be read.
    public init(knows version: UInt32 = StateMachine.newestVersion) {
      machine.knownVersion = version
    }

    /// Takes one record. Throws DATA_LOSS where it cannot be read: the store is not what this
    /// build or an older one wrote.
    public mutating func add(_ key: Bytes, _ value: Bytes) throws(Failure) {
      guard let first = key.first, let kind = Keys.Kind(rawValue: first) else {
        throw damaged(key, "its kind is unknown")
      }
      guard try load(kind, RecordReader.KeyReader(key), value) else {
        throw damaged(key, "it cannot be read")
      }
    }

    /// The machine; an empty store gives a new one.
    public consuming func finish() throws(Failure) -> StateMachine {
      if !hasMeta && machine.jobs.count > 0 {
        throw Failure(
          .dataLoss, .internalError, "the store has records but none says where it stands")
      }
      machine.finishLoading()
      return machine
    }

    private func damaged(_ key: Bytes, _ what: String) -> Failure {
      Failure(
        .dataLoss, .internalError,
        "the record under \(key.map { String($0, radix: 16) }.joined(separator: " ")): \(what)")
    }

    private mutating func load(
      _ kind: Keys.Kind, _ key: RecordReader.KeyReader, _ value: Bytes
    ) throws(Failure) -> Bool {
      switch kind {
      case .meta:
        hasMeta = true
        guard machine.loadMeta(value) else { return false }
        guard machine.version <= machine.knownVersion else {
          throw Failure(
            .failedPrecondition, .versionMismatch,
            "it is of machine version \(machine.version), and this build knows versions up to "
              + "\(machine.knownVersion)")
        }
        return true
      case .setting:
        guard let settings = MachineSettings(value) else { return false }
        machine.settings = settings
      case .zones:
        machine.zones.bundle = value
        machine.zones.hash = Hash128(of: value)
      case .member:
        guard let node = key.number(), let member = MemberRecord(NodeID(node), value) else {
          return false
        }
        machine.members.append(member)
      case .job: return loadJob(key, value)
      case .jobVersion: return loadVersion(key, value)
      case .jobCounts:
        guard let id = key.number(), let counts = JobCounts(value),
          let slot = machine.jobs.slot(of: RecordID(id))
        else { return false }
        machine.jobs[job: slot].counts = counts
      case .schedule:
        guard let id = key.number(), let schedule = ScheduleState(RecordID(id), value) else {
          return false
        }
        machine.schedules.append(schedule)
        guard let job = machine.jobs.slot(of: schedule.job) else { return false }
        machine.jobs[job: job].schedules.append(schedule.id)
      case .queue:
        guard let name = key.text(), let queue = QueueState(name: name, value) else { return false }
        machine.queues.put(queue)
      case .module:
        guard let id = key.number(), let module = ModuleState(RecordID(id), value) else {
          return false
        }
        machine.modules.modules.append(module)
      case .bundle:
        guard let hash = key.content(), let bundle = BundleState(hash, value) else { return false }
        machine.modules.bundles.append(bundle)
      case .session:
        guard let id = key.number(), let session = SessionState(RecordID(id), value) else {
          return false
        }
        machine.sessions.append(session)
      case .live: return loadLive(key, value)
      case .deadLetter:
        guard let id = key.number(), let letter = DeadLetterRecord(RecordID(id), value) else {
          return false
        }
        machine.deadLetters.insert(letter)
      case .root:
        guard let id = key.number(), let born = RootTable.decode(value) else { return false }
        machine.roots[RecordID(id), default: RootTable.Root()].born = born
        machine.roots[RecordID(id)]?.isStored = true
      case .idempotency:
        guard let id = key.number() else { return false }
        return machine.loadKey(RecordID(id), value)
      case .finished, .born, .payload, .result, .attempt, .log, .requeued, .event, .eventIndex,
        .correlation,
        .answer, .bundleChunk:
        return false
      }
      return true
    }

    private mutating func loadJob(_ key: RecordReader.KeyReader, _ value: Bytes) -> Bool {
      guard let id = key.number(), let stored = JobState.decode(RecordID(id), value) else {
        return false
      }
      let slot = machine.jobs.insert(stored.job)
      var version = JobVersion()
      version.job = slot
      version.number = stored.job.number
      version.definition = stored.definition
      version.queue = machine.queues.place(stored.definition.queue)
      machine.jobs[job: slot].current = machine.jobs.insert(version)
      return true
    }

    private mutating func loadVersion(_ key: RecordReader.KeyReader, _ value: Bytes) -> Bool {
      guard let pair = key.numbers(), let slot = machine.jobs.slot(of: RecordID(pair.0)) else {
        return false
      }
      var record = RecordReader(value)
      guard record.byte() == 1 else { return false }
      var version = JobVersion()
      version.job = slot
      version.number = pair.1
      version.definition = JobDefinition(from: &record)
      version.queue = machine.queues.place(version.definition.queue)
      _ = machine.jobs.insert(version)
      return !record.isDamaged
    }

    private mutating func loadLive(_ key: RecordReader.KeyReader, _ value: Bytes) -> Bool {
      guard let id = key.number(), let stored = LiveExecution.decode(RecordID(id), value),
        let job = machine.jobs.slot(of: stored.job),
        let version = machine.jobs.version(stored.version, of: job),
        let queue = machine.queues.slot(named: stored.queue)
      else { return false }
      var live = stored.execution
      live.job = job
      live.version = version
      live.queue = queue
      let slot = machine.executions.insert(live)
      if live.dedup != .zero { machine.dedup[live.dedup] = live.id }
      machine.adopt(slot)
      return true
    }
  }

  /// What needs all records.
  mutating func finishLoading() {
    for place in sessions.sessions.indices {
      let leases = sessions[place].leases
      sessions[place].leases = leases.sorted { token(of: $0) < token(of: $1) }
    }
    events.rebuild(from: modules.modules)
    for slot in jobs.order where jobs[job: slot].deletion == .cancelling {
      insert(sweep(of: slot))
    }
    settleSweeps()
  }

  private func token(of execution: RecordID) -> RecordID {
    executions.slot(of: execution).map { executions[$0].token } ?? .none
  }
}

extension RecordReader {
  /// Reads the parts of a store key behind its kind.
  struct KeyReader {
    private let rest: ArraySlice<UInt8>

    init(_ key: Bytes) { rest = key.dropFirst() }

    func number() -> UInt64? {
      var reader = ByteReader(rest)
      guard rest.count == 8 else { return nil }
      return reader.bigEndian(UInt64.self)
    }

    func numbers() -> (UInt64, UInt64)? {
      var reader = ByteReader(rest)
      guard rest.count == 16, let first = reader.bigEndian(UInt64.self),
        let second = reader.bigEndian(UInt64.self)
      else { return nil }
      return (first, second)
    }

    func content() -> ContentHash? { ContentHash(bytes: rest) }

    func text() -> String? { String(validating: rest, as: UTF8.self) }
  }
}
