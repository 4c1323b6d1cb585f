internal import Checkers
internal import Client
internal import DequeModule
internal import GRPC
internal import Messages
internal import NIOCore
internal import Units

/// The loads that go through our own client. Each is made, run and stopped on one event loop.
final class ClientLoads {
  private let turn: Turn
  private let addresses: [Address]
  private let recorder: Recorder
  private let names: LabNames
  private var loops: [OpenLoop] = []
  private var callers: [Caller] = []
  private var isStopped = false
  private var seeds: SeededGenerator

  init(turn: Turn, addresses: [Address], recorder: Recorder, names: LabNames, seed: UInt64) {
    self.turn = turn
    self.addresses = addresses
    self.recorder = recorder
    self.names = names
    seeds = SeededGenerator(seed: seed)
  }

  func start(_ loads: [Scenario.Load]) {
    for load in loads {
      switch load {
      case .enqueue(let rate): enqueue(rate)
      case .closed(let clients): for _ in 0..<clients { closed() }
      case .define(let rate): define(rate)
      case .read(let rate): read(rate)
      case .publish(let rate): publish(rate)
      case .stock, .workers, .schedule: break
      }
    }
  }

  /// Nothing new is sent; `completion` hears when all is answered.
  func stop(_ completion: @escaping () -> Void) {
    isStopped = true
    for loop in loops { loop.stop() }
    let waiting = callers.filter { $0.open > 0 }
    var left = waiting.count
    if left == 0 { return completion() }
    for caller in waiting {
      caller.onIdle = {
        caller.onIdle = nil
        left -= 1
        if left == 0 { completion() }
      }
    }
  }

  func close() { for caller in callers { caller.close() } }

  private func caller(_ addresses: [Address]? = nil) -> Caller {
    let made = Caller(
      turn: turn, addresses: addresses ?? self.addresses, recorder: recorder, run: names.run,
      seed: seeds.next())
    callers.append(made)
    return made
  }

  private func open(_ rate: Int, _ fire: @escaping (Monotonic) -> Void) {
    let loop = OpenLoop(turn, rate: rate, fire: fire)
    loops.append(loop)
    loop.run()
  }

  // MARK: Enqueue

  private func enqueue(_ rate: Int) {
    let caller = caller()
    let process = recorder.process()
    open(rate) { [self] due in enqueue(caller, process, due: due) { _ in } }
  }

  private func closed() {
    let caller = caller()
    let process = recorder.process()
    func next() {
      guard !isStopped else { return }
      enqueue(caller, process, due: turn.now) { _ in next() }
    }
    next()
  }

  private func enqueue(
    _ caller: Caller, _ process: UInt32, due: Monotonic,
    then: @escaping (History.Outcome<Answer>) -> Void
  ) {
    let marker = recorder.marker()
    var message = EnqueueRequest()
    message.job = names.job
    message.payload = Marker.bytes(marker)
    var request = Caller.Request(
      method: Methods.ExecutionService.enqueue, bytes: message.encoded(),
      operation: .enqueue(marker: marker, job: names.job, dedup: ""), process: process, due: due)
    let isRepeated = caller.draw(ClientLoads.repeated) == 0
    // Unique among runs as the run's name is, and within it as the marker is.
    if isRepeated { request.key = "\(names.run)-again-\(marker)" }
    caller.call(request, understand: ClientLoads.execution) { [self, request] outcome in
      then(outcome)
      if isRepeated, case .acknowledged = outcome { askAgain(caller, request) }
    }
  }

  static func execution(_ bytes: Bytes) -> Answer? {
    guard let answer = try? EnqueueResponse(decoding: bytes),
      let id = RecordID(text: answer.execution)
    else { return nil }
    return .execution(id, isNew: true)
  }

  // MARK: The same again

  /// One acknowledged enqueue in about so many is asked for once more under its key: the answer must be
  /// the first one, also by another leader.
  static let repeated: UInt64 = 20

  private func askAgain(_ caller: Caller, _ request: Caller.Request) {
    var request = request
    request.isRepeat = true
    let wait = TimeAmount.milliseconds(Int64(10 + caller.draw(2_000)))
    turn.eventLoop.assumeIsolated().scheduleTask(in: wait) { [self, request] in
      guard !isStopped else { return }
      caller.call(request, understand: ClientLoads.execution)
    }
  }

  // MARK: Compare-and-set

  /// What one client knows of a register.
  private struct Register {
    var version: UInt64 = 0
    /// One call at a time: it is a compare-and-set of what was seen last. What falls due meanwhile waits,
    /// and its latency counts from then.
    var isBusy = false
    var due: Deque<Monotonic> = []
  }

  private func define(_ rate: Int) {
    let caller = caller()
    let process = recorder.process()
    var registers = [Register](repeating: Register(), count: LabNames.registers)
    var count: UInt64 = 0
    func next(_ place: Int) {
      guard !registers[place].isBusy, let due = registers[place].due.popFirst() else { return }
      registers[place].isBusy = true
      count += 1
      let request = define(place, registers[place].version, count, process, due: due)
      caller.call(request, understand: ClientLoads.record) { outcome in
        registers[place].isBusy = false
        if case .acknowledged(.record(_, _, let version)) = outcome {
          registers[place].version = version
        }
        next(place)
      }
    }
    open(rate) { due in
      let place = Int(caller.draw(UInt64(LabNames.registers)))
      registers[place].due.append(due)
      next(place)
    }
  }

  private func define(
    _ place: Int, _ version: UInt64, _ count: UInt64, _ process: UInt32, due: Monotonic
  ) -> Caller.Request {
    let name = names.register(place)
    guard count % 3 != 0, version > 0 else {
      return Caller.Request(
        method: Methods.JobService.getJob, bytes: GetJobRequest(job: name).encoded(),
        operation: .define(.job, name: name, .read(.linearizable)), process: process, due: due)
    }
    let value = "v\(count)"
    // Now and then with a version that is too old: it must be refused.
    let expected = version - (count % 7 == 0 && version > 1 ? 1 : 0)
    let message = UpdateJobRequest(
      job: Job(name: name, description: value), updateMask: ["description"],
      expectedVersion: expected)
    return Caller.Request(
      method: Methods.JobService.updateJob, bytes: message.encoded(),
      operation: .define(.job, name: name, .update(value: value, expected: expected)),
      process: process, due: due, mayBeRefused: true)
  }

  static func record(_ bytes: Bytes) -> Answer? {
    guard let job = try? Job(decoding: bytes) else { return nil }
    return .record(value: job.description, isOn: job.enabled ?? true, version: job.version)
  }

  // MARK: Reads

  /// At every node for itself: no other is asked in its place.
  private func read(_ rate: Int) {
    for (place, address) in addresses.enumerated() {
      let caller = caller([address])
      let process = recorder.process()
      open(rate) { [self] due in
        guard let id = recorder.recent(caller.draw(1 << 20)) else { return }
        let request = Caller.Request(
          method: Methods.ExecutionService.getExecution,
          bytes: GetExecutionRequest(execution: id.text).encoded(),
          operation: .look(execution: id, .linearizable), process: process, due: due,
          node: place)
        caller.call(request) { bytes in
          guard let execution = try? Execution(decoding: bytes) else { return nil }
          return .state(History.State(execution.state))
        }
      }
    }
  }

  // MARK: Events

  private func publish(_ rate: Int) {
    let caller = caller()
    let process = recorder.process()
    open(rate) { [self] due in
      let marker = recorder.marker()
      let message = PublishEventsRequest(
        events: [EventDraft(name: LabNames.event, payload: Marker.bytes(marker))])
      let request = Caller.Request(
        method: Methods.EventService.publishEvents, bytes: message.encoded(),
        operation: .publish(marker: marker), process: process, due: due)
      caller.call(request) { bytes in
        guard let answer = try? PublishEventsResponse(decoding: bytes),
          let item = answer.items.first
        else { return nil }
        return .event(offset: item.offset)
      }
    }
  }
}

/// What a run calls its records: names of its own, so that nobody else's are touched.
struct LabNames: Sendable {
  static let registers = 4
  static let event = "lab.told"
  static let done = "lab.done"

  let run: String

  var job: String { "failover-\(run)" }
  var queue: String { "failover-\(run)" }
  var tick: String { "failover-\(run)-tick" }
  var schedule: String { "failover-\(run)-each-second" }
  /// As the API and the schedule's events name it.
  var scheduleRecord: String { "\(tick)/\(schedule)" }

  func register(_ place: Int) -> String { "failover-\(run)-register-\(place + 1)" }
}

extension History.State {
  init(_ state: Execution.State) {
    switch state {
    case .blocked: self = .blocked
    case .delayed: self = .delayed
    case .running: self = .running
    case .completed: self = .completed
    case .failed: self = .failed
    case .timeout: self = .timeout
    case .cancelled: self = .cancelled
    case .expired: self = .expired
    case .pending, .unspecified, .unrecognized: self = .pending
    }
  }
}
