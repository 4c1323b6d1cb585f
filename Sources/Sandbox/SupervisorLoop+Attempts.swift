import CLinux
import Glibc
import Units

/// Starting, reading, bounding and killing attempts.
extension SupervisorLoop {
  // MARK: Start

  mutating func start(_ start: HandlerStart) {
    func refuse(_ message: String) { report(.refused(attempt: start.attempt, message: message)) }
    guard place(start.attempt) == nil else {
      return refuse("attempt \(start.attempt) runs already")
    }
    guard attempts.count < SupervisorLoop.mostAttempts else {
      return refuse("\(SupervisorLoop.mostAttempts) attempts run already")
    }
    guard Kernel.now() < lease else { return refuse("the lease was over before the start") }
    guard let program = start.arguments.first, program.hasPrefix("/") else {
      return refuse("the program to start is not an absolute path")
    }
    var theirs: [Int32] = []
    var channels: [RunningAttempt.Channel] = []
    defer { for descriptor in theirs { Kernel.close(descriptor) } }
    do {
      theirs.append(try Kernel.memoryFile(start.payload))
      for stream in HandlerStream.allCases {
        let pipe = try Kernel.pipe()
        theirs.append(pipe.write)
        channels.append(RunningAttempt.Channel(stream: stream, descriptor: pipe.read))
        Kernel.setNonblocking(pipe.read)
      }
      var spawn = Kernel.Spawn(
        arguments: start.arguments, environment: start.environment, directory: start.directory,
        descriptors: theirs)
      spawn.environment.append("\(Supervisor.variable)=\(identity.marker(start.attempt))")
      spawn.groups = try groups.make(start.attempt, start.limits)
      spawn.limits = limits(start.limits)
      spawn.diesWithParent = true
      spawn.adjustsMemoryKiller = true
      let pid = try Kernel.spawn(spawn)
      attempts.append(
        RunningAttempt(start: start, pid: pid, channels: channels, now: Kernel.now()))
      report(.started(attempt: start.attempt, pid: pid))
    } catch {
      for channel in channels { Kernel.close(channel.descriptor) }
      groups.remove(start.attempt)
      refuse(error.description)
    }
  }

  private func limits(_ limits: HandlerLimits) -> [Kernel.Limit] {
    var list = [Kernel.Limit(CARILLON_CORE, 0)]
    if limits.cpuSeconds > 0 {
      // SIGXCPU first, SIGKILL for who ignores it.
      list.append(Kernel.Limit(CARILLON_CPU, limits.cpuSeconds, hard: limits.cpuSeconds + 2))
    }
    if limits.fileSize != .zero {
      list.append(Kernel.Limit(CARILLON_FILE_SIZE, limits.fileSize.rawValue))
    }
    if limits.openFiles > 0 { list.append(Kernel.Limit(CARILLON_OPEN_FILES, limits.openFiles)) }
    if limits.memory != .zero, !groups.limitsMemory {
      list.append(Kernel.Limit(CARILLON_DATA, limits.memory.rawValue))
    }
    if limits.processes > 0, !groups.limitsProcesses {
      // It counts all threads of the user, of whatever attempt: room on top of what runs now.
      let running = ProcessTable.all().reduce(0) { $0 + (ProcessTable.entry($1)?.threads ?? 0) }
      list.append(Kernel.Limit(CARILLON_PROCESSES, running + limits.processes))
    }
    return list
  }

  // MARK: Streams

  /// Reads once from the channel with this descriptor, if there is one. Whether there may be more.
  @discardableResult
  mutating func readChannel(_ descriptor: Int32) -> Bool {
    for place in attempts.indices {
      guard
        let number = attempts[place].channels.firstIndex(where: { $0.descriptor == descriptor })
      else { continue }
      var bytes: Bytes = []
      switch Kernel.read(descriptor, limit: SupervisorLoop.chunk, into: &bytes) {
      case .bytes:
        keep(bytes, place, number)
        return true
      case .wouldBlock: return false
      case .end, .failed:
        close(descriptor)
        return false
      }
    }
    return false
  }

  private mutating func keep(_ bytes: Bytes, _ place: Int, _ number: Int) {
    let limits = attempts[place].start.limits
    let channel = attempts[place].channels[number]
    let room: UInt64
    switch channel.stream {
    case .output, .error:
      let other = attempts[place].channels.first {
        $0.stream == (channel.stream == .output ? .error : .output)
      }
      room = channel.room(under: limits.output, sharedWith: other?.kept ?? 0)
    case .result: room = channel.room(under: limits.result, sharedWith: 0)
    case .events: room = channel.room(under: limits.events, sharedWith: 0)
    }
    let kept = Int(min(UInt64(bytes.count), room))
    if kept > 0 {
      report(
        .output(
          attempt: attempts[place].start.attempt, stream: channel.stream, offset: channel.kept,
          at: Kernel.wall(), bytes: Bytes(bytes.prefix(kept))))
    }
    attempts[place].channels[number].kept += UInt64(kept)
    attempts[place].channels[number].dropped += UInt64(bytes.count - kept)
    if kept < bytes.count, limits.outputEnds, channel.stream == .output || channel.stream == .error
    {
      kill(place, .output)
    }
  }

  // MARK: Ends

  /// SIGTERM to the handler's process group, and SIGKILL after `grace`.
  mutating func stop(_ place: Int, _ reason: HandlerEnd, grace: Timeout) {
    guard attempts[place].phase == .running else {
      // A second asking may only shorten what is left.
      if case .stopping(let killAt) = attempts[place].phase {
        attempts[place].phase = .stopping(killAt: min(killAt, Kernel.now() + grace))
      }
      return
    }
    attempts[place].reason = reason
    attempts[place].phase = .stopping(killAt: Kernel.now() + grace)
    Kernel.killGroup(attempts[place].pid, SIGTERM)
  }

  /// Kills the attempt as a whole, now.
  mutating func kill(_ place: Int, _ reason: HandlerEnd) {
    switch attempts[place].phase {
    case .running: attempts[place].reason = reason
    case .stopping: break
    case .killed, .sweeping: return
    }
    attempts[place].phase = .killed
    strike(place, Kernel.now())
  }

  /// SIGKILL to the handler (not yet reaped, so the pid is its own) and all below it.
  mutating func strike(_ place: Int, _ now: Monotonic) {
    let pid = attempts[place].pid
    groups.kill(attempts[place].start.attempt)
    let all = processes(of: place).map(\.pid) + groups.members(attempts[place].start.attempt)
    Kernel.killGroup(pid, SIGKILL)
    for process in all { Kernel.kill(process, SIGKILL) }
    attempts[place].sampleAt = now + RunningAttempt.sampling
  }

  /// What lives of an attempt whose handler is not reaped: the tree below it, and what has left
  /// that tree and says by its environment whose it is.
  func processes(of place: Int) -> [ProcessTable.Entry] {
    let marker = identity.marker(attempts[place].start.attempt)
    let roots = ProcessTable.children(of: identity.pid).filter { child in
      child == attempts[place].pid
        || !attempts.contains { $0.pid == child }
          && ProcessTable.variable(Supervisor.variable, of: child) == marker
    }
    return roots.flatMap { ProcessTable.tree(from: $0) }
  }

  /// Kills what the handler left. True when a look finds nobody any more.
  ///
  /// This process is the reaper of all orphans below it, so whatever an attempt started is in the
  /// tree under it. What hangs directly under it and belongs to no other attempt that lives is
  /// killed: a group, a marker or a session of another speaks for it. Where there are no groups, an
  /// orphan that has wiped its environment and opened a session of its own has nobody to speak for
  /// it, and dies with whichever attempt ends first: too early rather than never.
  mutating func sweep(_ place: Int) -> Bool {
    let attempt = attempts[place].start.attempt
    var found = Set(
      groups.members(attempt).filter { ProcessTable.entry($0)?.isAlive ?? false })
    for child in ProcessTable.children(of: identity.pid) where !belongsElsewhere(child, place) {
      found.formUnion(ProcessTable.tree(from: child).map(\.pid))
    }
    groups.kill(attempt)
    for pid in found { Kernel.kill(pid, SIGSTOP) }
    for pid in found { Kernel.kill(pid, SIGKILL) }
    attempts[place].survivors.formUnion(found)
    return found.isEmpty
  }

  private func belongsElsewhere(_ child: Int32, _ place: Int) -> Bool {
    let others = attempts.indices.filter { $0 != place }
    if others.contains(where: { attempts[$0].pid == child && attempts[$0].end == nil }) {
      return true
    }
    if others.isEmpty { return false }
    let marker = ProcessTable.variable(Supervisor.variable, of: child)
    let session = ProcessTable.entry(child)?.session
    return others.contains { other in
      groups.members(attempts[other].start.attempt).contains(child)
        || marker == identity.marker(attempts[other].start.attempt)
        || session == attempts[other].pid && attempts[other].end == nil
    }
  }

  /// Looks at what the kernel does not tell: memory and processes where no group bounds them, and
  /// whether a group's limit has already killed a part of the attempt.
  mutating func sample(_ place: Int, _ now: Monotonic) {
    let attempt = attempts[place]
    attempts[place].sampleAt = now + RunningAttempt.sampling
    let limits = attempt.start.limits
    if limits.memory != .zero, groups.limitsMemory {
      if groups.memoryKills(attempt.start.attempt) > 0 { return kill(place, .memory) }
    }
    let byTable =
      limits.memory != .zero && !groups.limitsMemory
      || limits.processes > 0 && !groups.limitsProcesses
    guard byTable else { return }
    let tree = processes(of: place)
    let resident = tree.reduce(0) { $0 + $1.resident } * Kernel.pageSize
    if limits.memory != .zero, !groups.limitsMemory, resident > limits.memory.rawValue {
      kill(place, .memory)
    } else if limits.processes > 0, !groups.limitsProcesses,
      tree.reduce(0, { $0 + $1.threads }) > limits.processes
    {
      kill(place, .processes)
    }
  }
}

extension ControlGroups {
  /// What this host can enforce and how, and what it cannot, for people.
  var means: (enforced: [String], unenforced: [String]) {
    var enforced = ["CPU time, open files and file size of each process"]
    var unenforced: [String] = []
    if limitsMemory {
      enforced.append("memory of the attempt by control group")
    } else {
      enforced.append("memory of each process by its data segment")
      unenforced.append("memory of the attempt (no writable control group; sampled every 100 ms)")
    }
    if limitsProcesses {
      enforced.append("processes of the attempt by control group")
    } else if Kernel.isRoot {
      unenforced.append(
        "processes (no writable control group, and root is exempt from RLIMIT_NPROC; sampled "
          + "every 100 ms)")
    } else {
      enforced.append("processes by the user's limit")
    }
    enforced.append(kills ? "whole kill by control group" : "whole kill by process tree")
    unenforced.append("own namespaces (file system and network are the worker's)")
    return (enforced, unenforced)
  }
}
