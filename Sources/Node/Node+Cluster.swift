public import GRPC
public import Messages
import NIOCore
import Raft
import Replica
import StateMachine
public import Units

/// Who belongs to the cluster, and who leads it.
extension Node {
  /// As the leader: changes who belongs to it. The answer is empty bytes once the change's first
  /// step is committed; a promotion goes on by itself.
  public func change(
    _ change: MemberChange, for call: NodeCall?, completion: @escaping NodeCompletion
  ) {
    guard let id = open(completion, call) else { return }
    let wanted: MembershipChange =
      switch change {
      case .promote(let node): .promote(node)
      case .remove(let node): .remove(node)
      case .replace(let old, let newcomer): .replace(old: old, newcomer: newcomer)
      }
    step(.changeMembers(id, wanted))
  }

  /// A handover that is under way.
  struct Transfer {
    var completion: NodeCompletion
    var from: Term
  }

  /// As the leader: hands over to `target`, or else to the voter that is furthest. The answer comes
  /// when another node leads, or after two seconds with a failure.
  public func transferLeadership(to target: NodeID?, completion: @escaping NodeCompletion) {
    guard isLeading, transfer == nil else {
      let failure =
        transfer == nil
        ? notLeader(leaderID)
        : Failure(
          .aborted, .changeInProgress, "leadership is being handed over already",
          retryAfter: .seconds(1))
      return turn.atEnd { completion(.failure(failure)) }
    }
    transfer = Transfer(completion: completion, from: term)
    step(.transferLeadership(to: target))
    turn.eventLoop.assumeIsolated().scheduleTask(in: .seconds(2)) { [weak self] in
      guard let self, let transfer else { return }
      self.transfer = nil
      transfer.completion(
        .failure(
          Failure(
            .deadlineExceeded, .quorumAtRisk,
            "no other voter took over within 2 s: are they up, and have they caught up?")))
    }
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
    let replica = replica?.status
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
      logBytes: usage.log, stateBytes: usage.state, freeBytes: usage.free,
      workerSlots: options.workerSlots, attachedSessions: replica?.attachedSessions ?? 0,
      waitingCalls: (replica?.waitingCalls ?? 0) + waiting.count, slowTurns: watch.slowTurns,
      longestTurn: watch.longest, changeInProgress: configuration.configuration.isJoint,
      configurationIndex: configuration.index,
      members: configuration.configuration.members.map { status(of: $0, replica) })
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
      match: isSelf ? replica?.last ?? .zero : peer?.match ?? .zero)
  }
}

/// Bytes on the disk, measured every few seconds off the loop.
struct DiskUsage: Hashable, Sendable {
  var log = ByteCount.zero
  var state = ByteCount.zero
  var free = ByteCount.zero

  /// Walks two directories; may wait.
  init(measuring path: String) {
    log = ByteCount(Files.size(below: path + "/log"))
    state = ByteCount(Files.size(below: path + "/state"))
    free = ByteCount(Files.free(path) ?? 0)
  }

  init() {}
}
