internal import Cron
internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// How the cluster fares: what this node knows, and what the others say of themselves.
extension ClusterService {
  /// How long the other nodes have to say how they fare.
  static let patience = Timeout.milliseconds(500)

  /// What this node knows, and unless `isLocal` what the others say of themselves.
  func gather(_ isLocal: Bool, _ completion: @escaping (ClusterStatus) -> Void) {
    let node = desk.node
    let own = status()
    let others = isLocal ? [] : node.status().members.filter { $0.id != node.id }
    guard !others.isEmpty else { return node.turn.atEnd { completion(own) } }
    var merged = own
    var missing = others.count
    let request = GetStatusRequest(local: true).encoded()
    for other in others {
      node.ask(
        other.id, Methods.ClusterService.getStatus.path, request,
        deadline: node.turn.now + ClusterService.patience
      ) { reply in
        if case .success(let bytes) = reply, let theirs = try? ClusterStatus(decoding: bytes),
          let word = theirs.members.first(where: { $0.id == other.id.rawValue })
        {
          merge(word, theirs, into: &merged)
        }
        missing -= 1
        if missing == 0 { completion(finished(merged)) }
      }
    }
  }

  private func merge(
    _ word: ClusterMember, _ theirs: ClusterStatus, into status: inout ClusterStatus
  ) {
    // A node that took the member's place under its address speaks for itself only: what a node says of
    // itself alone is missing then.
    // And one of another cluster, or with another data directory, is no member, whatever number it bears.
    guard word.uptime != nil, theirs.cluster == status.cluster,
      let place = status.members.firstIndex(where: {
        $0.id == word.id && $0.incarnation == word.incarnation
      })
    else { return }
    let before = status.members[place]
    status.members[place] = word
    status.members[place].name = word.name.isEmpty ? before.name : word.name
    status.members[place].voter = before.voter
    status.members[place].promotes = before.promotes
    status.members[place].replaces = before.replaces
    if before.role == .leaving { status.members[place].role = .leaving }
    status.members[place].up = true
    for warning in theirs.warnings where !status.warnings.contains(warning) {
      status.warnings.append(warning)
    }
    copy(before, to: &status.members[place])
    if word.role == .leader && theirs.term >= status.term {
      // What only the leader knows of the others.
      for member in theirs.members {
        guard let other = status.members.firstIndex(where: { $0.id == member.id }) else { continue }
        copy(member, to: &status.members[other])
      }
    }
    if word.role == .leader && theirs.term >= status.term {
      // The leader counts for all.
      status.queues = theirs.queues
      status.executions = theirs.executions
      status.deadLetters = theirs.deadLetters
      status.leader = theirs.leader
      status.term = theirs.term
      status.leaderSinceTime = theirs.leaderSinceTime
      status.committed = theirs.committed
      status.lateP99 = theirs.lateP99
      status.workers = theirs.workers
      status.changeInProgress = theirs.changeInProgress
    }
  }

  /// A member does not know these of itself: they are the leader's to say.
  private func copy(_ known: ClusterMember, to member: inout ClusterMember) {
    if known.match > 0 { member.match = known.match }
    if let seen = known.seenTime { member.seenTime = seen }
    if let span = known.roundTrip { member.roundTrip = span }
    member.snapshotPercent = max(member.snapshotPercent, known.snapshotPercent)
    member.agreedIndex = max(member.agreedIndex, known.agreedIndex)
  }

  private func finished(_ status: ClusterStatus) -> ClusterStatus {
    var status = status
    let newest = status.members.map(\.applied).max() ?? 0
    for place in status.members.indices where status.members[place].up {
      status.members[place].lag = newest - min(newest, status.members[place].applied)
    }
    status.voters = UInt32(status.members.filter(\.voter).count)
    status.votersUp = UInt32(status.members.filter { $0.voter && $0.up }.count)
    let majority = status.voters / 2 + 1
    status.tolerates = status.votersUp >= majority ? status.votersUp - majority : 0
    return status
  }

  func status() -> ClusterStatus {
    let node = desk.node
    let own = node.status()
    var status = ClusterStatus()
    status.cluster = own.cluster.description
    status.node = own.name
    status.term = own.term.rawValue
    status.leader = own.leader.map { name(of: $0) } ?? ""
    let now = node.wallClock
    status.leaderSinceTime = own.leader == nil ? nil : now - own.leaderFor
    status.time = now
    status.committed = own.commitIndex.rawValue
    status.machineVersion = UInt64(node.machineVersion)
    status.zones = node.zones?.release ?? ""
    status.changeInProgress = node.isChangingMembers
    for member in own.members + own.announced { status.members.append(describe(member, own)) }
    if let since = node.heldSince {
      status.held = true
      status.warnings.append(
        "restored from a backup of \(since), and held: nothing fires and nothing is granted until "
          + "clusterctl release")
    }
    let holding = node.heldBackBy.map { name(of: $0) }
    if !holding.isEmpty {
      status.warnings.append(
        "the machine version stays at \(node.machineVersion): older builds, or silent, are "
          + holding.joined(separator: ", "))
    }
    if own.isDisputed {
      status.warnings.append(
        "\(own.name) finds that the voters' states differ and no majority agrees: nothing is written "
          + "until an operator has compared them ('clusterctl cluster check')")
    }
    if let totals = node.totals {
      status.queues = totals.queues
      status.executions = totals.executions
      status.deadLetters = UInt64(totals.deadLetters)
      status.schedules = UInt32(totals.schedules)
      status.jobs = UInt32(totals.jobs)
      status.workers = UInt32(totals.workers)
      status.events = totals.events
      status.lateP99 = node.lateP99
    }
    return finished(status)
  }

  func describe(_ member: MemberStatus, _ own: NodeStatus) -> ClusterMember {
    var word = ClusterMember()
    word.name = member.name
    word.id = member.id.rawValue
    word.address = member.address
    word.incarnation = member.incarnation.rawValue
    word.up = member.isConnected
    switch member.role {
    case .voter: word.voter = true
    case .learner(let promotes): word.promotes = promotes
    case .leaving: word.voter = true
    case .announced(let promotes): word.promotes = promotes
    }
    word.role =
      switch member.role {
      case .announced: .announced
      case .leaving where member.id != own.leader: .leaving
      default: !word.voter ? .learner : member.id == own.leader ? .leader : .follower
      }
    word.replaces = member.replaces?.rawValue ?? 0
    word.match = member.match.rawValue
    word.agreedIndex = member.agreed.rawValue
    word.sinceTime = member.since == .epoch ? nil : member.since
    word.snapshotPercent = UInt32(member.snapshotPercent ?? 0)
    word.roundTrip = member.roundTrip
    if let silence = member.silence { word.seenTime = desk.node.wallClock - silence }
    guard member.id == own.node else {
      word.applied = member.match.rawValue
      return word
    }
    word.term = own.term.rawValue
    word.applied = own.appliedIndex.rawValue
    word.committed = own.commitIndex.rawValue
    word.persisted = own.persistedIndex.rawValue
    word.logBytes = own.logBytes.rawValue
    word.stateBytes = own.stateBytes.rawValue
    word.freeBytes = own.freeBytes.rawValue
    word.disk = ClusterService.describe(own.disk)
    word.version = own.version
    word.uptime = own.uptime
    word.draining = own.isDraining
    word.workers = UInt32(own.workerSlots)
    if case .candidate = own.role { word.role = .candidate }
    return word
  }

  private static func describe(_ level: DiskLevel) -> ClusterMember.DiskLevel {
    switch level {
    case .normal: .normal
    case .low: .low
    case .critical: .critical
    }
  }
}
