import GRPC
import Journal
import Logging
import Messages
import NIOPosix
import Raft
import Replica
import StateMachine
import Units

/// The streams between nodes: one to each member, and one from each.
extension Node {
  func membersChanged(_ placed: PlacedConfiguration, _ records: [MemberRecord]) {
    if placed != configuration {
      noteMembers(placed)
      tell(placed, records)
    }
    configuration = placed
    self.records = records
    knownTrailers = nil
    for member in placed.configuration.members where member.id != id {
      guard let address = Address(member.address) else { continue }
      if let link = peers.link(member.id), link.address == address { continue }
      connect(member.id, address)
    }
    for link in peers.links { removeIfForgotten(link.peer) }
    tellListeners()
  }

  /// A node that is in no configuration known here is let go of, unless it is speaking to this one: a
  /// newcomer's log begins with days when its leader was no member, and the leader sends no more before
  /// it is answered.
  private func removeIfForgotten(_ peer: NodeID) {
    guard configuration.configuration.member(peer) == nil, peers.inbound[peer] == nil else {
      return
    }
    peers.remove(peer)
  }

  /// Written down beside the identity: whether anybody else has this node's data, and whom to ask,
  /// on the day on which nothing else can be read. Where that fails the older note stays.
  private func noteMembers(_ placed: PlacedConfiguration) {
    guard let keeper, id.rawValue != 0, !placed.configuration.voters.isEmpty else { return }
    let note = MemberNote(
      cluster: cluster, node: id, incarnation: incarnation, index: placed.index,
      configuration: placed.configuration.encoded())
    let logger = logger
    pool.submit { _ in
      do { try keeper.note(note) } catch {
        logger.warning("members not written down", metadata: ["why": "\(error)"])
      }
    }
  }

  /// Into the log: who decides from now on.
  private func tell(_ placed: PlacedConfiguration, _ records: [MemberRecord]) {
    func words(_ members: [Member]) -> String {
      members.map { member in
        records.first { $0.node == member.id }?.name ?? member.id.description
      }.joined(separator: " ")
    }
    var metadata: Logger.Metadata = [
      "entry": "\(placed.index)", "voters": "\(words(placed.configuration.voters))",
    ]
    if placed.configuration.isJoint {
      metadata["joint with"] = "\(words(placed.configuration.outgoing))"
    }
    if !placed.configuration.learners.isEmpty {
      metadata["learners"] = "\(words(placed.configuration.learners.map(\.member)))"
    }
    logger.info("members", metadata: metadata)
  }

  func connect(_ peer: NodeID, _ address: Address) {
    let link = PeerLink(
      peer, at: address, turn: turn, limit: options.limits.peerBytes,
      handshake: { [unowned self] in
        Handshake(
          cluster: cluster, from: id, incarnation: incarnation, to: peer,
          address: self.address.description, versions: options.versions
        ).metadata
      })
    link.onLost = { [weak self] link in self?.step(.connectionLost(link.peer)) }
    link.onDropped = { [weak self] link in self?.step(.peerUnreachable(link.peer)) }
    link.onAltered = { [weak self] link in
      self?.logger.warning(
        "connection to a peer broken off: its bytes do not bear their checksum",
        metadata: ["peer": "\(self?.name(of: link.peer) ?? "")"])
    }
    link.onState = { [weak self] link, refusal in
      guard let self else { return }
      if let refusal {
        // It asks again every few milliseconds: told once.
        if link.lastRefusal != refusal {
          link.lastRefusal = refusal
          logger.warning(
            "peer refuses", metadata: ["peer": "\(name(of: link.peer))", "why": "\(refusal)"])
        }
      } else {
        logger.debug(
          "peer", metadata: ["peer": "\(name(of: link.peer))", "connected": "\(link.isConnected)"])
        // Told while it was away, these would not reach it before the next comparison.
        if link.isConnected {
          for claim in mind?.look({ $0.ownClaims }) ?? [] { send(claim, to: link) }
        }
      }
      if link.peer == leaderID {
        routeWaiting()
        tellListeners()
      }
    }
    peers.add(link)
  }

  func send(_ message: Message, _ payloads: [Bytes]) {
    guard let link = peers.link(message.to) else { return }
    link.send(PeerMessage.encode(message, payloads: payloads))
  }

  func sendDigest(_ index: LogIndex, _ digest: Hash128, _ kind: DigestClaim.Kind) {
    let claim = DigestClaim(node: id, index: index, kind: kind, digest: digest)
    for link in peers.links { send(claim, to: link) }
  }

  private func send(_ claim: DigestClaim, to link: PeerLink) {
    link.send(
      PeerMessage.encode(
        digest: claim.digest, at: claim.index, claim.kind, from: id, incarnation: incarnation,
        to: link.peer))
  }

  func askEntries(_ positions: [LogPosition], of peer: NodeID) {
    peers.link(peer)?.send(
      PeerMessage.encode(wanted: positions, from: id, incarnation: incarnation, to: peer))
  }

  func sendEntries(_ entries: [LoggedEntry], to peer: NodeID) {
    peers.link(peer)?.send(
      PeerMessage.encode(found: entries, from: id, incarnation: incarnation, to: peer))
  }

  /// Registers what other nodes call. Before the services, on the same router.
  func servePeers(into router: inout Router) {
    router.stream(PeerPaths.replicate) { [unowned self] call in acceptPeer(call) }
    router.stream(PeerPaths.snapshot) { [unowned self] call in acceptSnapshot(call) }
    serveJoins(into: &router)
  }

  /// Why a stream from another node is not taken, or who opened it.
  func check(_ call: ServerCall) -> Result<Handshake, Failure> {
    guard hasJoined else { return .failure(.notJoined) }
    if let versions = PeerVersions(call.metadata),
      let objection = versions.objection(own: options.versions, inForce: machineVersion)
    {
      return .failure(Failure(.failedPrecondition, .versionMismatch, objection))
    }
    guard let handshake = Handshake(call.metadata) else {
      return .failure(
        Failure(
          .invalidArgument, .fieldInvalid,
          "the stream lacks the fields of a node of this version (carillon-peer-version "
            + "\(Handshake.version))"))
    }
    let known = configuration.configuration.member(handshake.from)?.incarnation
    let objection = handshake.objection(cluster: cluster, id: id, known: known)
    if let objection {
      return .failure(Failure(.failedPrecondition, .memberUnknown, objection))
    }
    return .success(handshake)
  }

  private func acceptPeer(_ call: ServerCall) {
    let handshake: Handshake
    switch check(call) {
    case .failure(let failure):
      if lastStreamRefusal != failure.message {
        lastStreamRefusal = failure.message
        logger.warning(
          "stream refused", metadata: ["from": "\(call.peer)", "why": "\(failure.message)"])
      }
      return call.fail(Status(failure))
    case .success(let checked): handshake = checked
    }
    let peer = handshake.from
    if let twin = peers.inbound[peer], twin.address != handshake.address,
      turn.now - twin.heardAt < Peers.lifeSign
    {
      return refuse(call, handshake, twin)
    }
    // The newest stream counts; an older one is what a broken connection left behind.
    let inbound = Peers.Inbound(call: call, address: handshake.address, heardAt: turn.now)
    peers.inbound.updateValue(inbound, forKey: peer)?.call.finish()
    step(.peerVersion(peer, handshake.versions.machineVersion))
    call.sendMetadata(Metadata())
    // One that is no member here is where it says, also if it was elsewhere before.
    let isMember = configuration.configuration.member(peer) != nil
    if let link = peers.link(peer),
      isMember || link.address.description == handshake.address
    {
      link.peerIsUp()
    } else if let address = Address(handshake.address) {
      connect(peer, address)
    }
    call.onMessage { [unowned self] bytes in took(bytes, from: handshake, call) }
    call.onHalfClose { [unowned self] in
      if peers.inbound[peer]?.call == call {
        peers.inbound[peer] = nil
        removeIfForgotten(peer)
      }
      call.finish()
    }
    call.onCancel { [unowned self] why in
      let isNewest = peers.inbound[peer]?.call == call
      if isNewest {
        peers.inbound[peer] = nil
        removeIfForgotten(peer)
      }
      call.fail(Status(.cancelled))
      // A goodbye is a reset of the stream; a lost connection is none. Who was altered on the way
      // lives, and is no reason to suspect a leader.
      if isNewest && why == .connection { step(.connectionLost(peer)) }
    }
  }

  /// Two processes with one identity, at two addresses, both alive: a directory was copied. Whoever came
  /// first is listened to: with both, what one of them acknowledged would be looked for at the other.
  private func refuse(_ call: ServerCall, _ handshake: Handshake, _ twin: Peers.Inbound) {
    let failure = Failure(
      .failedPrecondition, .memberUnknown,
      "\(handshake.from) speaks from \(twin.address) already, and this is \(handshake.address): "
        + "its data directory was copied, or its address changed a moment ago; stop one of the two, "
        + "and give it an empty directory")
    if lastStreamRefusal != failure.message {
      lastStreamRefusal = failure.message
      logger.error(
        "two nodes with one identity",
        metadata: [
          "member": "\(name(of: handshake.from))", "one": "\(twin.address)",
          "other": "\(handshake.address)",
        ])
    }
    call.fail(Status(failure))
  }

  private func took(_ bytes: Bytes, from handshake: Handshake, _ call: ServerCall) {
    peers.inbound[handshake.from]?.heardAt = turn.now
    guard let message = PeerMessage(sealed: bytes) else {
      logger.error("malformed message", metadata: ["from": "\(name(of: handshake.from))"])
      if peers.inbound[handshake.from]?.call == call {
        peers.inbound[handshake.from] = nil
        removeIfForgotten(handshake.from)
      }
      return call.fail(
        Status(
          Failure(
            .invalidArgument, .messageMalformed, "a message of \(handshake.from) is malformed")))
    }
    switch message {
    case .raft(let message, let payloads):
      guard message.from == handshake.from, message.incarnation == handshake.incarnation,
        message.to == id
      else { return }
      step(.message(message, payloads: payloads))
    case .digest(let claim):
      let (index, digest) = (claim.index, claim.digest)
      switch claim.kind {
      case .applied: step(.peerDigest(from: handshake.from, index: index, digest: digest))
      case .contents: step(.peerContents(from: handshake.from, index: index, digest: digest))
      }
    case .entriesWanted(_, let positions):
      step(.entriesWanted(from: handshake.from, positions))
    case .entriesFound(_, let entries):
      step(.entriesFound(from: handshake.from, entries))
    }
  }
}
