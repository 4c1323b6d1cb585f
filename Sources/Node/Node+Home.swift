import GRPC
import Logging
import Messages
import NIOCore
import NIOPosix
import Raft
import Replica
import Units

/// Whether this node is where it belongs. A directory that was moved, an address that now belongs to
/// others, or a node that was removed while it was away would follow nobody and say nothing that
/// helps. So a member asks, at its start and whenever it has known no leader for a while.
extension Node {
  /// Without a leader for so long a member asks whether it is one still.
  private static let patience = Timeout.seconds(1)

  /// A restored or recovered cluster goes on at the seconds since 2020 times 2^16; no other one comes as
  /// far as this.
  private static let continuedIndex: UInt64 = 1 << 40

  /// Each address once. Who does not answer, or has no leader, is no reason to end.
  func askWhetherAtHome() {
    let request = Internal.JoinRequest(
      name: options.name, address: address.description, incarnation: incarnation.rawValue,
      clusterHigh: cluster.high, clusterLow: cluster.low, version: options.version,
      node: id.rawValue, machineVersion: UInt64(options.versions.machineVersion),
      protocol: options.versions.protocolVersion
    ).encoded()
    var others = options.join
    for member in configuration.configuration.members {
      if let address = Address(member.address), !others.contains(address) { others.append(address) }
    }
    foreignHomes = [:]
    for other in others where other != address {
      ask(other, request) { [weak self] reply in self?.heardOfHome(reply, from: other) }
    }
  }

  private func ask(
    _ other: Address, _ request: Bytes, _ completion: @escaping (Reply) -> Void
  ) {
    var connect = ClientOptions()
    connect.reconnects = false
    connect.sealsBytes = true
    let connection = ClientConnection(turn: turn, address: other, options: connect)
    connection.connect()
    connection.unary(PeerPaths.join, request, deadline: turn.now + .seconds(2)) { reply in
      connection.close()
      completion(reply)
    }
  }

  private func heardOfHome(_ reply: Reply, from other: Address) {
    guard end == nil, reply.isFromServer, reply.status.code == .failedPrecondition else { return }
    let failure = Failure(
      code: .failedPrecondition, message: reply.status.message,
      details: reply.status.details.isEmpty ? nil : reply.status.details)
    func entry(_ key: String) -> String? { failure.metadata.first { $0.key == key }?.value }
    if entry("removed") == id.description { return leave(.removed(options, id, cluster)) }
    guard let theirs = entry("cluster") else { return }
    foreignHomes[other] = theirs
    // A stranger at a member's address ends nobody while the members that are left can decide: a founder
    // that lost its disk and founds again would take the whole cluster with it. Where they cannot, or
    // where the other one goes on from a backup or from what was left of this one, this one is no more.
    // And at an address that is no member's, --join names another cluster.
    let isMembers = configuration.configuration.members.contains { Address($0.address) == other }
    let last = mind?.vitals.last.rawValue ?? 0
    let index = entry("index").flatMap(UInt64.init) ?? 0
    let goesOn = index >= Node.continuedIndex && index > last
    guard options.join.contains(other), !isMembers || !hasHome || goesOn else {
      if homeWarning != theirs {
        homeWarning = theirs
        logger.warning(
          "a node of another cluster answers",
          metadata: [
            "address": "\(other)", "cluster": "\(theirs)", "own": "\(cluster)",
            "hint": "a node that lost its disk starts with --join and without --found",
          ])
      }
      return
    }
    finish(
      NodeEnd(
        .data,
        "the data directory \(options.dataDirectory) belongs to cluster \(cluster), and the node at "
          + "\(other) to cluster \(theirs): give this node a directory of its own with --data, or "
          + "mend --join"))
  }

  /// Whether the voters whose addresses no other cluster has are enough to decide.
  private var hasHome: Bool {
    let placed = configuration.configuration
    return [placed.voters, placed.outgoing].allSatisfy { voters in
      let left = voters.count { voter in
        voter.id == id || Address(voter.address).map { foreignHomes[$0] == nil } ?? true
      }
      return voters.isEmpty || left > voters.count / 2
    }
  }

  /// Looks every second.
  func watchHome() {
    turn.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in
      guard let self, end == nil, !isStopping else { return }
      if leaderID == nil, turn.now >= leaderSince + Node.patience { askWhetherAtHome() }
      watchHome()
    }
  }

  /// Takes no part any more: what is written down keeps a next start from it.
  func leave(_ why: NodeEnd) {
    guard end == nil, !isLeaving, let keeper else { return }
    isLeaving = true
    pool.runIfActive(eventLoop: turn.eventLoop) { keeper.markOut(why) }
      .assumeIsolated().whenComplete { [weak self] _ in self?.finish(why) }
  }

  // MARK: Founding

  /// `--found` with an empty directory, and others named to join: this may be a wiped node whose start
  /// still says to found. A second cluster in the place of the first would be found empty by
  /// everybody, and a majority of wiped nodes would join it. So all of those named have to say that
  /// they belong to no cluster; who does not answer is waited for.
  func askBeforeFounding(_ found: @escaping () -> Void) {
    let others = options.join.filter { $0 != address }
    guard !others.isEmpty else { return found() }
    var open = others.count
    var silent: [Address] = []
    let request = Internal.JoinRequest(onlyAsks: true).encoded()
    for other in others {
      ask(other, request) { [weak self] reply in
        guard let self, end == nil, !isStopping else { return }
        open -= 1
        let answer = reply.status.isOK ? try? Internal.JoinResponse(decoding: reply.message) : nil
        if let answer, answer.node != 0 { return foundNobody(other, answer) }
        if answer == nil { silent.append(other) }
        guard open == 0 else { return }
        guard let first = silent.first else { return found() }
        askAgain(first, found)
      }
    }
  }

  private func foundNobody(_ other: Address, _ answer: Internal.JoinResponse) {
    let theirs = ClusterID(high: answer.clusterHigh, low: answer.clusterLow)
    finish(
      NodeEnd(
        .configuration,
        "\(options.dataDirectory) is empty, and the node at \(other) belongs to cluster \(theirs): "
          + "--found would found another cluster beside it; start without --found to join that one")
    )
  }

  private func askAgain(_ silent: Address, _ found: @escaping () -> Void) {
    let why = "\(silent) does not answer, and may belong to a cluster"
    if lastJoinRefusal != why {
      lastJoinRefusal = why
      logger.notice(
        "not founding yet",
        metadata: [
          "why": "\(why)", "hint": "to found without asking, leave --join out of this first start",
        ])
    }
    turn.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(100)) { [weak self] in
      self?.askBeforeFounding(found)
    }
  }
}

extension NodeEnd {
  static func removed(_ options: NodeOptions, _ id: NodeID, _ cluster: ClusterID) -> NodeEnd {
    NodeEnd(
      .removed,
      "\(options.name) (\(id)) was removed from cluster \(cluster) and takes no part any more: start "
        + "it with --rejoin to put \(options.dataDirectory) aside and join as a new member")
  }
}
