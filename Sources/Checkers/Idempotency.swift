internal import Units

/// Promise 2: the repeat of a request under its key returns the first answer, and a dedup key leads to
/// one execution.
///
/// - Complexity: O(n) in the history's length.
public struct Idempotency: Sendable {
  public init() {}

  public func check(_ recording: Recording) -> [Violation] {
    checkKeys(recording) + checkDedup(recording)
  }

  private func violation(_ text: String) -> Violation { Violation(.idempotency, text) }

  private func checkKeys(_ recording: Recording) -> [Violation] {
    var first: [Recording.Name: Call] = [:]
    var found: [Violation] = []
    for call in recording.calls where !call.key.isEmpty {
      // One that was not admitted, as on a full disk, was not answered otherwise.
      guard let answer = call.answer else { continue }
      let name = Recording.Name(process: call.process, key: call.key)
      guard let known = first[name] else {
        first[name] = call
        continue
      }
      if let before = known.answer, before != answer {
        found.append(
          violation("key '\(call.key)' of \(call.process) was answered \(before), then \(answer)"))
      }
    }
    return found
  }

  /// Whoever is told that a dedup key is taken is told by whom: by an execution under that key.
  private func checkDedup(_ recording: Recording) -> [Violation] {
    var markers: [UInt64: String] = [:]
    var holders: [String: Set<RecordID>] = [:]
    var kept: [(name: String, id: RecordID, marker: UInt64)] = []
    for call in recording.calls {
      guard case .enqueue(let marker, let job, let dedup) = call.operation, !dedup.isEmpty else {
        continue
      }
      let name = "\(job)/\(dedup)"
      markers[marker] = name
      guard case .execution(let id, let isNew)? = call.answer else { continue }
      if isNew { holders[name, default: []].insert(id) } else { kept.append((name, id, marker)) }
    }
    // Those whose acknowledgement got lost.
    var isSwept = false
    for sight in recording.sights {
      guard case .final(let final) = sight.observation else { continue }
      isSwept = true
      if let name = final.marker.flatMap({ markers[$0] }) {
        holders[name, default: []].insert(final.execution)
      }
    }
    guard isSwept else { return [] }
    return kept.filter { !(holders[$0.name] ?? []).contains($0.id) }.map {
      violation("job \($0.marker) was kept for \($0.id), which has not the key '\($0.name)'")
    } + checkLives(recording, holders)
  }

  /// Two executions under one key do not live at the same time: the older one's end is an event.
  private func checkLives(
    _ recording: Recording, _ holders: [String: Set<RecordID>]
  ) -> [Violation] {
    var ends: [RecordID: RecordID] = [:]
    for sight in recording.sights {
      guard case .event(let event) = sight.observation, event.isEnd else { continue }
      ends[event.cause] = event.id
    }
    guard !ends.isEmpty else { return [] }
    var found: [Violation] = []
    for name in holders.keys.sorted() {
      let ids = (holders[name] ?? []).sorted()
      for (older, newer) in zip(ids, ids.dropFirst()) {
        guard let end = ends[older] else {
          found.append(violation("\(older) and \(newer) live under one key '\(name)'"))
          continue
        }
        if end > newer {
          found.append(
            violation("\(newer) was made under the key '\(name)' while \(older) lived"))
        }
      }
    }
    return found
  }
}

extension Observation.Event {
  /// Whether it tells of an execution's end.
  var isEnd: Bool {
    switch name {
    case "execution.completed", "execution.failed", "execution.timeout", "execution.cancelled",
      "execution.expired":
      cause != .none
    default: false
    }
  }

  var endState: History.State? {
    isEnd ? History.State(rawValue: String(name.dropFirst("execution.".count))) : nil
  }
}
