internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// Changes of who belongs to the cluster, decided by its leader, whichever node was asked.
extension ClusterService {
  func registerChanges(into router: inout Router) {
    typealias Method = Methods.ClusterService
    let node = desk.node
    node.serve(into: &router, Method.addMember.path, .leader) { call in
      perform(call) { () throws(Failure) in
        let request = try AddMemberRequest(decoding: call.request)
        try check(address: request.address)
        let change = MemberChange.announce(
          name: request.name, address: request.address, promotes: !request.learner)
        return Wish(change, request.expectedConfigurationIndex, request.validateOnly) {
          described(request.name, at: request.address, promotes: !request.learner).encoded()
        }
      }
    }
    node.serve(into: &router, Method.promoteMember.path, .leader) { call in
      perform(call) { () throws(Failure) in
        let request = try PromoteMemberRequest(decoding: call.request)
        let id = try member(request.member)
        return Wish(.promote(id), request.expectedConfigurationIndex, request.validateOnly) {
          (described(id) ?? ClusterMember(id: id.rawValue)).encoded()
        }
      }
    }
    node.serve(into: &router, Method.removeMember.path, .leader) { call in
      perform(call) { () throws(Failure) in
        let request = try RemoveMemberRequest(decoding: call.request)
        let id = try member(request.member)
        return Wish(.remove(id), request.expectedConfigurationIndex, request.validateOnly) {
          Empty().encoded()
        }
      }
    }
    node.serve(into: &router, Method.replaceMember.path, .leader) { call in
      perform(call) { () throws(Failure) in
        let request = try ReplaceMemberRequest(decoding: call.request)
        let old = try member(request.member)
        let name = request.name.isEmpty ? self.name(of: old) : request.name
        let address = try newcomerAddress(request, name, old)
        return Wish(
          .replace(old: old, name: name, address: address), request.expectedConfigurationIndex,
          request.validateOnly
        ) { replacement(of: old, by: name).encoded() }
      }
    }
    node.serve(into: &router, Method.checkConsistency.path, .leader) { call in
      do throws(Failure) {
        let request = try CheckConsistencyRequest(decoding: call.request)
        node.checkConsistency(isFull: request.full, for: call) { result, mark in
          switch result {
          case .failure(let failure): call.fail(failure, at: mark)
          case .success(let report): call.respond(describe(report).encoded(), at: mark)
          }
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  /// What was asked for, and what is answered once it is done.
  private struct Wish {
    var change: MemberChange
    var basedOn: LogIndex?
    var isDryRun: Bool
    var response: () -> Bytes

    init(
      _ change: MemberChange, _ index: UInt64, _ isDryRun: Bool, _ response: @escaping () -> Bytes
    ) {
      self.change = change
      basedOn = index == 0 ? nil : LogIndex(index)
      self.isDryRun = isDryRun
      self.response = response
    }
  }

  private func perform(_ call: NodeCall, _ read: () throws(Failure) -> Wish) {
    let node = desk.node
    do throws(Failure) {
      let wish = try read()
      node.change(wish.change, basedOn: wish.basedOn, isDryRun: wish.isDryRun, for: call) {
        answer in
        if case .failure(let failure) = answer.result {
          return call.fail(failure, at: answer.mark)
        }
        call.respond(wish.response(), at: answer.mark)
      }
    } catch {
      call.fail(error, at: node.mark)
    }
  }

  private func check(address: String) throws(Failure) {
    guard let address = Address(address), address.port > 0 else {
      throw .field(
        "address", .fieldInvalid,
        "'\(address.prefix(80))' is no address: write host:port, as in 10.0.0.4:7600")
    }
  }

  /// Where the newcomer is: as asked, or where it is known to be.
  private func newcomerAddress(
    _ request: ReplaceMemberRequest, _ name: String, _ old: NodeID
  ) throws(Failure) -> String {
    if !request.address.isEmpty {
      try check(address: request.address)
      return request.address
    }
    let own = desk.node.status()
    let known = (own.announced + own.members).last { $0.name == name }
    if let known { return known.address }
    throw .field(
      "address", .fieldInvalid,
      "'\(name.prefix(80))' is not known to the cluster: say at which address it will be")
  }

  // MARK: Members

  func member(_ text: String) throws(Failure) -> NodeID {
    if let id = desk.node.member(called: text) { return id }
    let names = desk.node.status().members.map { "\($0.name) (\($0.id))" }
    throw Failure(
      .notFound, .memberUnknown,
      "there is no member '\(text.prefix(80))'; the members are \(names.joined(separator: ", "))",
      metadata: [Failure.Entry("kind", "member"), Failure.Entry("name", String(text.prefix(80)))])
  }

  func name(of id: NodeID) -> String {
    let known = desk.node.status().members.first { $0.id == id }?.name ?? ""
    return known.isEmpty ? id.description : known
  }

  private func described(_ id: NodeID) -> ClusterMember? {
    let own = desk.node.status()
    return (own.members + own.announced).first { $0.id == id }.map { describe($0, own) }
  }

  private func described(
    _ name: String, at address: String, promotes: Bool
  ) -> ClusterMember {
    let own = desk.node.status()
    if let known = (own.announced + own.members).last(where: { $0.name == name }) {
      return describe(known, own)
    }
    var member = ClusterMember()
    member.name = name
    member.address = address
    member.role = .announced
    member.promotes = promotes
    return member
  }

  private func replacement(of old: NodeID, by name: String) -> ReplaceMemberResponse {
    let own = desk.node.status()
    var response = ReplaceMemberResponse()
    response.configurationIndex = own.configurationIndex.rawValue
    let newcomer = (own.announced + own.members).last { $0.name == name && $0.id != old }
    response.member = newcomer.map { describe($0, own) }
    response.step =
      switch newcomer?.role {
      case .voter where !own.members.contains { $0.id == old }: .done
      case .voter, .learner, .leaving: .catchingUp
      case .announced, nil: .expected
      }
    return response
  }

  private func describe(_ report: ConsistencyReport) -> CheckConsistencyResponse {
    func bytes(_ hash: Hash128?) -> Bytes {
      guard let hash else { return [] }
      var bytes = Bytes()
      bytes.append(bigEndian: hash.high)
      bytes.append(bigEndian: hash.low)
      return bytes
    }
    var response = CheckConsistencyResponse()
    response.index = report.index.rawValue
    response.consistent = report.isConsistent
    response.digests = report.words.map { word in
      CheckConsistencyResponse.NodeDigest(
        node: word.name, digest: bytes(word.digest), equal: word.isEqual, note: word.note,
        contents: bytes(word.contents))
    }
    return response
  }
}
