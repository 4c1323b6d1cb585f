import GRPC
import Logging
import Messages
import NIOCore
import NIOPosix
import Node
import Replica
import Services
import Testing
import Units

extension ServicesTests {
  /// Changes of members through the API: done, or refused with a reason and nothing changed.
  @Suite(.serialized) struct MemberTests {
    typealias Cluster = Methods.ClusterService

    @Test("what would be wrong is refused by name, and nothing is changed")
    func refusals() async throws {
      let lab = try await Lab.start()
      let first = try await lab.leader()
      let (second, third) = ((first + 1) % 3, (first + 2) % 3)
      let before: ListMembersResponse = try await lab.ask(
        0, Cluster.listMembers, ListMembersRequest())
      func refused(
        _ method: Messages.Method, _ request: some WireMessage, _ code: Status.Code, _ word: String
      ) async throws {
        for node in [second, first] {
          let answer = try await lab.call(node, method, request)
          #expect(answer.code == code && answer.text.contains(word), "\(answer)")
        }
      }
      try await refused(
        Cluster.addMember, AddMemberRequest(address: "nowhere", name: "n4"), .invalidArgument,
        "'nowhere' is no address")
      try await refused(
        Cluster.addMember, AddMemberRequest(address: "127.0.0.1:9", name: "#4"), .invalidArgument,
        "does not begin with #")
      try await refused(
        Cluster.addMember, AddMemberRequest(address: "127.0.0.1:9", name: "n1"), .alreadyExists,
        "n1 (#1) at ")
      try await refused(
        Cluster.addMember,
        AddMemberRequest(address: lab.nodes[1].address.description, name: "n4"), .alreadyExists,
        "n2 (#2) is at")
      try await refused(
        Cluster.promoteMember, PromoteMemberRequest(member: "n9"), .notFound,
        "there is no member 'n9'; the members are n1 (#1), n2 (#2), n3 (#3)")
      try await refused(
        Cluster.promoteMember, PromoteMemberRequest(member: "n1"), .notFound, "it votes already")
      try await refused(
        Cluster.promoteMember, PromoteMemberRequest(member: "#77"), .notFound, "#77 is no learner")
      try await refused(
        Cluster.replaceMember, ReplaceMemberRequest(member: "n1", name: "n7"), .invalidArgument,
        "say at which address")
      try await refused(
        Cluster.removeMember,
        RemoveMemberRequest(
          member: "n1", expectedConfigurationIndex: before.configurationIndex + 1),
        .aborted, "the configuration in force is that of entry \(before.configurationIndex)")
      // Two voters are left, and one of them would have to be a majority.
      await lab.nodes[third].stop()
      try await lab.eventually("a silent voter") {
        let answer = try await lab.call(
          first, Cluster.removeMember,
          RemoveMemberRequest(member: "n\(second + 1)", validateOnly: true))
        return answer.code == .failedPrecondition
      }
      try await refused(
        Cluster.removeMember, RemoveMemberRequest(member: "n\(second + 1)"), .failedPrecondition,
        "there are 2 voters, of which 1 answers and has caught up: a majority must; not so "
          + "n\(third + 1) (#\(third + 1))")
      try await refused(
        Cluster.replaceMember,
        ReplaceMemberRequest(member: "#\(second + 1)", address: "127.0.0.1:9", name: "n4"),
        .failedPrecondition, "a majority must")
      try await refused(
        Cluster.transferLeadership, TransferLeadershipRequest(member: "n\(third + 1)"),
        .failedPrecondition, "does not answer")
      let after: ListMembersResponse = try await lab.ask(
        first, Cluster.listMembers, ListMembersRequest())
      #expect(after.configurationIndex == before.configurationIndex)
      #expect(after.members.map(\.id) == [1, 2, 3])
      // What is dead may go; asked again it has gone.
      for _ in 0..<2 {
        let gone = try await lab.call(
          second, Cluster.removeMember, RemoveMemberRequest(member: "n\(third + 1)"))
        #expect(gone.code == .ok, "\(gone.text)")
      }
      try await lab.stop()
    }

    @Test("an announced learner comes by a snapshot, keeps its number, and is promoted by hand")
    func learner() async throws {
      let lab = try await Lab.start { options in
        options.replica.overlayAge = .milliseconds(5)
        options.replica.flushAge = .milliseconds(20)
        options.replica.tailEntries = 2
      }
      try await ServicesTests.job(lab)
      let payload = Bytes("\"\(String(repeating: "x", count: 200_000))\"".utf8)
      for number in 0..<100 {
        let _: EnqueueResponse = try await lab.ask(
          0, Methods.ExecutionService.enqueue, EnqueueRequest(job: "a", payload: payload),
          key: "k\(number)")
      }
      let address = try await MemberTests.freeAddress(lab)
      let announced: ClusterMember = try await lab.ask(
        1, Cluster.addMember,
        AddMemberRequest(address: address.description, name: "n4", learner: true))
      #expect(announced.role == .announced && announced.id == 4, "\(announced)")
      let unready = try await lab.call(2, Cluster.promoteMember, PromoteMemberRequest(member: "n4"))
      #expect(unready.code == .failedPrecondition, "\(unready.text)")
      #expect(unready.text.contains("is announced and has not come yet"), "\(unready.text)")

      var options = NodeOptions(
        name: "n4", listen: address, dataDirectory: lab.directory + "/n4")
      options.join = [lab.nodes[0].address]
      options.zoneDirectory = lab.directory
      // Another node of this name, from elsewhere, is not let in, and draws no number.
      var stranger = options
      stranger.listen = Address(host: "127.0.0.1", port: 0)
      stranger.dataDirectory = lab.directory + "/stranger"
      let other = try await MemberTests.boot(stranger, lab)
      try await Task.sleep(for: .milliseconds(300))
      await other.stop()
      let node = try await MemberTests.boot(options, lab)
      var percents: [UInt32] = []
      try await lab.eventually("a learner that has caught up") {
        let status = try await lab.status(try await lab.leader())
        guard let member = status.members.first(where: { $0.name == "n4" }) else { return false }
        percents.append(member.snapshotPercent)
        return member.role == .learner && member.up && member.lag < 64 && member.match > 0
      }
      print("a snapshot of 20 MB, by percent: \(percents.filter { $0 > 0 }.prefix(9))")
      let joined = try await lab.status(0)
      #expect(joined.members.map(\.id) == [1, 2, 3, 4] && joined.voters == 3)
      let promoted: ClusterMember = try await lab.ask(
        2, Cluster.promoteMember, PromoteMemberRequest(member: "#4"))
      #expect(promoted.voter && promoted.name == "n4")
      let report: CheckConsistencyResponse = try await lab.ask(
        1, Cluster.checkConsistency, CheckConsistencyRequest(full: true))
      #expect(report.consistent && report.digests.count == 4, "\(report.json)")
      #expect(Set(report.digests.map(\.contents)).count == 1)
      let agreed = try await lab.status(0).members.map(\.agreedIndex)
      #expect(agreed.allSatisfy { $0 >= report.index }, "\(agreed) at \(report.index)")
      await node.stop()
      try await lab.stop()
    }

    /// Another node answers under the member's address, and is not it.
    @Test("a member whose disk is gone is not up, whoever answers where it was")
    func wipedIsNotUp() async throws {
      let lab = try await Lab.start { $0.replica.replaceAfter = .minutes(10) }
      if try await lab.leader() == 2 {
        let _: TransferLeadershipResponse = try await lab.ask(
          0, Cluster.transferLeadership, TransferLeadershipRequest(member: "n1"))
      }
      await lab.nodes[2].stop()
      Scratch.remove(lab.directory + "/n3")
      var options = NodeOptions(
        name: "n3", listen: lab.nodes[2].address, dataDirectory: lab.directory + "/n3")
      options.join = [lab.nodes[0].address, lab.nodes[1].address]
      options.zoneDirectory = lab.directory
      let wiped = try await MemberTests.boot(options, lab)
      try await lab.eventually("n3 is missed") { try await lab.status(0).votersUp == 2 }
      // Refused and asked again every 50 ms: as many looks as fit into some of those.
      for _ in 0..<300 {
        for node in 0..<2 {
          let status = try await lab.status(node)
          #expect(status.votersUp == 2 && status.members[2].up == false, "\(status.json)")
        }
      }
      await wiped.stop()
      try await lab.stop()
    }

    @Test("a leader that is removed hands over first")
    func leaderIsRemoved() async throws {
      let lab = try await Lab.start()
      try await lab.eventually("nothing is in progress") {
        !(try await lab.status(0).changeInProgress)
      }
      let leader = try await lab.leader()
      let request = RemoveMemberRequest(member: "n\(leader + 1)")
      var removed = try await lab.call((leader + 1) % 3, Cluster.removeMember, request)
      // One that has just come to lead has its own first entry to commit.
      while removed.code == .aborted {
        removed = try await lab.call((leader + 1) % 3, Cluster.removeMember, request)
      }
      #expect(removed.code == .ok, "\(removed.text)")
      let end = await lab.nodes[leader].whenEnded()
      #expect(end.code == .removed, "\(end)")
      let left = try await lab.status((leader + 1) % 3)
      #expect(left.voters == 2 && !left.leader.isEmpty)
      try await lab.stop()
    }

    private static func boot(_ options: NodeOptions, _ lab: Lab) async throws -> RunningNode {
      try await RunningNode.start(
        options, on: lab.group.next(),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        services: { node, router in Services.register(on: node, into: &router) })
    }

    private static func freeAddress(_ lab: Lab) async throws -> Address {
      let channel = try await ServerBootstrap(group: lab.group).bind(host: "127.0.0.1", port: 0)
        .get()
      let port = try #require(channel.localAddress?.port)
      try await channel.close()
      return Address(host: "127.0.0.1", port: port)
    }
  }
}
