import Raft

/// How scripts show what cores say.
extension Message {
  var text: String { "\(from) → \(to)  term \(term)  \(body.text)" }
}

extension Message.Body {
  var text: String {
    switch self {
    case .preVoteRequest(let request):
      "would you vote for me in term \(request.candidateTerm)? my log ends at \(request.last)"
    case .preVoteResponse(let response): response.granted ? "I would" : "I would not"
    case .voteRequest(let request):
      "vote for me, my log ends at \(request.last)"
        + (request.isTransfer ? ", the leader asked for it" : "")
    case .voteResponse(let response): response.granted ? "granted" : "refused"
    case .appendRequest(let request):
      "append after \(request.previous): "
        + (request.entries.isEmpty ? "nothing" : text(request.entries))
        + ", commit \(request.commit)"
    case .appendResponse(let response):
      switch response.outcome {
      case .accepted(let persisted, let matched):
        "equal to \(matched), durable to \(persisted)"
      case .rejected(let previous, let hint): "nothing like \(previous) here, try \(hint)"
      }
    case .heartbeat(let heartbeat):
      "heartbeat, commit \(heartbeat.commit), round \(heartbeat.round), rank \(heartbeat.rank)"
    case .heartbeatResponse(let response):
      "heard, round \(response.round), equal to \(response.matched), "
        + "durable to \(response.persisted)"
    case .readIndexRequest: "what must my readers see?"
    case .readIndexResponse(let response):
      response.index.map { "everything up to \($0)" } ?? "ask again"
    case .timeoutNow: "campaign now"
    case .installSnapshotResponse(let response):
      response.persisted.map { "snapshot in force, durable to \($0)" } ?? "snapshot refused"
    }
  }

  private func text(_ entries: [EntryHeader]) -> String {
    entries.map(\.text).joined(separator: " ")
  }
}

extension EntryHeader {
  var text: String {
    switch kind {
    case .noop: "\(index)/\(term)∅"
    case .command: "\(index)/\(term)"
    case .configuration: "\(index)/\(term)©"
    }
  }
}

extension PlacedConfiguration {
  var text: String {
    let configuration = self.configuration
    var parts = ["voters " + configuration.voters.map { "\($0.id)" }.joined(separator: " ")]
    if configuration.isJoint {
      parts.append("outgoing " + configuration.outgoing.map { "\($0.id)" }.joined(separator: " "))
    }
    if !configuration.learners.isEmpty {
      parts.append(
        "learners " + configuration.learners.map { "\($0.member.id)" }.joined(separator: " "))
    }
    return "configuration at \(index): " + parts.joined(separator: "; ")
  }
}
