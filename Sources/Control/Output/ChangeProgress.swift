internal import Messages
internal import Units

/// A change of members as it goes on, on standard error: one line for each step, and on a terminal
/// the step under way, written over as it moves.
struct ChangeProgress {
  private let name: String
  private let replaces: String?
  private let asLearner: Bool
  private var told: [String] = []
  private var hasLine = false

  init(_ name: String, replaces: String? = nil, asLearner: Bool = false) {
    self.name = name
    self.replaces = replaces
    self.asLearner = asLearner
  }

  /// Asks how the cluster fares until `isDone`; what passes, such as a change of leader, is waited
  /// out. What is waited for goes on by itself where the patience ends.
  mutating func wait(
    on cluster: Cluster, within patience: Timeout, since start: Instant,
    _ isDone: (ClusterStatus) -> Bool
  ) async throws -> ClusterStatus {
    while true {
      do {
        let status: ClusterStatus = try await cluster.read(
          Methods.ClusterService.getStatus, GetStatusRequest())
        // While a leader is missing the others may not know yet what was decided.
        if !status.leader.isEmpty && isDone(status) { return status }
        show(status)
      } catch let problem as Problem where problem.mayPass {}
      guard TimeText.now() < start + patience else {
        clear()
        throw Problem(
          "\(name) is not there after \(TimeText.span(patience)): \(told.last ?? "nobody answers")",
          hint: "it goes on by itself; look with 'clusterctl member list'", status: .tryAgain)
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  mutating func show(_ status: ClusterStatus) {
    let member = status.members.last { $0.name == name }
    guard let step = ChangeProgress.step(name, member) else { return }
    if step.words != told.last {
      clear()
      told.append(step.words)
      Terminal.complain(" \(step.words)")
    }
    guard Terminal.isErrorTerminal, let detail = step.detail else { return }
    hasLine = true
    Terminal.overwrite("   \(detail)")
  }

  mutating func clear() {
    if hasLine { Terminal.overwrite("") }
    hasLine = false
  }

  /// What is going on, in words that change with the step only, and how far it is.
  static func step(_ name: String, _ member: ClusterMember?) -> (words: String, detail: String?)? {
    guard let member else { return nil }
    let called = MemberText.named(member)
    if member.role == .announced {
      return ("\(called) is expected at \(member.address): start it there, with --join", nil)
    }
    if !member.up { return ("\(called) does not answer", nil) }
    if member.voter { return ("\(called) votes", nil) }
    if member.snapshotPercent > 0 {
      return ("\(called) gets a snapshot", "\(member.snapshotPercent) %")
    }
    return ("\(called) is a learner and catches up", "\(NumberText.grouped(member.lag)) behind")
  }

  /// The last words, on standard output.
  mutating func end(
    _ status: ClusterStatus, _ format: OutputFormat, _ name: String, since start: Instant
  ) {
    clear()
    guard let member = status.members.last(where: { $0.name == name }) else { return }
    Printer(format: format).object(member, name: name) {
      var words = "\(MemberText.named(member)) is a \(asLearner ? "learner" : "voter")"
      if let replaces { words += " in the place of \(replaces)" }
      return [
        "\(words)   \(MemberText.voters(status))   \(TimeText.span(TimeText.now() - start))"
      ]
    }
  }
}
