import Messages
public import Units

/// The replicated state: what decisions need, in memory, and how entries of the log change it.
///
/// Apply reads its entry and this memory only. Everything that it changes in memory it also puts
/// out as records, so that memory is a function of the store at every index (`Loader`), and the
/// store a function of the log. Executions that ended, payloads, results, logs and events are
/// written through and forgotten; queries read them back.
public struct StateMachine: Sendable {
  // MARK: Where it stands

  /// The last entry applied.
  public internal(set) var index = LogIndex.zero
  public internal(set) var term = Term.zero
  /// Stamped time of the last batch; only grows.
  public internal(set) var time = Instant.epoch
  /// Chain over all entries: index, term, commands and the changes that they made, in order.
  public internal(set) var digest = Hash128.zero

  /// The machine version in force.
  public internal(set) var version = StateMachine.firstVersion
  /// The newest that this build knows; others in tests only.
  package var knownVersion = StateMachine.newestVersion

  // MARK: What decisions need

  var executions = ExecutionTable()
  var jobs = JobTable()
  var queues = QueueTable()
  var schedules = ScheduleTable()
  var sessions = SessionTable()
  var modules = ModuleTable()
  var events = EventState()
  var idempotency = IdempotencyWindow()
  var deadLetters = DeadLetterTable()
  var roots = RootTable()
  /// The live execution that holds a dedup key.
  var dedup: [Hash128: RecordID] = [:]
  /// Deleted jobs whose executions are still to be cancelled.
  var sweeps: [Sweep] = []
  /// By node.
  var members: [MemberRecord] = []
  public internal(set) var settings = MachineSettings()
  public internal(set) var zones = ZoneState()
  public internal(set) var counts = Counts()
  /// After a restore, until somebody releases it: stamped time of the backup. Meanwhile nothing fires
  /// and nothing is granted; whoever asks for something is answered as ever.
  public internal(set) var heldSince: Instant?
  /// Whose `notBefore` has not come.
  var delays = TimerHeap()
  /// Ends of attempts, and `startBy` of what waits.
  var deadlines = TimerHeap()

  // MARK: The entry that is being applied

  var entry = EntryContext()

  /// Bugs put back on purpose; empty outside of tests.
  package var mutations: StateMutations = []
  /// Entries applied since this value was made; for a bug only.
  var age: UInt64 = 0

  public init() {}

  /// Applies a batch of commands. Bad commands give a failure and change nothing.
  ///
  /// - Precondition: `index` follows the last one; the batch is one that a leader made. A batch
  ///   that cannot be read stops the node: to skip it would make this node differ. Where
  ///   `output.unknown` is set afterwards the entry is beyond this build: nothing of what it gave
  ///   counts, and this value is worth nothing any more.
  /// - Complexity: O(commands), and O(log n) for each timer that became due.
  public mutating func apply(
    index: LogIndex, term: Term, batch: Bytes, into output: inout ApplyOutput
  ) {
    begin(index, term)
    let firstChange = output.changes.count
    let before = markedVersion
    guard var reader = CommandBatchReader(batch) else {
      preconditionFailure("entry \(index) is no batch of commands that this build can read")
    }
    precondition(
      reader.time > time, "entry \(index) is stamped \(reader.time), not after \(time)")
    time = reader.time
    entry = EntryContext(index: index, seed: reader.seed, firstEvent: events.next)
    advanceTime(&output)
    while output.unknown == nil, let item = reader.next() {
      output.outcomes.append(run(item, &output))
    }
    guard output.unknown == nil else { return }
    precondition(!reader.isDamaged, "entry \(index) ends within a command")
    finishEntry(&output)
    chain(batch, output.changes[firstChange...], before)
  }

  /// Takes note of an entry without commands: a term's no-op, or a configuration.
  public mutating func advance(index: LogIndex, term: Term) {
    begin(index, term)
    chain([], [], markedVersion)
  }

  private mutating func begin(_ index: LogIndex, _ term: Term) {
    precondition(
      index == self.index.next(), "entry \(index) cannot be applied after \(self.index)")
    precondition(term >= self.term, "entry \(index) is of term \(term), before \(self.term)")
    self.index = index
    self.term = term
    age += 1
  }

  /// The digest needs no old values: equal logs that made equal changes give equal chains. Nodes that
  /// act by different versions give different ones, also where they did the same.
  mutating func chain(_ batch: Bytes, _ changes: ArraySlice<Change>, _ version: UInt32) {
    var head = Bytes()
    head.append(littleEndian: digest.high)
    head.append(littleEndian: digest.low)
    head.append(littleEndian: index.rawValue)
    head.append(littleEndian: term.rawValue)
    if version > StateMachine.firstVersion { head.append(littleEndian: version) }
    var hash = Hash128(of: head)
    hash = Hash128(of: batch, seed: hash.high ^ hash.low)
    for change in changes {
      let key = Hash128(of: change.key, seed: hash.high)
      if let value = change.value {
        let body = Hash128(of: value, seed: hash.low)
        hash = Hash128(high: key.high ^ body.low, low: key.low &+ body.high &* 31)
      } else {
        hash = Hash128(high: key.high, low: ~key.low)
      }
    }
    digest = hash
    if mutations.contains(.dependsOnLife), age % 64 == 0 { digest.low &+= 1 }
  }

  /// Runs one command: known kind, first use of its key, then its family.
  private mutating func run(
    _ item: CommandBatchReader.Item, _ output: inout ApplyOutput
  ) -> CommandOutcome {
    guard let kind = CommandKind(rawValue: item.kind) else {
      // The leader proposes it once all members know it; who does not must not go on.
      output.unknown = .kind(item.kind)
      return .success([])
    }
    let command = Invocation(kind: kind, item: item)
    guard let key = item.idempotency else { return perform(command, &output) }
    if let known = idempotency.find(key.scope), !mutations.contains(.forgetsKeys) {
      guard known.body == key.body else {
        return .failure(
          Failure(
            .invalidArgument, .idempotencyKeyReused,
            "this idempotency key came before with another body: take a new key for a new request"))
      }
      return .deferred(.repeated(known.record))
    }
    if let refusal = refuseKey() { return .failure(refusal) }
    // The answer is kept, so it is wanted on every node.
    let wanted = output.wantsAnswers
    output.wantsAnswers = true
    let outcome = perform(command, &output)
    output.wantsAnswers = wanted
    remember(key, outcome, &output)
    return outcome
  }
}

/// What belongs to the entry in hand only.
struct EntryContext: Sendable {
  var index = LogIndex.zero
  var seed: UInt64 = 0
  /// The position that the next record gets; 0 is never given out.
  var position: UInt32 = 1
  /// The event offset that comes next when the entry begins.
  var firstEvent: UInt64 = 1
  /// Draws so far, so that each has a generator of its own.
  var draws: UInt64 = 0
  /// Slots of jobs whose counts changed, in the order of their first change.
  var touchedJobs: [Int32] = []
  /// Roots of chains whose counts changed, likewise.
  var touchedRoots: [RecordID] = []
  /// Of the execution that ended last.
  var lastState = ExecutionState.completed

  /// How many more records the entry can name.
  var room: Int { 65_535 - Int(position) + 1 }

  /// The id of the next record. Callers make sure of `room` before they change anything.
  mutating func nextID() -> RecordID {
    precondition(position <= 65_535, "entry \(index) is out of record ids")
    defer { position += 1 }
    return RecordID(index: index, position: UInt16(position))
  }

  /// A generator of its own for every draw of the entry.
  mutating func generator() -> SeededGenerator {
    draws += 1
    return SeededGenerator(seed: seed &+ draws &* 0x9E37_79B9_7F4A_7C15)
  }
}

/// A command as its family sees it.
struct Invocation {
  var kind: CommandKind
  var item: CommandBatchReader.Item

  var principal: String { String(decoding: item.principal, as: UTF8.self) }
  var trace: String { String(decoding: item.trace, as: UTF8.self) }
  var body: Bytes { Bytes(item.body) }
}
