import Checkers
import Client
import Foundation
import GRPC
import Glibc
import Messages
import NIOPosix
import Testing
import Units

/// Members change under load, by the commands that operators type: nothing is lost or doubled, and
/// nobody sees an error.
extension ProcessTests {
  @Suite struct MemberTests {
    @Test("a dead node is replaced in one command while load runs, and stays out")
    func deadNodeIsReplaced() async throws {
      try await LiveCluster.run(spare: 1) { cluster in
        try await cluster.makeJob("load", queue: "load")
        let run = Run(cluster, "load", queue: "load")
        let dead = (try await cluster.leader() + 1) % 3
        // Who asked first has the lower number.
        let gone = try #require(
          try await cluster.status().members.first { $0.name == "n\(dead + 1)" }?.id)
        let history = try await run.during {
          let load = Task {
            await Load(cluster: cluster, job: "load").run(rate: 300, for: .seconds(6))
          }
          try await Task.sleep(for: .seconds(1))
          cluster.kill(dead)
          try await Task.sleep(for: .milliseconds(500))
          // The command first, the node later: one does not wait for the other to be typed.
          let command = Task {
            try await cluster.ctl(
              "member", "replace", "n\(dead + 1)", "n4", "--address",
              cluster.addresses[3].description)
          }
          try await Task.sleep(for: .milliseconds(500))
          try cluster.start(3)
          let said = try await command.value
          #expect(said.status == 0, "\(said.text)")
          #expect(said.text.contains("n4 (#4) is expected at \(cluster.addresses[3])"))
          #expect(
            said.text.contains("n4 (#4) is a voter in the place of n\(dead + 1) (#\(gone))"),
            "\(said.text)")
          let again = try await cluster.ctl("member", "replace", "#\(gone)", "n4")
          #expect(again.status == 0, "\(again.text)")
          return await load.value
        }
        print("a dead node replaced: \(run.samples.figures)")
        #expect(run.samples.failures.prefix(3) == [])
        run.check(history)
        let status = try await cluster.status()
        #expect(status.members.map(\.id) == [1, 2, 3, 4].filter { $0 != gone })
        #expect(status.members.allSatisfy { $0.voter && $0.up })

        // It comes back, is told, and does not disturb.
        try cluster.start(dead)
        #expect(try await cluster.end(dead, within: .seconds(10)) == 67)
        let name = "n\(dead + 1) (#\(gone)) was removed from cluster"
        #expect(cluster.log(dead).contains(name), "\(cluster.log(dead).suffix(1_000))")
        try cluster.start(dead, ["--join", ""])
        #expect(try await cluster.end(dead, within: .seconds(10)) == 67)
        #expect(try await cluster.status().term == status.term)
        // An explicit act makes a new member of it.
        try cluster.start(dead, ["--rejoin"])
        try await eventually("four voters") { try await cluster.status().votersUp == 4 }
      }
    }

    @Test("1, 3, 5 nodes and back to one under load, the leader removed each time")
    func growAndShrink() async throws {
      try await LiveCluster.run(isStarted: false, spare: 2) { cluster in
        try cluster.start(0, founding: true, ["--join", ""])
        try await eventually("a leader") {
          (try? await cluster.status().leader) == "n1"
        }
        try await cluster.makeJob("load", queue: "load")
        let run = Run(cluster, "load", queue: "load")
        let history = try await run.during {
          let load = Task {
            await Load(cluster: cluster, job: "load").run(rate: 150, for: .seconds(9))
          }
          for node in 1...4 {
            try cluster.start(node)
            let said = try await cluster.ctl(
              "member", "add", "n\(node + 1)", cluster.addresses[node].description)
            #expect(said.status == 0 && said.text.contains("is a voter"), "\(said.text)")
          }
          var here = try await cluster.status().members.map(\.name)
          #expect(here == ["n1", "n2", "n3", "n4", "n5"])
          while here.count > 1 {
            let leader = try await cluster.leader()
            let said = try await cluster.ctl("member", "remove", "n\(leader + 1)", "--yes")
            #expect(said.status == 0, "\(said.text)")
            here.removeAll { $0 == "n\(leader + 1)" }
            #expect(said.text.contains("voters " + here.joined(separator: " ")), "\(said.text)")
            #expect(try await cluster.end(leader, within: .seconds(10)) == 67)
          }
          return await load.value
        }
        print("1, 3, 5, 3, 1 nodes: \(run.samples.figures)")
        #expect(run.samples.failures.prefix(3) == [])
        run.check(history)
        let last = try await cluster.ctl(
          "member", "remove", "n\(try await cluster.leader() + 1)", "--yes")
        #expect(last.status == 65 && last.text.contains("is the last voter"), "\(last.text)")
      }
    }

    @Test("kill -9 of the leader in the joint state: whoever leads next leaves it")
    func killedInTheJointState() async throws {
      try await LiveCluster.run { cluster in
        try await cluster.makeJob("load", queue: "nobody")
        let leader = try await cluster.leader()
        let (one, other) = ((leader + 1) % 3, (leader + 2) % 3)
        let before = try await cluster.status()
        let direct = try await Client.connect(
          to: [cluster.addresses[leader]], on: MultiThreadedEventLoopGroup.singleton.any())
        let path = Methods.ClusterService.getStatus.path
        _ = try await direct.unary(path, GetStatusRequest(local: true).encoded(), CallOptions())
        // They take the joint configuration in from their sockets when they wake up, and cannot
        // commit it before.
        cluster.signal(one, SIGSTOP)
        cluster.signal(other, SIGSTOP)
        let removal = Task {
          try await direct.unary(
            Methods.ClusterService.removeMember.path,
            RemoveMemberRequest(member: "n\(one + 1)").encoded(), CallOptions())
        }
        try await Task.sleep(for: .milliseconds(80))
        cluster.kill(leader)
        cluster.signal(one, SIGCONT)
        cluster.signal(other, SIGCONT)
        await #expect(throws: (any Error).self) { try await removal.value }
        await direct.close()
        #expect(cluster.log(leader).contains("joint with"), "\(cluster.log(leader).suffix(1_000))")
        try cluster.start(leader)
        try await eventually("a settled configuration", within: .seconds(20)) {
          guard let status = try? await cluster.status() else { return false }
          return !status.leader.isEmpty && !status.changeInProgress
            && status.term > before.term && status.votersUp == status.voters
        }
        let after = try await cluster.status()
        #expect(after.voters == 2 || after.voters == 3, "\(after.members.map(\.name))")
        print("killed in the joint state: \(after.voters) voters")
        let request = EnqueueRequest(job: "load")
        let made: EnqueueResponse = try await cluster.write(
          Methods.ExecutionService.enqueue, request)
        #expect(!made.execution.isEmpty)
      }
    }
  }
}
