import Units

extension StateMachine {
  /// All that decisions need, line by line in an order of its own: equal for a machine and the one
  /// that its store gives back, whatever their slots and heaps look like.
  package var memoryLines: [String] {
    var lines: [String] = []
    func add(_ kind: String, _ bytes: Bytes, _ more: String = "") {
      lines.append("\(kind) \(Hash128(of: bytes)) \(more)")
    }
    add("meta", metaRecord(), "\(counts)")
    add("settings", settings.encoded())
    lines.append("zones \(zones.hash) members \(members)")
    for slot in jobs.order {
      let job = jobs[job: slot]
      let current = jobs[version: job.current]
      add(
        "job", job.encoded(current.definition),
        "\(job.name) \(job.id) live \(job.live) running \(job.running) \(job.schedules)")
      add("counts", job.counts.encoded())
      for version in job.versions.sorted(by: { jobs[version: $0].number < jobs[version: $1].number }
      ) {
        let state = jobs[version: version]
        var ready: [String] = []
        for priority in UInt8(1)...9 {
          var offset = 0
          while let item = state.ready.next(
            priority: priority, &offset, isReady: { executions.isReady($0) })
          {
            ready.append("\(priority) \(item.due) \(item.id)")
          }
        }
        lines.append(
          "version \(state.number) queue \(queues[state.queue].name) live \(state.live) "
            + "count \(state.ready.count) \(state.place >= 0) \(ready)")
      }
    }
    for slot in queues.sortedSlots() {
      let queue = queues[slot]
      add(
        "queue", queue.encoded(), "\(queue.name) \(queue.waiting) \(queue.delayed) \(queue.running)"
      )
    }
    for schedule in schedules.schedules {
      add("schedule", schedule.encoded(), "\(schedule.id) \(schedule.live)")
    }
    lines.append("due \(schedules.due.soonest.map { "\($0)" } ?? "none")")
    lines.append("compute \(schedules.uncomputed(limit: .max).sorted())")
    for session in sessions.sessions {
      add("session", session.encoded(), "\(session.id) \(session.leases)")
    }
    for module in modules.modules { add("module", module.encoded(), "\(module.id)") }
    for bundle in modules.bundles { add("bundle", bundle.encoded(), "\(bundle.hash)") }
    for slot in executions.sortedSlots() {
      let live = executions[slot]
      add(
        "live",
        live.encoded(
          job: jobs[job: live.job].id, version: jobs[version: live.version].number,
          queue: queues[live.queue].name), "\(live.id) \(live.isReady)")
      if live.dedup != .zero { lines.append("dedup \(dedup[live.dedup] ?? .none)") }
    }
    lines.append("dedups \(dedup.count) dead \(deadLetters.sorted().map(\.id))")
    lines.append("keys \(idempotency.records)")
    let chains = roots.roots.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    lines.append("roots \(chains)")
    func timers(_ heap: TimerHeap, _ isLive: (TimerHeap.Item) -> Bool) -> [String] {
      Set(heap.items.filter(isLive).map { "\($0.when) \($0.id)" }).sorted()
    }
    lines.append("delays \(timers(delays) { executions.isDelayed($0) })")
    lines.append("deadlines \(timers(deadlines) { executions.isDue($0) })")
    lines.append("wake \(soonestWakeUp.map { "\($0)" } ?? "never")")
    for sweep in sweeps {
      let left = sweep.left.filter {
        executions.slot(of: $0).map { executions[$0].cancelling == nil } ?? false
      }
      lines.append("sweep \(sweep.job) \(left)")
    }
    let listeners = events.exact.keys.sorted().map { "\($0) \(events.exact[$0] ?? [])" }
    lines.append("listeners \(listeners) \(events.patterns)")
    return lines
  }
}
