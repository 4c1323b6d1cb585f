import Messages
public import Units

extension StateMachine {
  /// Takes the state out of its log and puts it behind `index` of another one, which goes on from
  /// there: no id, no token and no event offset of the log that it left is given out again. Not in
  /// apply: the state so made is what the other log begins with.
  ///
  /// - Precondition: both lie above where the state stands.
  public mutating func goOn(at index: LogIndex, _ term: Term) {
    precondition(
      index > self.index && term > self.term,
      "\(index)/\(term) is not above \(self.index)/\(self.term)")
    self.index = index
    self.term = term
    events.skip(to: max(events.next + 1, index.rawValue))
    chain([], [], markedVersion)
  }

  /// The members of the log that was left are nobody here; what happened is an event.
  mutating func recover(_ command: RecoverCommand, _ output: inout ApplyOutput) -> CommandOutcome {
    for member in members where member.node != command.member.node {
      output.delete(Keys.key(.member, member.node.rawValue))
    }
    members = [command.member]
    if command.holds { heldSince = time }
    output.put(Keys.key(.member, command.member.node.rawValue), command.member.encoded())
    var text = JSONText()
    text.member("from_cluster", command.from.description)
    text.member("from_index", command.index.rawValue)
    text.member("from_term", command.term.rawValue)
    text.member("node", command.member.node.description)
    text.member("name", command.member.name)
    text.member("done_time", command.done)
    if command.holds { text.raw("held", Bytes("true".utf8)) }
    if !command.note.isEmpty { text.member("note", command.note) }
    announce(
      command.cause == .restore ? "cluster.restored" : "cluster.recovered",
      key: command.member.name, text, &output)
    return .success([])
  }

  /// Lets a restored cluster go. Once is enough; again changes nothing.
  ///
  /// What ran at the time of the backup is LOST by now, or soon, and tried again by the rules for that;
  /// due times since are decided by each schedule's catch-up policy. Another wish is not supported yet.
  mutating func release(
    _ request: ReleaseRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    var list = Unsupported()
    list.check("validate_only", request.validateOnly)
    list.check("make_up", request.makeUp != .unspecified)
    try list.refuse()
    guard request.rerunRunning else {
      throw .field(
        "rerun_running", .fieldInvalid,
        "what ran at the time of the backup is tried again, as after the loss of its worker: say that "
          + "this is wanted")
    }
    let response = ReleaseResponse(held: false, snapshotTime: heldSince)
    guard let since = heldSince else { return .success(response.encoded()) }
    heldSince = nil
    var text = JSONText()
    text.member("snapshot_time", since)
    announce("cluster.released", key: "", text, principal: command.principal, &output)
    return .success(output.wantsAnswers ? response.encoded() : [])
  }
}
