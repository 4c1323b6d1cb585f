import Client
import GRPC
import Glibc
import Messages
import Node
import Recovery
import Testing
import Units

/// Three real nodes of which two are lost.
@Suite(.serialized) struct QuorumTests {
  @Test(
    "two of three disks lost: the third goes on with all it acknowledged, and new nodes join it")
  func twoOfThree() async throws {
    try await Bed.run { bed in
      var nodes: [RunningNode] = []
      for number in 1...3 {
        nodes.append(
          try await bed.start("n\(number)", founds: number == 1, join: nodes.map(\.address)))
      }
      let client = try await bed.client(nodes[0], nodes[1], nodes[2])
      try await bed.eventually("three voters") {
        try await bed.status(nodes[0]).members.count { $0.role == .voter } == 3
      }
      try await client.makeJob("a")
      var acknowledged: [String] = []
      for _ in 0..<50 { acknowledged.append(try await client.enqueue("a")) }
      let keyed = try await client.enqueue("a", key: "k")
      // A majority has it all; wait until the one that will be left has too.
      let last = try await bed.status(nodes[0]).lastIndex
      try await bed.eventually("the third has it") {
        try await bed.status(nodes[2]).lastIndex >= last
      }
      // While it runs nobody touches its directory.
      do throws(RecoveryFailure) {
        _ = try QuorumRecovery.inspect(bed.path("n3"))
        Issue.record("inspected while it ran")
      } catch { #expect(error.kind == .inUse) }
      let cluster = try await bed.status(nodes[2]).cluster
      let port = nodes[2].address.port
      await client.close()
      for node in nodes { await node.stop() }
      Bed.remove(bed.path("n1"))

      let report = try QuorumRecovery.inspect(bed.path("n3"))
      #expect(report.cluster == cluster && report.lastIndex >= last)
      #expect(report.members.map(\.name) == ["n1", "n2", "n3"])
      let outcome = try QuorumRecovery(directory: bed.path("n3"), note: "fire").run(
        confirmed: "\(cluster)", at: bed.now())
      #expect(bed.list("n3").contains("origin"))

      // Without a configuration of its own it would not even begin: it knows who it is.
      let third = try await bed.start("n3", port: port)
      let other = try await bed.client(third)
      #expect(try await other.enqueue("a", key: "k") == keyed)
      let found = Set(try await other.executions().map(\.id))
      #expect(found.isSuperset(of: acknowledged))
      let fresh = try await other.enqueue("a")
      #expect(try #require(RecordID(text: fresh)).index > outcome.continuation.index)
      let event = try #require(try await other.events().first { $0.name == "cluster.recovered" })
      #expect(String(decoding: event.payload, as: UTF8.self).contains("\"note\":\"fire\""))

      // Node 2's old directory is another cluster's now.
      let old = try await bed.start("n2", join: [third.address])
      let end = await old.whenEnded()
      #expect(end.code == .data && end.description.contains("\(cluster)"), "\(end)")
      await old.stop()

      var more: [RunningNode] = []
      for number in 4...5 {
        more.append(try await bed.start("n\(number)", join: [third.address]))
      }
      try await bed.eventually("three voters again") {
        try await bed.status(third).members.count { $0.role == .voter } == 3
      }
      // Through a follower: it has all by the log or a snapshot.
      let follower = try await bed.client(more[1])
      #expect(Set(try await follower.executions().map(\.id)).isSuperset(of: acknowledged))
      _ = try await follower.enqueue("a")
      await follower.close()
      await other.close()
      for node in more + [third] { await node.stop() }
    }
  }
}
