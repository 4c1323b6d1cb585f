import Foundation
import GRPC
import Glibc
import Messages
import Testing
import Units

/// What works for root only is seen by nobody who develops as root.
extension ProcessTests {
  @Suite struct OtherUserTests {
    @Test func aClusterWorksForAUserWithoutRights() async throws {
      // The tree of the sources may be closed to others.
      let programs = try TemporaryDirectory()
      let clusterd = programs.path + "/clusterd"
      try FileManager.default.copyItem(atPath: Products.clusterd, toPath: clusterd)
      // Who is not root has no need to become somebody else.
      let words =
        getuid() == 0
        ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", clusterd]
        : [clusterd]
      try await LiveCluster.run(clusterd: words) { cluster in
        try await cluster.makeJob("others", queue: "others")
        // Over each node, to the leader and back; a node that dies is replaced by one that can connect.
        let leader = try await cluster.leader()
        cluster.kill(leader)
        try await cluster.ended(leader)
        try cluster.start(leader)
        try await cluster.whole()
        try await cluster.makeJob("more", queue: "others")
        for node in 0..<3 {
          #expect(try #require(cluster.owner(node)) == (getuid() == 0 ? 65534 : getuid()))
        }
      }
    }
  }
}
