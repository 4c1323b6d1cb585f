import Client
import Foundation
import GRPC
import Glibc
import Messages
import NIOPosix
import Testing
import Units

/// A byte flipped in the directory of a dead node, in every class of file: the two others serve; it
/// comes back and answers rightly, or does not start and says where. `tools/flips` tries thousands
/// of offsets within one process.
extension ProcessTests {
  @Suite struct FlipTests {
    static let environment = ProcessInfo.processInfo.environment
    static let seed = environment["CARILLON_SEED"].flatMap { UInt64($0) } ?? 1
    /// Each class in turn, once without a word.
    static let rounds = environment["CARILLON_FLIPS"].flatMap { Int($0) } ?? kinds.count

    @Test("a byte flipped in each class of file: never a wrong answer, the cluster serves")
    func everyClass() async throws {
      var random = SeededGenerator(seed: FlipTests.seed)
      // The logs go back to the first entry: state that cannot be read is made again from them.
      let settings = "\"disk\": {\"segment\": 9437184, \"flushMilliseconds\": 300},"
      try await LiveCluster.run(settings: settings) { cluster in
        try await cluster.makeJob("load", queue: "nobody")
        var markers: [UInt64] = []
        func enqueue(_ count: Int) async throws {
          for _ in 0..<count {
            markers.append(UInt64(markers.count + 1))
            let _: EnqueueResponse = try await cluster.write(
              Methods.ExecutionService.enqueue,
              EnqueueRequest(
                job: "load", payload: Marker.bytes(UInt64(markers.count), padding: 900)))
          }
        }
        try await enqueue(150)
        var told: [String] = []
        for number in 0..<FlipTests.rounds {
          let kind = FlipTests.kinds[number % FlipTests.kinds.count]
          // Another node's file of that class in the next turn.
          let node = (number + number / FlipTests.kinds.count) % 3
          try await cluster.killed(node)
          let data = cluster.data[node]
          guard let place = try FlipTests.flip(kind, in: data, &random) else {
            try cluster.start(node)
            try await cluster.whole()
            continue
          }
          let said = cluster.log(node).utf8.count
          try cluster.start(node)
          // The others go on meanwhile.
          try await enqueue(5)
          var status = try await comesBack(node, cluster)
          if status == nil {
            let found = try await reads(from: node, cluster)
            // What it meets when it is read ends it, too.
            if found == nil { status = try await cluster.end(node, within: .seconds(5)) }
            #expect(found?.sorted() == (status == nil ? markers : nil), "\(place)")
          }
          if let status {
            let sentence = cluster.log(node).split(separator: "\n").last.map(String.init) ?? ""
            #expect(status == 65, "\(place): ended with \(status): \(sentence)")
            #expect(sentence.contains(data), "\(place): no place in: \(sentence)")
            // As an operator brings it back: empty, as another incarnation, from the others.
            try FileManager.default.removeItem(atPath: data)
            try cluster.start(node)
            try await eventually("it is back", within: .seconds(60)) {
              await isBack(node, cluster)
            }
            #expect(try await reads(from: node, cluster)?.sorted() == markers, "\(place)")
          }
          let end = status.map { "ended with \($0)" } ?? "serves"
          told.append("\(place): \(end)\(FlipTests.why(cluster.log(node).utf8.dropFirst(said)))")
        }
        print(
          "flips, seed \(FlipTests.seed): \(told.count) at nodes of a cluster that serves, "
            + "\(markers.count) executions in the end\n  " + told.joined(separator: "\n  "))
      }
    }

    /// The part of a log that says what the node did about it.
    private static func why(_ log: Substring.UTF8View) -> String {
      let log = String(Substring(log))
      let steps = [
        "torn tail cut", "damaged entries fetched", "the state is made again from the log",
        "this node begins anew",
      ]
      return steps.filter { log.contains($0) }.map { "; \($0)" }.joined()
    }

    /// The identity is in its file twice, and is gone where both copies are flipped.
    static let both = "identity, both copies"
    /// The node that loses everything is the last, since its log begins with a snapshot then.
    static let kinds = [
      "identity", "log/0", "log/headers.ring", "/OPTIONS", "log/0", "state/current", "/MANIFEST",
      ".sst", both,
    ]

    /// Flips a byte, that is not zero, of some file of the kind; says where.
    static func flip(
      _ kind: String, in directory: String, _ random: inout SeededGenerator
    ) throws -> String? {
      if kind == both {
        var bytes = try Data(contentsOf: URL(filePath: directory + "/identity"))
        let offset = 16 + Int(random.below(32))
        for copy in [0, 4_096] { bytes[copy + offset] ^= 1 }
        try bytes.write(to: URL(filePath: directory + "/identity"))
        return "identity at \(offset), in both copies"
      }
      let all = (FileManager.default.subpaths(atPath: directory) ?? []).sorted()
      let files = all.filter {
        !$0.hasPrefix("damaged-")
          && ($0.hasSuffix(kind) || (kind.hasPrefix("/") || kind == "log/0") && $0.contains(kind))
      }
      guard !files.isEmpty else { return nil }
      let file = files[Int(random.below(UInt64(files.count)))]
      let path = directory + "/" + file
      var bytes = try Data(contentsOf: URL(filePath: path))
      guard !bytes.isEmpty else { return nil }
      var offset = 0
      for _ in 0..<1_000 {
        offset = Int(random.below(UInt64(bytes.count)))
        if bytes[offset] != 0 { break }
      }
      bytes[offset] ^= UInt8(1 << random.below(8))
      try bytes.write(to: URL(filePath: path))
      return "\(file) at \(offset)"
    }

    /// Nil once it is up with the others; or what it ended with.
    private func comesBack(_ node: Int, _ cluster: LiveCluster) async throws -> Int32? {
      let last = ContinuousClock.now + .seconds(30)
      while ContinuousClock.now < last {
        if let status = try await cluster.end(node, within: .milliseconds(20)) { return status }
        // Until no change of members is under way: two of the three that decide would be away, and
        // one of them for good, if the next node went before that.
        if await isBack(node, cluster) { return nil }
      }
      Issue.record("n\(node + 1) neither came back nor ended:\n\(cluster.log(node).suffix(800))")
      return nil
    }

    /// Whether the node itself says that three voters are up, and nobody besides. The leader's word
    /// will not do: it counts a node that began anew as the one it was, until it hears otherwise.
    private func isBack(_ node: Int, _ cluster: LiveCluster) async -> Bool {
      guard let client = try? await cluster.client(of: node) else { return false }
      var options = CallOptions()
      options.isRead = true
      let status = try? ClusterStatus(
        decoding: try await client.unary(
          Methods.ClusterService.getStatus.path, GetStatusRequest().encoded(), options
        ).message)
      await client.close()
      return status?.isWhole == true && status?.node == "n\(node + 1)"
    }

    /// Everything, as that node answers it; nil where it does not answer.
    private func reads(from node: Int, _ cluster: LiveCluster) async throws -> [UInt64]? {
      let client = try await cluster.client(of: node)
      var found: [UInt64]?
      // It may refuse for a moment, while it finds out who leads.
      for _ in 0..<50 where found == nil && cluster.isRunning(node) {
        found = try? await list(client)
        if found == nil { try await Task.sleep(for: .milliseconds(100)) }
      }
      // Before anything throws: a client has to be closed.
      await client.close()
      return found
    }

    private func list(_ client: Client) async throws -> [UInt64] {
      var found: [UInt64] = []
      var request = ListExecutionsRequest(pageSize: 1_000, job: "load", includePayloads: true)
      var options = CallOptions()
      options.isRead = true
      repeat {
        let page = try ListExecutionsResponse(
          decoding: try await client.unary(
            Methods.ExecutionService.listExecutions.path, request.encoded(), options
          ).message)
        found += page.executions.compactMap { Marker.read($0.payload) }
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      return found
    }
  }
}

extension ClusterStatus {
  fileprivate var isWhole: Bool {
    voters == 3 && votersUp == 3 && members.count == 3 && !changeInProgress && !leader.isEmpty
  }
}

extension LiveCluster {
  /// A client that knows this node alone.
  func client(of node: Int) async throws -> Client {
    try await Client.connect(
      to: [addresses[node]], on: MultiThreadedEventLoopGroup.singleton.any())
  }
}
