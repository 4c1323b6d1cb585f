import StateMachine
public import Units

/// Who follows, awaits or subscribes, at any node.
extension Node {
  /// `body` is called after each change of the execution was applied here. It gets no content: read
  /// it with a stale query, which then reflects at least that change. Nil where
  /// `NodeLimits.watchers` are registered.
  public func watch(
    execution: RecordID, _ body: @escaping (ExecutionChange) -> Void
  ) -> WatchID? { watchers.add(execution, body) }

  /// `body` is called with the offsets of events as they are applied here, and with zeros where a
  /// snapshot may have brought some. Nil as above.
  public func watchEvents(
    _ body: @escaping (_ first: UInt64, _ count: UInt64) -> Void
  ) -> WatchID? { watchers.addEvents(body) }

  public func unwatch(_ id: WatchID) { watchers.remove(id) }

  /// What a snapshot brought no notice tells of.
  func tellReplaced() {
    for body in watchers.executionBodies { body(.replaced) }
    for body in watchers.eventBodies { body(0, 0) }
  }

  func tell(_ notices: [Notice]) {
    for case .granted(let grant) in notices where !grant.schedule.isEmpty {
      lateness.add(grant.granted - grant.due)
    }
    guard watchers.count > 0 else { return }
    for notice in notices {
      switch notice {
      case .changed(let execution):
        for body in watchers.bodies(for: execution) { body(.changed) }
      case .finished(let execution):
        for body in watchers.bodies(for: execution) { body(.finished) }
      case .logAppended(let execution, let attempt):
        for body in watchers.bodies(for: execution) { body(.logAppended(attempt: attempt)) }
      case .events(let first, let count):
        for body in watchers.eventBodies { body(first, count) }
      case .granted, .cancelRequested, .leaseEnded, .sessionOpened, .sessionClosed,
        .sessionDrained, .settingsChanged, .zonesChanged:
        break
      }
    }
  }
}
