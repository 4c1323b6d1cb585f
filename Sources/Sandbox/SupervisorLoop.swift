import CLinux
import Glibc
import Units

/// The supervisor: a process of its own with one thread, which starts handlers, holds every
/// deadline and kills. It knows nothing of leases but when they end.
///
/// It is apart from the worker so that no garbage, lock or long call of the worker can keep an
/// attempt alive beyond its lease; and it ends, with all that runs under it, when the worker's end
/// of the pipe closes.
struct SupervisorLoop {
  /// While more than this waits for the worker, handlers' streams are not read, in bytes: they
  /// block in their writes.
  static let fullOutgoing = 1 << 20
  static let mostAttempts = 1_024
  static let chunk = 65_536

  let commands: Int32
  let reports: Int32
  let identity: Supervisor
  private let children: Int32
  private let timer: Int32
  var groups: ControlGroups
  var attempts: [RunningAttempt] = []
  /// When everything is killed unless the lease is renewed. Nothing starts before the first.
  var lease = Monotonic.zero
  private var incoming = FrameBuffer()
  private var outgoing = Bytes()
  private var sent = 0
  /// The worker is gone or talks nonsense: end what runs, then this process.
  private var closing = false

  init(commands: Int32, reports: Int32, identity: Supervisor, controlGroups: Bool) {
    self.commands = commands
    self.reports = reports
    self.identity = identity
    children = Kernel.childDescriptor()
    timer = Kernel.timerDescriptor()
    precondition(children >= 0 && timer >= 0, "no descriptors for signals and time at the start")
    groups = ControlGroups(supervisor: identity, wanted: controlGroups)
    Kernel.setNonblocking(commands)
    Kernel.setNonblocking(reports)
  }

  mutating func run() {
    let means = groups.means
    report(.ready(enforced: means.enforced, unenforced: means.unenforced))
    while true {
      flush()
      if closing, attempts.isEmpty { break }
      let set = wait()
      let now = Kernel.now()
      for entry in set where entry.revents != 0 {
        if entry.fd == commands { readCommands() }
        if entry.fd == children || entry.fd == timer { drain(entry.fd) }
      }
      reap()
      // What is not read now is still there in the next turn.
      for entry in set where entry.revents != 0 && hasRoom { readChannel(entry.fd) }
      if closing { for place in attempts.indices { kill(place, .leaseLost) } }
      keepDeadlines(now)
      finish()
    }
    groups.removeAll()
  }

  // MARK: Waiting

  private mutating func wait() -> [pollfd] {
    var set: [pollfd] = []
    func watch(_ descriptor: Int32, _ events: Int32) {
      set.append(pollfd(fd: descriptor, events: Int16(events), revents: 0))
    }
    if !closing { watch(commands, POLLIN) }
    watch(children, POLLIN)
    watch(timer, POLLIN)
    if sent < outgoing.count { watch(reports, POLLOUT) }
    if hasRoom {
      for attempt in attempts {
        for channel in attempt.channels where channel.descriptor >= 0 {
          watch(channel.descriptor, POLLIN)
        }
      }
    }
    let next = attempts.map { $0.wakeUp(lease: lease, samples: samples($0)) }.min()
    Kernel.setTimer(timer, next ?? .distantFuture)
    Kernel.poll(&set, milliseconds: -1)
    return set
  }

  private var hasRoom: Bool { outgoing.count - sent < SupervisorLoop.fullOutgoing }

  private func samples(_ attempt: RunningAttempt) -> Bool {
    attempt.start.limits.memory != .zero
      || attempt.start.limits.processes != 0 && !groups.limitsProcesses
  }

  private func drain(_ descriptor: Int32) {
    var bytes: Bytes = []
    while case .bytes = Kernel.read(descriptor, limit: 1_024, into: &bytes) {
      bytes.removeAll(keepingCapacity: true)
    }
  }

  // MARK: The worker

  private mutating func readCommands() {
    var bytes: Bytes = []
    switch Kernel.read(commands, limit: SupervisorLoop.chunk, into: &bytes) {
    case .bytes: incoming.append(bytes[...])
    case .wouldBlock: return
    case .end, .failed:
      closing = true
      return
    }
    do {
      while let frame = try incoming.next() { obey(try SupervisorCommand(frame: frame)) }
    } catch {
      closing = true
    }
  }

  private mutating func obey(_ command: SupervisorCommand) {
    switch command {
    case .start(let start): self.start(start)
    case .lease(let until): lease = until
    case .terminate(let attempt, let grace):
      if let place = place(attempt) { stop(place, .terminated, grace: grace) }
    case .extend(let attempt, let deadline):
      if let place = place(attempt) { attempts[place].deadline = deadline }
    }
  }

  func place(_ attempt: UInt64) -> Int? {
    attempts.firstIndex { $0.start.attempt == attempt }
  }

  mutating func report(_ report: SupervisorReport) { outgoing += report.encoded }

  private mutating func flush() {
    while sent < outgoing.count {
      switch Kernel.write(reports, outgoing[sent...]) {
      case .bytes(let count): sent += count
      case .wouldBlock:
        if sent > SupervisorLoop.fullOutgoing {
          outgoing.removeFirst(sent)
          sent = 0
        }
        return
      case .end, .failed:
        // Nobody listens.
        closing = true
        sent = outgoing.count
      }
    }
    outgoing.removeAll(keepingCapacity: outgoing.count < SupervisorLoop.fullOutgoing)
    sent = 0
  }

  // MARK: Ends

  private mutating func reap() {
    while let end = Kernel.reap() {
      guard let place = attempts.firstIndex(where: { $0.pid == end.pid && $0.end == nil }) else {
        // An orphan that became ours.
        continue
      }
      attempts[place].end = end
      attempts[place].phase = .sweeping
      attempts[place].sampleAt = .zero
    }
  }

  private mutating func keepDeadlines(_ now: Monotonic) {
    for place in attempts.indices {
      let attempt = attempts[place]
      switch attempt.phase {
      case .running, .stopping:
        if now >= lease {
          kill(place, .leaseLost)
        } else if case .stopping(let killAt) = attempt.phase, now >= killAt {
          kill(place, attempt.reason ?? .terminated)
        } else if attempt.phase == .running, now >= attempt.deadline {
          stop(place, .timedOut, grace: attempt.start.grace)
        } else if now >= attempt.sampleAt, samples(attempt) {
          sample(place, now)
        }
      case .killed:
        // The signal may have come before a fork was over.
        if now >= attempt.sampleAt { strike(place, now) }
      case .sweeping: break
      }
    }
  }

  private mutating func finish() {
    let now = Kernel.now()
    for place in attempts.indices.reversed()
    where attempts[place].phase == .sweeping && now >= attempts[place].sampleAt {
      guard sweep(place) else {
        attempts[place].sampleAt = now + RunningAttempt.sweeping
        continue
      }
      // All writers are dead: what is in the pipes is all there will be. The bound is four times
      // what a pipe holds at most, for one that was handed to another attempt.
      for channel in attempts[place].channels where channel.descriptor >= 0 {
        var reads = 0
        while reads < 64, readChannel(channel.descriptor) { reads += 1 }
        close(channel.descriptor)
      }
      let attempt = attempts.remove(at: place)
      conclude(attempt, now)
      groups.remove(attempt.start.attempt)
    }
  }

  private mutating func conclude(_ attempt: RunningAttempt, _ now: Monotonic) {
    func dropped(_ streams: Set<HandlerStream>) -> UInt64 {
      attempt.channels.filter { streams.contains($0.stream) }.reduce(0) { $0 + $1.dropped }
    }
    let end = attempt.end
    report(
      .ended(
        HandlerEnded(
          attempt: attempt.start.attempt,
          reason: attempt.verdict(memoryKills: groups.memoryKills(attempt.start.attempt)),
          exitCode: end?.exit_code ?? -1, signal: end?.signal ?? 0,
          cpu: Timeout(microseconds: end?.cpu_microseconds ?? 0), wall: now - attempt.began,
          peakMemory: .kibibytes(UInt64(max(0, end?.peak_kibibytes ?? 0))),
          droppedOutput: dropped([.output, .error]), droppedResult: dropped([.result]),
          droppedEvents: dropped([.events]),
          survivorsKilled: UInt32(clamping: attempt.survivors.count))))
  }

  /// Closes a handler's stream at this end.
  mutating func close(_ descriptor: Int32) {
    for place in attempts.indices {
      for channel in attempts[place].channels.indices
      where attempts[place].channels[channel].descriptor == descriptor {
        attempts[place].channels[channel].descriptor = -1
      }
    }
    Kernel.close(descriptor)
  }
}
