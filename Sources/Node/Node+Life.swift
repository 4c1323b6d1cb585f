import Cron
import GRPC
import Journal
import Logging
import Messages
import NIOCore
import NIOPosix
import Raft
import Replica
import StateMachine
import Storage
import Units

/// From an open directory to a member, and back.
extension Node {
  /// The directory is open and the server listens. Goes on as the member it was, founds a cluster,
  /// or asks to be let in.
  func begin(_ opened: OpenedDirectory) {
    keeper = opened.keeper
    incarnation = opened.identity.incarnation
    disk = Disk(
      log: opened.log, state: opened.state.threads, inbox: inbox, terms: opened.terms,
      configurations: StoredConfigurations(
        [opened.restored.baseConfiguration].filter { $0.index > .zero }
          + opened.restored.configurations))
    if case .cutTornTail(let tear) = opened.decision {
      logger.notice(
        "torn tail cut", metadata: ["segment": "\(tear.segment)", "offset": "\(tear.offset)"])
    }
    if let aside = opened.aside {
      logger.error(
        "data set aside",
        metadata: [
          "why": "\(aside.why)", "kept": "\(aside.place)",
          "what": aside.replays
            ? "the state is made again from the log"
            : "this node begins anew, and asks the others to let it in",
        ])
    }
    let identity = opened.identity
    if identity.node.rawValue != 0 {
      if let first = opened.restored.damaged.first {
        logger.warning(
          "damaged entries",
          metadata: [
            "first": "\(first)", "count": "\(opened.restored.damaged.count)",
            "what": "their headers are whole: the node votes, and fetches them from the others",
          ])
      }
      return live(
        identity.cluster, identity.node, opened.restored, opened.state.machine,
        damaged: opened.checksums)
    }
    let last = opened.restored.entries.last?.index ?? opened.restored.base.index
    if identity.isWiped {
      // Never founds: its cluster is there, whatever it was started with.
      join(asking: opened.remembered, as: identity.cluster)
    } else if options.founds {
      if last > .zero { return found(isRepeated: true) }
      askBeforeFounding { [unowned self] in found(isRepeated: false) }
    } else if last > .zero {
      finish(
        NodeEnd(
          .configuration,
          "a founding was begun in \(options.dataDirectory) and not ended: start once more with "
            + "--found, or with an empty directory to join a cluster"))
    } else if options.join.isEmpty {
      finish(.noWayIn(options.dataDirectory))
    } else {
      join(asking: options.join, as: .none)
    }
  }

  private func live(
    _ cluster: ClusterID, _ node: NodeID, _ restored: RestoredState, _ machine: StateMachine,
    damaged: [UInt32] = []
  ) {
    self.cluster = cluster
    id = node
    var generator = SystemRandomNumberGenerator()
    mind = Mind(
      Replica(
        identity: ReplicaIdentity(node: node, incarnation: incarnation),
        limits: options.replica, restored: restored, damaged: damaged, machine: machine,
        seed: generator.next()))
    logger.info(
      "member",
      metadata: [
        "cluster": "\(cluster)", "node": "\(node)", "address": "\(address)",
        "applied": "\(machine.index)",
        "last": "\(restored.entries.last?.index ?? restored.base.index)",
      ])
    step(.timer)
    tellListeners()
    askWhetherAtHome()
    watchHome()
  }

  // MARK: Founding

  /// Draws the cluster's id; the first entry of its log is made durable before the identity names
  /// it, so that a crash in between leaves a directory that is founded once more.
  private func found(isRepeated: Bool) {
    if isRepeated { return founded() }
    disk?.found(.founding(founder))
  }

  private var founder: Member {
    Member(id: NodeID(1), incarnation: incarnation, address: address.description)
  }

  func founded() {
    guard passes(.founded) else { return }
    var generator = SystemRandomNumberGenerator()
    let cluster = ClusterID(high: generator.next(), low: generator.next())
    adopt(cluster, NodeID(1)) { [unowned self] in
      logger.notice("cluster founded", metadata: ["cluster": "\(cluster)"])
      live(cluster, NodeID(1), .founding(founder), StateMachine())
    }
  }

  private func adopt(
    _ cluster: ClusterID, _ node: NodeID, then: @escaping () -> Void
  ) {
    guard let keeper else { return }
    pool.runIfActive(eventLoop: turn.eventLoop) {
      Result<Void, StorageError> { () throws(StorageError) in
        try keeper.adopt(cluster: cluster, node: node)
      }
    }.assumeIsolated().whenComplete { [weak self] result in
      guard let self, end == nil else { return }
      switch result {
      case .success(.success): then()
      case .success(.failure(let error)): failed(error)
      case .failure: break
      }
    }
  }

  // MARK: Joining

  /// - Parameter cluster: the only one it may enter; `none` for any.
  private func join(asking addresses: [Address], as cluster: ClusterID) {
    let request = Internal.JoinRequest(
      name: options.name, address: address.description, incarnation: incarnation.rawValue,
      clusterHigh: cluster.high, clusterLow: cluster.low, version: options.version,
      promote: true, machineVersion: UInt64(options.versions.machineVersion),
      protocol: options.versions.protocolVersion)
    let others = addresses.filter { $0 != address }
    guard !others.isEmpty else {
      return finish(
        NodeEnd(
          .configuration,
          "--join names only this node itself (\(address)): name the other members, or give --found"
        ))
    }
    let joining = Joining(request, asking: others, turn: turn, logger: logger) {
      [unowned self] response in
      self.joining = nil
      let cluster = ClusterID(high: response.clusterHigh, low: response.clusterLow)
      let node = NodeID(response.node)
      adopt(cluster, node) { [unowned self] in
        live(cluster, node, RestoredState(), StateMachine())
      }
    }
    self.joining = joining
    joining.start()
  }

  // MARK: The first leader

  /// What a new cluster needs, and what is missing after a founding that ended early.
  func beganLeading() {
    guard let mind else { return }
    if !mind.look({ $0.machine.allMembers }).contains(where: { $0.node == id }) {
      let record = MemberRecord(
        node: id, name: options.name, address: address.description, incarnation: incarnation)
      propose(Command(CommandHeader(.setMember), body: MemberCommand(record).encoded()))
    }
    guard mind.look({ $0.machine.zones.hash }) == .zero else { return }
    let directory = options.zoneDirectory
    pool.runIfActive(eventLoop: turn.eventLoop) { ZoneFiles.bundle(directory) }
      .assumeIsolated().whenComplete { [weak self] result in
        guard let self, end == nil, case .success(let bundle) = result else { return }
        switch bundle {
        case .success(let bundle):
          logger.info(
            "zones", metadata: ["release": "\(bundle.release)", "count": "\(bundle.names.count)"])
          propose(
            Command(
              CommandHeader(.setZones),
              body: ZonesCommand(bundle: bundle.encoded, replaces: .zero).encoded()))
        case .failure(let error):
          logger.error(
            "no zone data: schedules in UTC only", metadata: ["why": "\(error.description)"])
        }
      }
  }

  private func propose(_ command: Command) {
    submit(command, for: nil) { [weak self] answer in
      if case .failure(let failure) = answer.result {
        self?.logger.warning("not set up yet", metadata: ["why": "\(failure.message)"])
      }
    }
  }

  // MARK: The end

  /// Takes nothing new and hands leadership over; then `completion`. Calls under way go on.
  func retire(_ completion: @escaping () -> Void) {
    isStopping = true
    tellListeners()
    guard isLeading, configuration.configuration.voters.count > 1 else { return completion() }
    var isOver = false
    let over = {
      guard !isOver else { return }
      isOver = true
      completion()
    }
    transferLeadership(to: nil) { [weak self] answer in
      if case .failure(let failure) = answer.result, !isOver {
        self?.logger.warning(
          "leadership was not handed over", metadata: ["why": "\(failure.message)"])
      }
      over()
    }
    watchHandover({ isOver }, over)
  }

  /// Where the other voters go too, nobody is left to take over: it is not waited for.
  private func watchHandover(_ isOver: @escaping () -> Bool, _ giveUp: @escaping () -> Void) {
    guard !isOver() else { return }
    let voters = configuration.configuration.voters
    let there = voters.count { $0.id == id || peers.link($0.id)?.isConnected == true }
    guard end == nil, there > voters.count / 2 else {
      logger.info("no majority is left to hand leadership over to")
      return giveUp()
    }
    turn.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(20)) { [weak self] in
      self?.watchHandover(isOver, giveUp)
    }
  }

  /// Says goodbye to the other nodes: their streams end here, without suspicion.
  func leavePeers() {
    for stream in Array(passedStreams) { stream.end(.shuttingDown) }
    for (_, inbound) in peers.inbound.sorted(by: { $0.key < $1.key }) { inbound.call.finish() }
    peers.inbound = [:]
  }

  /// The end of everything on the loop; what the disk still has queued is written by `close`.
  func halt() -> (LogWriter, StateThreads)? {
    joining?.cancel()
    joining = nil
    alarm.cancel()
    peers.closeAll()
    failAll(.shuttingDown)
    if end == nil { end = NodeEnd(.ok, "stopped") }
    isStopping = true
    guard let disk else { return nil }
    self.disk = nil
    return (disk.log, disk.stateThreads)
  }
}

extension NodeEnd {
  static func noWayIn(_ directory: String) -> NodeEnd {
    NodeEnd(
      .configuration,
      "\(directory) holds no node, and nobody is named to join: give --join with the addresses of a "
        + "cluster, or --found to found one")
  }
}
