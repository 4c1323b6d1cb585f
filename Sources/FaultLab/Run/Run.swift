internal import Checkers
internal import Client
internal import GRPC
internal import Glibc
internal import Messages
internal import NIOCore
internal import NIOPosix
public import Units

/// One scenario, from an empty machine to a verdict.
public actor Run {
  /// Something that happened to the cluster, for the timeline.
  public struct Mark: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      case fault
      case undone
      case leader
      case note
    }
    /// Since the run began.
    public var time: Timeout
    public var kind: Kind
    public var text: String
  }

  /// One passage through the steps, in time since the run began.
  struct Try: Sendable {
    var began: Monotonic
    /// Of the first step that does something to the cluster.
    var fault: Monotonic?
    var undone: Monotonic
    var ended: Monotonic
    /// Changes of leader that are no surprise: each transfer's, and one by everything else.
    var mayChange = 1
  }

  /// A span in which a node was not as it should be: who asks it alone may fail.
  struct Hit: Hashable, Sendable {
    var place: Int
    var from: Monotonic
    var to: Monotonic?
  }

  /// How often a fault was drawn, and how often that met something.
  struct Draw: Hashable, Sendable {
    var drawn = 0
    var struck = 0
  }

  let scenario: Scenario
  let options: LabOptions
  private let world: World
  private let ledger: Ledger
  private let say: @Sendable (String) -> Void
  let group: MultiThreadedEventLoopGroup
  let names: LabNames
  let start: Monotonic
  let recorder: Recorder
  private(set) var lab: Lab?
  private(set) var addresses: [Address] = []
  private(set) var marks: [Mark] = []
  private(set) var tries: [Try] = []
  private(set) var skipped: [String] = []
  private(set) var remarks: [String] = []
  private(set) var crashes: [String] = []
  private(set) var watch: LeaderWatch?
  var generator: SeededGenerator
  /// The nodes that the last step meant.
  var victims: [Int] = []
  /// Made since the run began.
  var transfers = 0
  /// The next step cuts, too, at the same time: together they are a shape.
  private(set) var cutsMore = false
  var flaps: [Task<Void, Never>] = []
  /// Clocks of this try that must be seen to be wrong.
  var clockChecks: [ClockCheck] = []
  /// Faults of this try that must have met something at its end.
  var watched: [Watched] = []
  /// Links that are cut together with the next step's.
  var shape: [LabNetwork.Link] = []
  /// Nodes that were struck, each from its first fault of a try to that try's end.
  private(set) var hits: [Hit] = []
  /// What `random` drew.
  var draws: [Action.RandomMix.Kind: Draw] = [:]

  public init(
    _ scenario: Scenario, _ options: LabOptions, world: World, ledger: Ledger,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.scenario = scenario
    self.options = options
    self.world = world
    self.ledger = ledger
    self.say = say
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    var random = SystemRandomNumberGenerator()
    names = LabNames(run: RecordID(random.next() >> 16).text.suffix(8).lowercased())
    start = System.now
    recorder = Recorder(start: start)
    generator = SeededGenerator(seed: options.seed)
  }

  /// - Throws: `LabError` where the scenario cannot be run here, or the cluster does not come up.
  public func run() async throws -> RunReport {
    try StockClient.check(scenario, options)
    try refuseMissingBuild()
    if options.endpoints.isEmpty { return try await runOwn() }
    addresses = try options.endpoints.map { text in
      guard let address = Address(text) else {
        throw LabError(.usage, "'\(text)' is no address: write host:port, as in 127.0.0.1:7600")
      }
      if let objection = System.objection(toHost: address.host) {
        throw LabError(.unavailable, "'\(address.host)' names no host: \(objection)")
      }
      return address
    }
    try refuseFaultsFromOutside()
    guard scenario.loads.contains(where: \.isStock) else { return try await load(folder: nil) }
    let folder = try makeFolder()
    defer { forget(folder) }
    return try await load(folder: folder)
  }

  private func refuseMissingBuild() throws {
    guard options.nextPrograms == nil else { return }
    for step in scenario.steps where step.action.upgrades {
      throw LabError(
        .usage,
        "\(scenario.path), line \(step.line): '\(step.text)' goes to another build: give its directory "
          + "with --next-bin")
    }
  }

  /// A run that passes without its faults would say nothing.
  private func refuseFaultsFromOutside() throws {
    guard !options.isLoadOnly else { return }
    for step in scenario.steps where step.action.isFault && !step.action.worksFromOutside {
      throw LabError(
        .usage,
        "\(scenario.path), line \(step.line): '\(step.text)' cannot be done to a cluster that is given "
          + "by --endpoint: leave --endpoint away, or give --load-only for load and checks without it"
      )
    }
  }

  private func makeFolder() throws -> String {
    let parent = System.absolute(options.directory)
    try System.makeDirectory(parent)
    let folder = "\(parent)/failover.\(names.run)"
    try ledger.willMake(.directory(folder))
    try System.makeDirectory(folder)
    return folder
  }

  private func runOwn() async throws -> RunReport {
    let folder = try makeFolder()
    do {
      let lab = try Lab(scenario, options, world: world, ledger: ledger, folder: folder)
      self.lab = lab
      addresses = lab.addresses
      try await lab.makeProxies()
      for place in lab.nodes.indices { try lab.start(place) }
      let report = try await load(folder: folder)
      await lab.close()
      self.lab = nil
      forget(folder)
      return report
    } catch {
      await lab?.close()
      if case let error as LabError = error, error.code == .unavailable, let lab {
        for node in lab.nodes where node.starts > 0 { say("\(node.name):\n\(node.lastWords)") }
      }
      lab = nil
      forget(folder)
      throw error
    }
  }

  private func forget(_ folder: String) {
    guard options.keeps else { return ledger.undo(.directory(folder)) }
    say("data and logs are in \(folder)")
    ledger.undone(.directory(folder))
  }

  func mark(_ kind: Mark.Kind, _ text: String) {
    marks.append(Mark(time: System.now - start, kind: kind, text: text))
  }

  func fail(_ text: String) { if !crashes.contains(text) { crashes.append(text) } }

  func hit(_ places: [Int]) {
    for place in places where !hits.contains(where: { $0.place == place && $0.to == nil }) {
      hits.append(Hit(place: place, from: System.now, to: nil))
    }
  }

  /// For how long after its mending a node may still be finding its way.
  private static let convalescence = Timeout.seconds(5)

  func isMended(_ place: Int) {
    for number in hits.indices where hits[number].place == place && hits[number].to == nil {
      hits[number].to = System.now + Run.convalescence
    }
  }

  /// What a reader of the figures has to know.
  func remark(_ text: String) { if !remarks.contains(text) { remarks.append(text) } }

  func skip(_ text: String) { if !skipped.contains(text) { skipped.append(text) } }

  // MARK: The course of it

  /// - Parameter folder: the run's own, for what helpers write; nil where it has none that does.
  private func load(folder: String?) async throws -> RunReport {
    let client = try await LabClient.connect(to: addresses, on: group.next())
    let result = await outcome { try await self.load(client, folder) }
    // Closed on its loop however this ended: it may not be let go of anywhere else.
    await client.client.close()
    return try result.get()
  }

  private func outcome(
    _ body: () async throws -> RunReport
  ) async -> Result<RunReport, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  private func load(_ client: LabClient, _ folder: String?) async throws -> RunReport {
    let loop = group.next()
    try await whole(client, within: .seconds(30), atStart: true)
    let setUp = SetUp(client: client, names: names, loads: scenario.loads)
    if lab == nil {
      ledger.atSignal { await setUp.remove() }
      let voters = try await client.status().voters
      if addresses.count <= voters / 2 {
        remark(
          "who leads: a majority must say so, and \(addresses.count) of \(voters) nodes were named")
      }
    }
    defer { ledger.atSignal(nil) }
    let loads: WholeLoad
    let watch: LeaderWatch
    do {
      let firstOffset = try await setUp.make(recorder)
      watch = try await leaderWatch(on: loop)
      self.watch = watch
      do {
        loads = try await WholeLoad.start(
          scenario, options, recorder, names, on: loop, addresses: addresses, folder: folder,
          ledger: ledger, firstOffset: firstOffset)
      } catch {
        await watch.close()
        throw error
      }
    } catch {
      if lab == nil { await setUp.remove() }
      throw error
    }
    let watching = Task { await watch.run() }
    let isBack = await goThrough(client)
    if isBack { mark(.note, "the load ends") }
    let sweep = await loads.stop(client, setUp, failed: !isBack, isOwn: lab != nil)
    if let failure = sweep.failure {
      fail("what the cluster holds could not be read at the end: \(failure)")
    }
    watching.cancel()
    await watching.value
    await watch.close()
    let changes = await watch.changes
    let report = RunReport.make(self, sweep, changes)
    if sweep.isWhole || lab == nil { await setUp.remove() }
    return report
  }

  private func leaderWatch(on loop: any EventLoop) async throws -> LeaderWatch {
    var clients: [LabClient] = []
    var nodeNames: [String] = []
    do {
      for address in addresses {
        let client = try await LabClient.connect(to: [address], on: loop)
        clients.append(client)
        if let lab {
          nodeNames.append(lab.nodes[clients.count - 1].name)
        } else {
          nodeNames.append(try await client.status(local: true).node)
        }
      }
    } catch {
      for client in clients { await client.client.close() }
      throw error
    }
    return LeaderWatch(clients, names: nodeNames, interval: .milliseconds(20))
  }

  /// All tries, up to one that fails: what was seen until then is told, and not only why.
  ///
  /// - Returns: whether the cluster is whole at the end.
  private func goThrough(_ client: LabClient) async -> Bool {
    let count = options.tries ?? scenario.tries
    try? await Task.sleep(for: .microseconds(scenario.warmUp.microseconds))
    for number in 1...max(count, 1) {
      let (isBack, goesOn) = await once(client, number, of: count)
      guard isBack else { return false }
      guard goesOn else { break }
    }
    return true
  }

  /// - Returns: whether the cluster is whole again, and whether all steps could be done.
  private func once(
    _ client: LabClient, _ number: Int, of count: Int
  ) async -> (isBack: Bool, goesOn: Bool) {
    var passage = Try(
      began: System.now, fault: nil, undone: System.now, ended: System.now, mayChange: 0)
    victims = []
    let goesOn = await takeSteps(client, &passage)
    var isBack = false
    do {
      if goesOn { try await sleep(until: passage.began + scenario.length) }
      lookForFallen()
      await checkStruck()
      passage.undone = System.now
      try await undo()
      if let lab {
        for place in lab.members.sorted() where lab.nodes[place].pid == nil { try lab.start(place) }
      }
      try await whole(client, within: scenario.recovery, atStart: false)
      try await written(within: scenario.recovery)
      isBack = true
    } catch { fail("at the end of try \(number): \(error)") }
    // Who leads is looked at now and then only: a leader that is there is to be seen in this try.
    if isBack { try? await led(within: .seconds(2)) }
    passage.ended = System.now
    for number in hits.indices where isBack && hits[number].to == nil {
      hits[number].to = passage.ended
    }
    tries.append(passage)
    lookForFallen()
    let first = passage.fault ?? passage.began
    let gap = recorder.longestGap(from: first, since: passage.began, to: passage.ended)
    say(
      "\(scenario.name) \(number)/\(count): "
        + (gap.map {
          "longest gap \($0.span.milliseconds) ms, "
            + "\(($0.began - first).milliseconds) ms after the fault"
        } ?? "no writes") + ", \(recorder.acknowledged) acknowledged")
    return (isBack, goesOn)
  }

  /// - Returns: whether all could be done. Where one could not, those behind it are left out: they
  ///   count on it.
  private func takeSteps(_ client: LabClient, _ passage: inout Try) async -> Bool {
    let before = transfers
    var mayUnseat = false
    // To a node that is named: that is how the stage is set for what comes behind it.
    var placing: Monotonic?
    defer {
      passage.mayChange = transfers - before + (mayUnseat ? 1 : 0)
      passage.fault = passage.fault ?? placing
    }
    for (step, next) in zip(scenario.steps, scenario.steps.dropFirst().map(Optional.init) + [nil]) {
      do {
        try await sleep(until: passage.began + step.time)
        guard lab != nil || step.action.worksFromOutside else {
          skip(step.text)
          continue
        }
        lookForFallen()
        if step.action.isPlacing {
          placing = placing ?? System.now
        } else if step.action.isFault, passage.fault == nil {
          passage.fault = System.now
        }
        mayUnseat = mayUnseat || step.action.mayUnseat
        cutsMore = next.map { $0.action.isCut && $0.time == step.time } ?? false
        try await carryOut(step.action, step.text, client)
        lookForFallen()
      } catch {
        fail("\(scenario.path), line \(step.line): '\(step.text)' could not be done: \(error)")
        return false
      }
    }
    return true
  }

  private func sleep(until time: Monotonic) async throws {
    let left = time - System.now
    if left > .zero { try await Task.sleep(for: .microseconds(left.microseconds)) }
  }

  func undo() async throws {
    await endFlaps()
    if let lab { try await lab.undo() }
    mark(.undone, "all undone")
  }

  func endFlaps() async {
    let ending = flaps
    flaps = []
    for flap in ending { flap.cancel() }
    for flap in ending { await flap.value }
  }

  /// A node that ends by itself is told of. Where nothing was done to it that explains how it ended, as a
  /// disk that failed does, that fails the run.
  func lookForFallen() {
    guard let lab else { return }
    for (place, status) in lab.fallen() {
      let node = lab.nodes[place]
      mark(.note, "\(node.name) ended by itself (\(status))")
      hit([place])
      if !node.isExcused(status) {
        fail("\(node.name) ended by itself with status \(status):\n\(node.lastWords)")
      }
    }
  }
}

extension Action {
  /// Whether it disturbs: figures count from the first that does.
  var isFault: Bool {
    switch self {
    case .start, .resume, .heal, .freeDisk, .undo, .whole, .led, .add, .failpoint: false
    default: true
    }
  }

  /// Whether a leader may change by it, beside transfers, which are counted where they are made. Under a
  /// processor that has other work it must not.
  var mayUnseat: Bool {
    switch self {
    case .burn, .transfer: false
    default: isFault
    }
  }

  var isCut: Bool { if case .cut = self { true } else { false } }

  /// Whether it goes to another build.
  var upgrades: Bool {
    switch self {
    case .rollingUpgrade: true
    case .random(let mix): mix.kinds.contains(.rollingUpgrade)
    default: false
    }
  }

  var isPlacing: Bool {
    if case .transfer(_?) = self { true } else { false }
  }
}
