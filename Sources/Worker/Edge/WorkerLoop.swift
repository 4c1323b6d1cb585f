public import Client
public import Logging
import Messages
public import NIOCore
public import NIOPosix
import Sandbox
public import Units

/// A worker on an event loop: `WorkerState` decides, this carries out. Made and used on the loop of
/// its channel. Nothing here waits: files are `pool`'s, processes the supervisor's.
public final class WorkerLoop {
  private let options: WorkerOptions
  private let eventLoop: any EventLoop
  private let pool: NIOThreadPool
  private let logger: Logger
  private let server: ServerLink
  private let supervisor: SupervisorLink
  private let bundles: BundleStore
  private var scratch: ScratchSpace?
  private var state: WorkerState
  private var hello: Hello
  /// By token, as long as the state knows the attempt.
  private var leases: [UInt64: Lease] = [:]
  /// Being prepared by the pool; the value: it is not to be started any more.
  private var preparing: [UInt64: Bool] = [:]
  private var inputs: [WorkerInput] = []
  private var isStepping = false
  private var timer: Scheduled<Void>?
  private var unpackings: UInt64 = 0
  /// Called once, on the loop, when a drain is over.
  public var onFinish: (() -> Void)?

  /// - Throws: where `options.directory` cannot be made or cleared. Waits for the disk, once.
  public init(
    options: WorkerOptions, channel: ClusterChannel, eventLoop: any EventLoop,
    pool: NIOThreadPool, logger: Logger
  ) throws {
    eventLoop.assertInEventLoop()
    self.options = options
    self.eventLoop = eventLoop
    self.pool = pool
    self.logger = logger
    server = ServerLink(channel)
    supervisor = SupervisorLink(eventLoop: eventLoop, pool: pool)
    bundles = try BundleStore(root: options.directory + "/bundles")
    var settings = WorkerState.Settings()
    settings.capacity = max(1, options.capacity)
    state = WorkerState(settings: settings)
    hello = Hello(
      name: options.name, version: options.version, queues: options.queues,
      capacity: UInt32(settings.capacity), labels: options.labels.map { Label($0.key, $0.value) },
      ttl: options.ttl, anyHandler: true, host: HostFiles.hostName,
      process: UInt32(HostFiles.processID))
    server.onMessage = { [weak self] in self?.received($0) }
    server.onEnd = { [weak self] in self?.feed(.closed(reason: $0, isExpired: $1)) }
    supervisor.onReport = { [weak self] in self?.reported($0) }
    supervisor.onEnd = { [weak self] in self?.feed(.supervisorEnded) }
  }

  /// Starts the supervisor; the session follows when it is ready.
  public func start() throws {
    try supervisor.start(program: options.supervisor, directory: options.directory)
  }

  /// Takes nothing new; ends what still runs after `span`. `onFinish` follows.
  public func drain(within span: Timeout) { feed(.drain(until: BootClock.now + span)) }

  /// Ends everything at once: the supervisor kills what runs, the cluster sees the session lost.
  public func close() {
    timer?.cancel()
    server.onEnd = nil
    server.close()
    supervisor.close()
  }

  // MARK: Inputs

  private func received(_ message: WorkResponse) {
    if case .lease(let lease) = message.message, leases[lease.token] == nil {
      leases[lease.token] = lease
    }
    let input = message.input(now: BootClock.now, wall: HostFiles.wallClock())
    if let input { feed(input) }
  }

  private func reported(_ report: SupervisorReport) {
    if case .ready(let enforced, let unenforced) = report {
      hello.isolation = enforced
      for gap in unenforced { logger.warning("not enforced on this host: \(gap)") }
      do {
        // Now nobody writes there any more.
        scratch = try ScratchSpace(root: options.directory + "/scratch")
      } catch {
        logger.error("\(error)")
      }
    }
    feed(.report(report))
  }

  private func feed(_ input: WorkerInput) {
    inputs.append(input)
    if isStepping { return }
    isStepping = true
    var place = 0
    while place < inputs.count {
      let actions = state.step(
        inputs[place], now: BootClock.now, wall: HostFiles.wallClock())
      for action in actions { perform(action) }
      place += 1
    }
    inputs.removeAll(keepingCapacity: true)
    isStepping = false
    if leases.count > state.attempts.count {
      leases = leases.filter { state.place($0.key) != nil }
    }
    setTimer()
  }

  private func setTimer() {
    timer?.cancel()
    timer = nil
    guard state.wakeUp != .distantFuture else { return }
    let delay = max(0, (state.wakeUp - BootClock.now).microseconds) + 1
    timer = eventLoop.assumeIsolated().scheduleTask(in: .microseconds(delay)) { [weak self] in
      self?.feed(.tick)
    }
  }

  // MARK: Actions

  private func perform(_ action: WorkerAction) {
    switch action {
    case .connect: server.open()
    case .disconnect: server.abandon()
    case .prefer(let address): server.prefer(address)
    case .send(let message):
      server.send(message.request(hello, unenforced: state.unenforced ?? []))
    case .fetch(let bundle): fetch(bundle)
    case .start(let grant, let deadline): start(grant, deadline)
    case .command(let command): self.command(command)
    case .clear(let token): clear(token)
    case .restartSupervisor: restartSupervisor()
    case .note(let text): logger.info("\(text)")
    case .finish:
      server.finish()
      supervisor.close()
      onFinish?()
      onFinish = nil
    }
  }

  private func command(_ command: SupervisorCommand) {
    if case .terminate(let token, _) = command, preparing[token] != nil {
      preparing[token] = true
      return
    }
    supervisor.send(command)
  }

  private func restartSupervisor() {
    do {
      try start()
    } catch {
      logger.error("\(error); tried again in a second")
      eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in
        self?.restartSupervisor()
      }
    }
  }

  // MARK: Starting

  private func start(_ grant: Grant, _ deadline: Monotonic) {
    guard let lease = leases[grant.token], let scratch else {
      return feed(
        .report(.refused(attempt: grant.token, message: "there is no scratch directory")))
    }
    let plan = HandlerPlan(
      lease: lease, grant: grant,
      bundle: grant.bundle.isEmpty ? nil : bundles.directory(of: grant.bundle),
      handlers: options.handlers, path: options.path, deadline: deadline)
    preparing[grant.token] = false
    pool.runIfActive(eventLoop: eventLoop) { try plan.prepare(scratch.make(grant.token)) }
      .assumeIsolated()
      .whenComplete { [weak self] result in self?.prepared(grant.token, result) }
  }

  private func prepared(_ token: UInt64, _ result: Result<HandlerStart, any Error>) {
    let isUnwanted = preparing.removeValue(forKey: token) ?? true
    switch result {
    case .success(let start) where !isUnwanted: supervisor.send(.start(start))
    case .success:
      // What was made after the token was cleared.
      clear(token)
      feed(.report(.refused(attempt: token, message: "it was ended before its start")))
    case .failure(let error): feed(.report(.refused(attempt: token, message: "\(error)")))
    }
  }

  private func clear(_ token: UInt64) {
    guard let scratch else { return }
    // Whoever is about to be started is known to nobody any more.
    if preparing[token] != nil { preparing[token] = true }
    let logger = logger
    pool.submit { _ in
      do {
        try scratch.remove(token)
      } catch {
        logger.warning("\(error)")
      }
    }
  }

  // MARK: Bundles

  private func fetch(_ bundle: String) {
    let store = bundles
    pool.runIfActive(eventLoop: eventLoop) { store.holds(bundle) }
      .assumeIsolated()
      .whenSuccess { [weak self] isHeld in
        if isHeld { self?.feed(.bundleReady(bundle)) } else { self?.download(bundle) }
      }
  }

  private func download(_ bundle: String) {
    server.download(bundle) { [weak self] result in
      switch result {
      case .success(let bytes): self?.unpack(bundle, bytes)
      case .failure(let failure):
        self?.feed(
          .bundleFailed(
            bundle, message: failure.message, isFinal: failure.reason == .bundleCorrupt))
      }
    }
  }

  private func unpack(_ bundle: String, _ bytes: Bytes) {
    let store = bundles
    unpackings += 1
    let number = unpackings
    pool.runIfActive(eventLoop: eventLoop) { try store.add(bundle, bytes, number: number) }
      .assumeIsolated()
      .whenComplete { [weak self] result in
        switch result {
        case .success: self?.feed(.bundleReady(bundle))
        case .failure(let error):
          self?.feed(
            .bundleFailed(
              bundle, message: "\(error)", isFinal: error is BundleStore.Failure))
        }
      }
  }
}
