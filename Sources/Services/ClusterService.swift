internal import Cron
internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// `carillon.v1.ClusterService`: who is in the cluster, who leads, and how it fares.
struct ClusterService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.ClusterService
    let node = desk.node
    node.serve(into: &router, Method.getStatus.path, .local) { call in
      do throws(Failure) {
        let request = try GetStatusRequest(decoding: call.request)
        gather(request.local) { call.respond($0.encoded(), at: node.mark) }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    node.serve(into: &router, Method.listMembers.path, .local) { call in
      gather(false) { status in
        var response = ListMembersResponse()
        response.members = status.members
        response.configurationIndex = node.configurationIndex.rawValue
        response.joint = status.changeInProgress
        call.respond(response.encoded(), at: node.mark)
      }
    }
    node.serve(into: &router, Method.transferLeadership.path, .leader) { call in
      do throws(Failure) {
        let request = try TransferLeadershipRequest(decoding: call.request)
        let target = request.member.isEmpty ? nil : try member(request.member)
        let start = node.turn.now
        node.transferLeadership(to: target) { answer in
          if case .failure(let failure) = answer.result {
            return call.fail(failure, at: answer.mark)
          }
          call.respond(
            TransferLeadershipResponse(
              leader: node.leaderID.map { name(of: $0) } ?? "", term: node.term.rawValue,
              took: node.turn.now - start
            ).encoded(), at: answer.mark)
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    node.serve(into: &router, Method.removeMember.path, .leader) { call in
      change(call) { (request) throws(Failure) in
        .remove(try member(try RemoveMemberRequest(decoding: request).member))
      }
    }
    node.serve(into: &router, Method.promoteMember.path, .leader) { call in
      change(call) { (request) throws(Failure) in
        .promote(try member(try PromoteMemberRequest(decoding: request).member))
      }
    }
    desk.write(&router, Method.release, .release)
    node.serve(into: &router, Method.updateZones.path, .leader) { call in
      do throws(Failure) {
        let request = try UpdateZonesRequest(decoding: call.request)
        node.updateZones(
          request.bundle, forced: request.force, validateOnly: request.validateOnly, for: call
        ) { result, mark in
          switch result {
          case .failure(let failure): call.fail(failure, at: mark)
          case .success(let update):
            var response = UpdateZonesResponse()
            response.zones = ClusterService.describe(update.bundle)
            response.moves = update.moves.map { schedule, next in
              UpdateZonesResponse.Move(
                schedule: schedule.id.text, beforeTime: schedule.next,
                afterTime: next == .distantFuture ? nil : next)
            }
            call.respond(response.encoded(), at: mark)
          }
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    node.serve(into: &router, Method.getZones.path, .read) { call in
      guard let zones = node.zones else {
        return call.fail(
          Failure(.unavailable, .notReady, "this node has no zone data yet"), at: node.mark)
      }
      call.respond(ClusterService.describe(zones).encoded(), at: node.mark)
    }
  }

  private static func describe(_ zones: ZoneBundle) -> ZoneData {
    ZoneData(
      hash: zones.hash.description, release: zones.release, zones: UInt32(zones.names.count),
      names: zones.names)
  }

  // MARK: Members

  private func member(_ text: String) throws(Failure) -> NodeID {
    for member in desk.node.status().members
    where member.name == text || member.id.description == text {
      return member.id
    }
    throw Failure(
      .notFound, .memberUnknown, "there is no member '\(text.prefix(80))'",
      metadata: [Failure.Entry("kind", "member"), Failure.Entry("name", String(text.prefix(80)))])
  }

  private func name(of id: NodeID) -> String {
    let known = desk.node.status().members.first { $0.id == id }?.name ?? ""
    return known.isEmpty ? id.description : known
  }

  private func change(
    _ call: NodeCall, _ wanted: (Bytes) throws(Failure) -> MemberChange
  ) {
    let node = desk.node
    do throws(Failure) {
      node.change(try wanted(call.request), for: call) { answer in
        if case .failure(let failure) = answer.result {
          return call.fail(failure, at: answer.mark)
        }
        call.respond(Empty().encoded(), at: answer.mark)
      }
    } catch {
      call.fail(error, at: node.mark)
    }
  }

  // MARK: Status

  /// How long the other nodes have to say how they fare.
  static let patience = Timeout.milliseconds(500)

  /// What this node knows, and unless `isLocal` what the others say of themselves.
  private func gather(_ isLocal: Bool, _ completion: @escaping (ClusterStatus) -> Void) {
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
    guard let place = status.members.firstIndex(where: { $0.id == word.id }) else { return }
    let before = status.members[place]
    status.members[place] = word
    status.members[place].name = word.name.isEmpty ? before.name : word.name
    status.members[place].voter = before.voter
    status.members[place].promotes = before.promotes
    status.members[place].up = true
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

  private func status() -> ClusterStatus {
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
    status.machineVersion = 1
    status.zones = node.zones?.release ?? ""
    status.changeInProgress = node.isChangingMembers
    if let since = node.heldSince {
      status.held = true
      status.warnings.append(
        "restored from a backup of \(since), and held: nothing fires and nothing is granted until "
          + "clusterctl release")
    }
    for member in own.members { status.members.append(describe(member, own)) }
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

  private func describe(_ member: MemberStatus, _ own: NodeStatus) -> ClusterMember {
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
    }
    word.role = !word.voter ? .learner : member.id == own.leader ? .leader : .follower
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
    word.version = own.version
    word.uptime = own.uptime
    word.draining = own.isDraining
    word.workers = UInt32(own.workerSlots)
    if case .candidate = own.role { word.role = .candidate }
    return word
  }
}
