public import Units

/// A session and how many more leases its worker asked for.
public struct FreeSession: Hashable, Sendable {
  public var session: RecordID
  public var credits: Int

  public init(session: RecordID, credits: Int) {
    self.session = session
    self.credits = credits
  }
}

extension StateMachine {
  /// Pairs of executions that may start and sessions that may run them, for a `GrantCommand`.
  ///
  /// In the promised order: priority; among equals one of each job in turn, beginning with the job
  /// that has not started anything for longest; within a job by first due time, then id. Paused
  /// queues, disabled jobs and limits are honoured, `inFlight` (pairs that were proposed and are
  /// not applied yet) included.
  ///
  /// - Complexity: O(pairs + jobs with something ready + sessions × kinds of handlers looked at);
  ///   jobs that are closed by a limit cost O(1), whatever waits in them. At most `limit` pairs.
  public func readyWork(
    for sessions: [FreeSession], inFlight: [GrantCommand.Pair] = [], limit: Int = 1_000
  ) -> [GrantCommand.Pair] {
    guard heldSince == nil, !jobs.ready.isEmpty, !sessions.isEmpty else { return [] }
    var dispatch = Dispatch(self, sessions, inFlight: inFlight, limit: limit)
    guard dispatch.credits > 0 else { return [] }
    dispatch.run(self)
    return dispatch.pairs
  }
}

/// One round of matching.
private struct Dispatch {
  private(set) var pairs: [GrantCommand.Pair] = []
  private(set) var credits = 0
  private let limit: Int
  private var free: [Free] = []
  /// By slot, how many this round and those in flight take.
  private var takenByJob: [Int32: Int] = [:]
  private var takenByQueue: [Int32: Int] = [:]
  private var gone: Set<RecordID> = []
  private var kinds: [Kind: Int] = [:]
  private var matches: [Match] = []

  private struct Free {
    var place: Int
    var id: RecordID
    var credits: Int
  }

  /// What decides which sessions may run something.
  private struct Kind: Hashable {
    var queue: Int32
    var module: String
    var handler: String
  }

  /// The sessions of a kind, in turn.
  private struct Match {
    var sessions: [Int]
    var turn = 0
  }

  /// A version with something ready at the priority in hand.
  private struct Candidate {
    var version: Int32
    var started: Instant
    var first: ReadyQueue.Item
    var offset = 0
    /// The queue last looked at, and its place in `matches`.
    var queue: Int32 = -1
    var match = -1
  }

  /// Executions of one job that are passed over at most, because they lie in a closed queue.
  private static let mostPassed = 256

  init(
    _ machine: StateMachine, _ sessions: [FreeSession], inFlight: [GrantCommand.Pair], limit: Int
  ) {
    self.limit = limit
    var flying: [RecordID: Int] = [:]
    for pair in inFlight {
      flying[pair.session, default: 0] += 1
      guard let slot = machine.executions.slot(of: pair.execution),
        machine.executions[slot].phase == .waiting
      else { continue }
      gone.insert(pair.execution)
      takenByJob[machine.executions[slot].job, default: 0] += 1
      takenByQueue[machine.executions[slot].queue, default: 0] += 1
    }
    for session in sessions {
      guard let place = machine.sessions.place(of: session.session),
        !machine.sessions[place].isDraining
      else { continue }
      let held = machine.sessions[place].leases.count + (flying[session.session] ?? 0)
      let room = min(session.credits, Int(machine.sessions[place].capacity) - held)
      guard room > 0 else { continue }
      free.append(Free(place: place, id: session.session, credits: room))
      credits += room
    }
  }

  mutating func run(_ machine: StateMachine) {
    for priority in UInt8(1)...9 {
      var round = candidates(machine, priority)
      while !round.isEmpty {
        var next: [Candidate] = []
        for var candidate in round {
          guard credits > 0, pairs.count < limit else { return }
          if take(machine, &candidate, priority) { next.append(candidate) }
        }
        round = next
      }
      if credits == 0 || pairs.count >= limit { return }
    }
  }

  private func candidates(_ machine: StateMachine, _ priority: UInt8) -> [Candidate] {
    var found: [Candidate] = []
    for version in machine.jobs.ready {
      guard let first = machine.jobs[version: version].ready.first(priority: priority) else {
        continue
      }
      let job = machine.jobs[version: version].job
      found.append(
        Candidate(
          version: version, started: machine.jobs[job: job].counts.lastStarted, first: first))
    }
    found.sort {
      $0.started != $1.started ? $0.started < $1.started : $0.first < $1.first
    }
    return found
  }

  /// Takes the candidate's next execution; false where it has no more that may start.
  private mutating func take(
    _ machine: StateMachine, _ candidate: inout Candidate, _ priority: UInt8
  ) -> Bool {
    var passed = 0
    while passed < Dispatch.mostPassed,
      let item = machine.jobs[version: candidate.version].ready.next(
        priority: priority, &candidate.offset, isReady: { machine.executions.isReady($0) })
    {
      if !gone.isEmpty && gone.contains(item.id) { continue }
      let job = machine.executions[item.slot].job
      let queue = machine.executions[item.slot].queue
      guard machine.isOpen(job: job, taken: takenByJob[job] ?? 0) else { return false }
      // Executions of one version may lie in two queues, where the job has moved.
      guard machine.isOpen(queue: queue, taken: takenByQueue[queue] ?? 0),
        let session = session(machine, &candidate, item.slot, queue)
      else {
        passed += 1
        continue
      }
      takenByJob[job, default: 0] += 1
      takenByQueue[queue, default: 0] += 1
      free[session].credits -= 1
      credits -= 1
      pairs.append(GrantCommand.Pair(execution: item.id, session: free[session].id))
      return true
    }
    return false
  }

  /// A session that may run what lies in `slot`, each in turn.
  private mutating func session(
    _ machine: StateMachine, _ candidate: inout Candidate, _ slot: Int32, _ queue: Int32
  ) -> Int? {
    if candidate.queue != queue {
      candidate.queue = queue
      candidate.match = match(machine, slot, queue)
    }
    let match = candidate.match
    while !matches[match].sessions.isEmpty {
      if matches[match].turn >= matches[match].sessions.count { matches[match].turn = 0 }
      let session = matches[match].sessions[matches[match].turn]
      if free[session].credits > 0 {
        matches[match].turn += 1
        return session
      }
      matches[match].sessions.remove(at: matches[match].turn)
    }
    return nil
  }

  private mutating func match(_ machine: StateMachine, _ slot: Int32, _ queue: Int32) -> Int {
    let version = machine.startingVersion(machine.executions[slot])
    let kind = Kind(
      queue: queue, module: machine.jobs[version: version].definition.module,
      handler: machine.jobs[version: version].definition.handler)
    if let known = kinds[kind] { return known }
    matches.append(
      Match(
        sessions: free.indices.filter {
          machine.sessions[free[$0].place].accepts(
            queue: machine.queues[queue].name, module: kind.module, handler: kind.handler)
        }))
    kinds[kind] = matches.count - 1
    return matches.count - 1
  }
}
