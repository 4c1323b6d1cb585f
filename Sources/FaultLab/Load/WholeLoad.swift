internal import Checkers
internal import Client
internal import GRPC
internal import Messages
internal import NIOCore
internal import Units

/// Everybody who works on the cluster during a run; and, when it is over, what there is to judge.
actor WholeLoad {
  /// The cluster as it stands when all is over, and what the checkers say.
  struct Sweep: Sendable {
    var recording = Recording()
    var samples: [Recorder.Sample] = []
    var finding = Judge.Finding()
    /// Executions of the load's job and of the schedule's.
    var finals: [History.Final] = []
    var ticks: [Tick] = []
    /// In which the schedule fell due, by the machine's clock; nil where the nodes have others.
    var firing: ClosedRange<Instant>?
    /// Nil: nobody told them; then there is a complaint.
    var digestsAreEqual: Bool?
    /// What could not be found out.
    var complaints: [String] = []
    /// The cluster was asked what it holds. Otherwise there is nothing to judge.
    var isWhole = true
    /// Why it was not, where it was to be.
    var failure: String?

    /// Nobody called, no schedule fired, no worker was given anything.
    var isEmpty: Bool {
      samples.isEmpty && ticks.isEmpty
        && !recording.sights.contains {
          if case .grant = $0.observation { true } else { false }
        }
    }
  }

  /// One firing of the schedule.
  struct Tick: Hashable, Sendable {
    var due: Instant
    var standsFor: UInt64
    /// As the entry that decided it is stamped.
    var made: Instant
    /// When a worker had it, by the machine's clock; nil where there is none, or the nodes have other
    /// clocks.
    var begun: Instant?
  }

  private let loads: [Scenario.Load]
  private let recorder: Recorder
  private let names: LabNames
  private let eventLoop: any EventLoop
  private let clients: NIOLoopBound<ClientLoads>
  private let addresses: [Address]
  private let firstOffset: UInt64
  private let setsClocks: Bool
  private var tasks: [Task<Void, Never>] = []
  private var workerClients: [Client] = []
  private var reader: EventReader?
  private var stock: [StockClient] = []

  /// Starts all of it.
  static func start(
    _ scenario: Scenario, _ options: LabOptions, _ recorder: Recorder, _ names: LabNames,
    on eventLoop: any EventLoop, addresses: [Address], folder: String?, ledger: Ledger,
    firstOffset: UInt64
  ) async throws -> WholeLoad {
    let loads = scenario.loads
    let seed = options.seed
    let clients = try await eventLoop.submit {
      let made = ClientLoads(
        turn: Turn(eventLoop: eventLoop), addresses: addresses, recorder: recorder, names: names,
        seed: seed)
      made.start(loads)
      return NIOLoopBound(made, eventLoop: eventLoop)
    }.get()
    let whole = WholeLoad(
      loads, recorder, names, eventLoop, clients, addresses, firstOffset: firstOffset,
      // What others started may have clocks of its own.
      setsClocks: scenario.setsClocks || !options.endpoints.isEmpty)
    do { try await whole.startOthers(options, folder, ledger) } catch {
      // What was started is ended on its loop: it may not be let go of anywhere else.
      await whole.silence()
      for stock in await whole.stock { _ = await stock.stop() }
      await whole.end()
      throw error
    }
    return whole
  }

  private init(
    _ loads: [Scenario.Load], _ recorder: Recorder, _ names: LabNames, _ eventLoop: any EventLoop,
    _ clients: NIOLoopBound<ClientLoads>, _ addresses: [Address], firstOffset: UInt64,
    setsClocks: Bool
  ) {
    self.loads = loads
    self.recorder = recorder
    self.names = names
    self.eventLoop = eventLoop
    self.clients = clients
    self.addresses = addresses
    self.firstOffset = firstOffset
    self.setsClocks = setsClocks
  }

  private func startOthers(
    _ options: LabOptions, _ folder: String?, _ ledger: Ledger
  ) async throws {
    for load in loads {
      switch load {
      case .workers(let count, let holding, let dying):
        for number in 1...count {
          let client = try await Client.connect(to: addresses, on: eventLoop)
          workerClients.append(client)
          let worker = LabWorker(
            client, addresses, recorder, name: "failover-w\(number)", queue: names.queue,
            holding: holding, dying: dying,
            firstDeath: .microseconds(dying.microseconds * Int64(number) / Int64(count)))
          tasks.append(Task { await worker.run() })
        }
      case .stock(let rate):
        guard let folder else { preconditionFailure("a run with a stock client has a folder") }
        stock.append(
          try StockClient(
            options, addresses, names, in: folder, rate: rate, process: recorder.process(),
            number: stock.count, ledger: ledger))
      default: break
      }
    }
    // A Python takes seconds to begin on a busy machine.
    for stock in stock { try await stock.begun() }
    guard loads.contains(where: \.makesEvents) else { return }
    let client = try await Client.connect(to: addresses, on: eventLoop)
    workerClients.append(client)
    let reader = EventReader(client, recorder, from: firstOffset)
    self.reader = reader
    tasks.append(Task { await reader.run() })
  }

  private var hasWorkers: Bool {
    loads.contains { if case .workers = $0 { true } else { false } }
  }

  /// Ends the load, waits until what was asked is done, and reads what the cluster holds.
  ///
  /// - Parameters:
  ///   - failed: the run is lost anyway: nothing is waited for.
  ///   - isOwn: the cluster is the harness's, so that nobody else's workers take anything.
  func stop(_ client: LabClient, _ setUp: SetUp, failed: Bool, isOwn: Bool) async -> Sweep {
    await silence()
    var sweep = Sweep()
    for stock in stock {
      let (calls, samples, complaint) = await stock.stop()
      for call in calls { recorder.add(call) }
      for sample in samples { recorder.add(sample) }
      if let complaint { sweep.complaints.append(complaint) }
    }
    stock = []
    // What was given up and is still on its way may not arrive while the cluster is read.
    await hangUp()
    sweep.isWhole = !failed
    var stamped: Instant?
    if !failed {
      do { stamped = try await read(client, setUp, &sweep) } catch {
        sweep.isWhole = false
        sweep.failure = "\(error)"
      }
    }
    await end()
    sweep.samples = recorder.samples
    sweep.recording = recorder.recording()
    if sweep.isWhole {
      var judge = Judge(
        end: loads.contains(.schedule) ? stamped : nil, mustHaveEnded: hasWorkers)
      judge.everyRunIsSeen = isOwn
      sweep.finding = judge.judge(sweep.recording)
    }
    return sweep
  }

  /// - Returns: the cluster's time, at which it holds what was read.
  private func read(
    _ client: LabClient, _ setUp: SetUp, _ sweep: inout Sweep
  ) async throws -> Instant? {
    try await setUp.pause(recorder)
    if hasWorkers { sweep.complaints += await drained(client) }
    let listed = try await client.executions(of: names.job)
    let finals = hasWorkers ? try await client.whole(listed) : listed
    sweep.finals = finals.map { History.Final($0) }
    if loads.contains(.schedule) {
      let ticks = try await client.executions(of: names.tick)
      let whole = hasWorkers ? try await client.whole(ticks) : ticks
      sweep.finals += whole.map { History.Final($0) }
      let begun = setsClocks ? [:] : recorder.begun()
      sweep.firing = setsClocks ? nil : recorder.firing()
      sweep.ticks = whole.compactMap { execution in
        guard let due = execution.due, let time = due.dueTime, let made = execution.createTime
        else { return nil }
        return Tick(
          due: time, standsFor: max(UInt64(due.standsFor), 1), made: made,
          begun: RecordID(text: execution.id).flatMap { begun[$0] })
      }.sorted { $0.due < $1.due }
    }
    try await readToTheEnd(client, &sweep)
    for final in sweep.finals { recorder.saw(.final(final), process: 0, at: System.now) }
    sweep.digestsAreEqual = await digests(client, &sweep)
    return try await client.status().time
  }

  private func silence() async {
    let clients = clients
    await withCheckedContinuation { continuation in
      eventLoop.execute { clients.value.stop { continuation.resume() } }
    }
  }

  /// Waits until nothing is pending, running or about to be tried again.
  private func drained(_ client: LabClient) async -> [String] {
    let last = System.now + .seconds(120)
    let jobs = loads.contains(.schedule) ? [names.job, names.tick] : [names.job]
    while System.now < last {
      var left = 0
      for job in jobs {
        left += (try? await client.live(job)) ?? 1
      }
      if left == 0 { return [] }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return ["work was still waiting or running two minutes after the load's end"]
  }

  private func readToTheEnd(_ client: LabClient, _ sweep: inout Sweep) async throws {
    guard let reader else { return }
    let last = try await client.lastOffset()
    let second = EventReader(client.client, recorder, from: firstOffset)
    let again = Task { await second.run() }
    defer { again.cancel() }
    for (name, reader) in [("live", reader), ("afterwards", second)] {
      let limit = System.now + .seconds(60)
      while await reader.next <= last {
        guard System.now < limit else {
          let next = await reader.next
          sweep.complaints.append("the reader \(name) stopped at event \(next) of \(last)")
          break
        }
        try await Task.sleep(for: .milliseconds(20))
      }
      await reader.end(at: last)
    }
  }

  /// Whether all voters hold the same state, and the same records in their stores. One that cannot be
  /// reached yet is asked again, for some seconds: that is no answer, and no difference.
  private func digests(_ client: LabClient, _ sweep: inout Sweep) async -> Bool? {
    let last = System.now + .seconds(20)
    while true {
      let answer: CheckConsistencyResponse? = try? await client.read(
        Methods.ClusterService.checkConsistency, CheckConsistencyRequest(full: true))
      let voters = (try? await client.status())?.voters
      let silent = answer?.digests.filter { $0.digest.isEmpty || $0.contents.isEmpty } ?? []
      let isAll = answer.map { UInt32($0.digests.count) == voters } ?? false
      if isAll && silent.isEmpty || System.now >= last {
        guard let answer else {
          sweep.complaints.append("nobody told the voters' digests within 20 s")
          return nil
        }
        if !isAll { sweep.complaints.append("\(answer.digests.count) voters told their digests") }
        for node in silent { sweep.complaints.append("\(node.node) told no digest: \(node.note)") }
        return Set(answer.digests.map(\.digest).filter { !$0.isEmpty }).count <= 1
          && Set(answer.digests.map(\.contents).filter { !$0.isEmpty }).count <= 1
      }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  private func end() async {
    for task in tasks { task.cancel() }
    for client in workerClients { await client.close() }
    await hangUp()
  }

  /// Closes the connections of those that call.
  private func hangUp() async {
    let clients = clients
    try? await eventLoop.submit { clients.value.close() }.get()
  }
}

extension Scenario.Load {
  fileprivate var makesEvents: Bool {
    switch self {
    case .publish, .schedule: true
    default: false
    }
  }
}

extension History.Final {
  init(_ execution: Execution) {
    let attempts = execution.attempts.map {
      History.Attempt(number: $0.number, isSuccess: $0.outcome == .completed)
    }
    self.init(
      execution: RecordID(text: execution.id) ?? .none, marker: Marker.read(execution.payload),
      state: History.State(execution.state), attempts: attempts)
  }
}
