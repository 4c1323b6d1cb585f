public import GRPC
import Logging
public import Messages
import NIOCore
import Raft
import Replica
import StateMachine
public import Units

/// Who belongs to the cluster, and who leads it.
extension Node {
  /// As the leader: changes who belongs to it. The answer is empty bytes once the change is through;
  /// a replacement's, once it is under way. A leader that is to leave hands over first.
  ///
  /// - Parameters:
  ///   - basedOn: the configuration's index for which it was thought out; nil for any.
  ///   - isDryRun: checks, and changes nothing.
  public func change(
    _ change: MemberChange, basedOn: LogIndex?, isDryRun: Bool, for call: NodeCall,
    completion: @escaping NodeCompletion
  ) {
    let kind: MembershipChange.Kind =
      switch change {
      case .announce(let name, let address, let promotes):
        .announce(.init(name: name, address: address, promotes: promotes))
      case .promote(let node): .promote(node)
      case .remove(let node): .remove(node)
      case .replace(let old, let name, let address):
        .replace(old: old, newcomer: .init(name: name, address: address))
      }
    guard case .remove(id) = change, !isDryRun, configuration.configuration.voters.count > 1 else {
      guard let id = open(completion, call) else { return }
      return step(
        .changeMembers(id, MembershipChange(kind, basedOn: basedOn, isDryRun: isDryRun)))
    }
    // This node itself. Nothing is handed over for a change that is refused.
    let checked: NodeCompletion = { [unowned self] answer in
      guard case .success = answer.result else { return completion(answer) }
      logger.notice("handing over before being removed")
      transferLeadership(to: nil) { [unowned self] answer in
        guard case .success = answer.result else { return completion(answer) }
        // The new leader removes it.
        route(call)
      }
    }
    guard let open = open(checked, call) else { return }
    step(.changeMembers(open, MembershipChange(kind, basedOn: basedOn, isDryRun: true)))
  }

  /// The node that is called `text`: a member, one that is announced, or one that was a member last;
  /// or `#4`, whether it is known or not.
  public func member(called text: String) -> NodeID? {
    if let id = NodeID(text: text) { return id }
    let named = records.filter { $0.name == text }
    let there = named.last { configuration.configuration.member($0.node) != nil }
    return (there ?? named.last { $0.isAnnounced } ?? named.last)?.node
      ?? (text == options.name && hasJoined ? id : nil)
  }

  /// A handover that is under way.
  struct Transfer {
    var completion: NodeCompletion
    var from: Term
  }

  /// As the leader: hands over to `target`, or else to the voter that is furthest. The answer comes
  /// when another node leads, or after two seconds with a failure.
  public func transferLeadership(to target: NodeID?, completion: @escaping NodeCompletion) {
    if target == id, isLeading {
      let mark = mark
      return turn.atEnd { completion(NodeAnswer(.success([]), at: mark)) }
    }
    if let failure = objection(toTransferTo: target) {
      return turn.atEnd { completion(.failure(failure)) }
    }
    let began = term
    transfer = Transfer(completion: completion, from: began)
    step(.transferLeadership(to: target))
    turn.eventLoop.assumeIsolated().scheduleTask(in: .seconds(2)) { [weak self] in
      // Not one of a later leadership.
      guard let self, let transfer, transfer.from == began else { return }
      self.transfer = nil
      transfer.completion(
        .failure(
          Failure(
            .deadlineExceeded, .quorumAtRisk,
            "no other voter took over within 2 s: are they up, and have they caught up?")))
    }
  }

  private func objection(toTransferTo target: NodeID?) -> Failure? {
    guard isLeading else { return notLeader(leaderID) }
    guard transfer == nil else {
      return Failure(
        .aborted, .changeInProgress, "leadership is being handed over already",
        retryAfter: .seconds(1))
    }
    let voters = configuration.configuration.voters.map(\.id).filter { $0 != id }
    guard let target else {
      guard voters.isEmpty else { return nil }
      return Failure(
        .failedPrecondition, .quorumAtRisk,
        "\(name(of: id)) is the only voter: there is nobody to hand leadership over to")
    }
    guard voters.contains(target) else {
      return Failure(
        .failedPrecondition, .memberUnknown,
        "\(name(of: target)) has no vote: only a voter can lead; the others are "
          + voters.map { name(of: $0) }.joined(separator: ", "))
    }
    guard peers.link(target)?.isConnected == true else {
      return Failure(
        .failedPrecondition, .quorumAtRisk,
        "\(name(of: target)) does not answer: leadership stays with \(options.name)")
    }
    return nil
  }

  func checkTransfer() {
    guard let transfer, let leaderID, leaderID != id, term > transfer.from else { return }
    self.transfer = nil
    transfer.completion(NodeAnswer(.success([]), at: mark))
  }

  /// Asks another member, as `path` with `request`, marked as forwarded so that it answers itself.
  /// For gathering every node's status. `completion` hears a failure where it cannot be reached.
  public func ask(
    _ member: NodeID, _ path: String, _ request: Bytes, deadline: Monotonic,
    completion: @escaping (Result<Bytes, Failure>) -> Void
  ) {
    guard let link = peers.link(member), link.isReachable else {
      let why = "\(name(of: member)) cannot be reached from \(options.name)"
      return turn.atEnd { completion(.failure(Failure(.unavailable, .notReady, why))) }
    }
    let name = name(of: member)
    link.calls().unary(path, request, metadata: forwarded(Metadata()), deadline: deadline) {
      reply in
      if reply.status.isOK { return completion(.success(reply.message)) }
      completion(.failure(Failure(.unavailable, .notReady, "\(name): \(reply.status)")))
    }
  }

  /// The call has come through another node: its answer is about this node only.
  public static func isForwarded(_ metadata: Metadata) -> Bool {
    metadata[Trailers.forwarded] != nil
  }

  /// What this node knows of itself and of its cluster. O(members).
  public func status() -> NodeStatus {
    let now = turn.now
    let replica = mind?.status
    let role: NodeStatus.Role =
      switch replica?.role {
      case nil: .joining
      case .leader: .leader
      case .candidate, .preCandidate: .candidate
      case .follower: configuration.configuration.isVoter(id) ? .follower : .learner
      }
    return NodeStatus(
      cluster: cluster, node: id, name: options.name, incarnation: incarnation,
      address: address.description, version: options.version, role: role,
      term: replica?.term ?? .zero, leader: replica?.leader, leaderFor: now - leaderSince,
      isReady: isLeading, isDraining: isStopping, uptime: now - started,
      firstIndex: replica?.base.next() ?? .zero, lastIndex: replica?.last ?? .zero,
      commitIndex: replica?.commit ?? .zero, appliedIndex: replica?.applied ?? .zero,
      persistedIndex: replica?.persisted ?? .zero, time: replica?.time ?? .epoch,
      digest: replica?.digest ?? .zero, clockOffset: replica?.clockOffset,
      logBytes: usage.log, stateBytes: usage.state, freeBytes: gauge.free,
      disk: gauge.level, workerSlots: options.workerSlots,
      attachedSessions: replica?.attachedSessions ?? 0,
      waitingCalls: (replica?.waitingCalls ?? 0) + waiting.count, slowTurns: watch.slowTurns,
      longestTurn: watch.longest, changeInProgress: isChangingMembers,
      configurationIndex: configuration.index,
      members: configuration.configuration.members.map { status(of: $0, replica) },
      announced: announced,
      isDisputed: replica?.isDisputed ?? false)
  }

  private var announced: [MemberStatus] {
    records.filter { $0.isAnnounced && configuration.configuration.member($0.node) == nil }.map {
      MemberStatus(
        id: $0.node, name: $0.name, address: $0.address, incarnation: $0.incarnation,
        role: .announced(promotes: $0.promotes), replaces: $0.replaces, isConnected: false,
        match: .zero, silence: nil, snapshotPercent: nil, roundTrip: nil, agreed: .zero,
        since: $0.since)
    }
  }

  private func status(of member: Member, _ replica: ReplicaStatus?) -> MemberStatus {
    let all = configuration.configuration
    let learner = all.learners.first { $0.member.id == member.id }
    let role: MemberStatus.Role =
      if let learner {
        .learner(promotes: learner.promotes)
      } else if all.voters.contains(where: { $0.id == member.id }) {
        .voter
      } else {
        .leaving
      }
    let record = records.first { $0.node == member.id }
    let peer = replica?.peers.first { $0.id == member.id }
    let isSelf = member.id == id
    return MemberStatus(
      id: member.id, name: record?.name ?? (isSelf ? options.name : ""),
      address: member.address, incarnation: member.incarnation, role: role,
      replaces: learner?.replaces,
      isConnected: isSelf || peers.link(member.id)?.isConnected == true,
      match: isSelf ? replica?.persisted ?? .zero : isLeading ? peer?.match ?? .zero : .zero,
      silence: isSelf || !isLeading ? nil : mind?.look { $0.silence(of: member.id) },
      snapshotPercent: snapshots.senders[member.id]?.percent, roundTrip: peer?.roundTrip,
      agreed: mind?.look { $0.agreement(of: member.id) } ?? .zero, since: record?.since ?? .epoch)
  }
}

/// Bytes on the disk, measured every few seconds off the loop.
struct DiskUsage: Hashable, Sendable {
  var log = ByteCount.zero
  var state = ByteCount.zero

  /// Walks two directories; may wait.
  init(measuring path: String) {
    log = ByteCount(Files.size(below: path + "/log"))
    state = ByteCount(Files.size(below: path + "/state"))
  }

  init() {}
}
