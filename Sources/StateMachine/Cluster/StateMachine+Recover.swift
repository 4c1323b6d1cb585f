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
    chain([], [])
  }

  /// The members of the log that was left are nobody here; what happened is an event.
  mutating func recover(_ command: RecoverCommand, _ output: inout ApplyOutput) -> CommandOutcome {
    for member in members where member.node != command.member.node {
      output.delete(Keys.key(.member, member.node.rawValue))
    }
    members = [command.member]
    output.put(Keys.key(.member, command.member.node.rawValue), command.member.encoded())
    var text = JSONText()
    text.member("from_cluster", command.from.description)
    text.member("from_index", command.index.rawValue)
    text.member("from_term", command.term.rawValue)
    text.member("node", command.member.node.description)
    text.member("name", command.member.name)
    text.member("done_time", command.done)
    if !command.note.isEmpty { text.member("note", command.note) }
    announce(
      command.cause == .restore ? "cluster.restored" : "cluster.recovered",
      key: command.member.name, text, &output)
    return .success([])
  }
}
