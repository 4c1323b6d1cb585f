import Foundation
import GRPC
import Messages
import Testing
import Units

extension ProcessTests {
  /// Bytes flipped in the logs of dead nodes.
  @Suite struct DamageTests {
    @Test("bodies damaged in two logs at different entries: they are fetched, and nothing is lost")
    func twoOfThree() async throws {
      try await LiveCluster.run { cluster in
        try await cluster.makeJob("load", queue: "nobody")
        let ids = try await enqueue(60, at: cluster)
        cluster.killAll()
        for node in 0..<3 { try await cluster.ended(node) }
        // One of n1's, two of n2's; n3 has them all, and so has one of the two others.
        try flip("needle-11.", in: cluster, 0)
        try flip("needle-23.", in: cluster, 1)
        try flip("needle-50.", in: cluster, 1)
        for node in 0..<3 { try cluster.start(node) }
        try await cluster.whole()
        for node in 0..<2 {
          try await eventually("n\(node + 1) has what it lost") {
            cluster.log(node).contains("damaged entries fetched")
          }
          #expect(cluster.log(node).contains("warning damaged entries count="))
        }
        try await check(ids, at: cluster)
        // They are whole for good: the others are not needed any more.
        cluster.killAll()
        for node in 0..<3 { try await cluster.ended(node) }
        for node in 0..<2 { try cluster.start(node) }
        try await check(ids, at: cluster)
        for node in 0..<2 {
          let log = cluster.log(node)
          #expect(
            log.components(separatedBy: "warning damaged entries count=").count == 2, "n\(node + 1)"
          )
        }
      }
    }

    @Test("a block of the state that rots unread is found, and the node comes back as a new one")
    func scrubbed() async throws {
      let settings = #""disk": {"flushMilliseconds": 300, "tail": 0, "tailEntries": 2},"#
      try await LiveCluster.run(settings: settings) { cluster in
        try await cluster.makeJob("load", queue: "nobody")
        // Ended, so that no start reads them; and of texts that no compression cuts up.
        var ids: [String: Bytes] = [:]
        for _ in 0..<60 {
          let noise = Data((0..<300).map { _ in UInt8.random(in: 0...255) })
          let payload = Bytes("\"\(noise.base64EncodedString())\"".utf8)
          let answer: EnqueueResponse = try await cluster.write(
            Methods.ExecutionService.enqueue, EnqueueRequest(job: "load", payload: payload))
          let _: Execution = try await cluster.write(
            Methods.ExecutionService.cancelExecution,
            CancelExecutionRequest(execution: answer.execution))
          ids[answer.execution] = payload
        }
        let needles = ids.values.map { Data($0[20..<44]) }
        /// The payload that lies last in a table: a start reads its first blocks.
        func last(in bytes: Data) -> Int? {
          needles.compactMap { bytes.range(of: $0)?.lowerBound }.max()
        }
        func tables() throws -> [URL] {
          let folder = URL(filePath: cluster.data[2] + "/state")
          let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
          let all = files?.compactMap { $0 as? URL } ?? []
          return try all.filter {
            try $0.pathExtension == "sst" && last(in: Data(contentsOf: $0)) != nil
          }
        }
        try await eventually("n3 has it in its state") { try !tables().isEmpty }
        #expect(try await cluster.stop(2, within: .seconds(10)) == 0)
        let before = try await cluster.status().members.first { $0.name == "n3" }
        for table in try tables() {
          var bytes = try Data(contentsOf: table)
          let place = try #require(last(in: bytes))
          bytes[place] ^= 1
          try bytes.write(to: table)
        }
        try cluster.start(2)
        // Nobody asks for that execution: EX_DATAERR, by the walk.
        #expect(try await cluster.end(2, within: .seconds(20)) == 65)
        #expect(cluster.log(2).contains("cannot verify the state in"))
        try cluster.start(2)
        try await eventually("n3 is a voter again, as a new one", within: .seconds(20)) {
          let own = try await cluster.status().members.filter { $0.name == "n3" }
          return own.count == 1 && own[0].voter && own[0].incarnation != before?.incarnation
        }
        let found = try await cluster.executions(of: "load")
        #expect(found.count == ids.count)
        for execution in found { #expect(execution.payload == ids[execution.id]) }
      }
    }

    private func enqueue(_ count: Int, at cluster: LiveCluster) async throws -> [String] {
      var ids: [String] = []
      for number in 0..<count {
        let payload = Bytes("{\"mark\":\"needle-\(number).\"}".utf8)
        let answer: EnqueueResponse = try await cluster.write(
          Methods.ExecutionService.enqueue, EnqueueRequest(job: "load", payload: payload))
        ids.append(answer.execution)
      }
      return ids
    }

    private func check(_ ids: [String], at cluster: LiveCluster) async throws {
      try await eventually("an answer") { (try? await cluster.status().leader.isEmpty) == false }
      let found = try await cluster.executions(of: "load")
      #expect(Set(found.map(\.id)) == Set(ids))
      let payloads = found.map { String(decoding: $0.payload, as: UTF8.self) }.sorted()
      #expect(payloads == (0..<ids.count).map { "{\"mark\":\"needle-\($0).\"}" }.sorted())
    }

    /// Flips a bit of the newest place where the log of a node has the text.
    private func flip(_ text: String, in cluster: LiveCluster, _ node: Int) throws {
      let folder = "\(cluster.directory.path)/n\(node + 1)/log"
      for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted().reversed()
      where name.hasSuffix(".seg") && !name.hasPrefix("spare") {
        let file = try #require(FileHandle(forUpdatingAtPath: "\(folder)/\(name)"))
        defer { try? file.close() }
        let bytes = try #require(try file.readToEnd())
        guard let place = bytes.range(of: Data(text.utf8), options: .backwards) else { continue }
        try file.seek(toOffset: UInt64(place.lowerBound))
        try file.write(contentsOf: [bytes[place.lowerBound] ^ 1])
        try file.synchronize()
        return
      }
      Issue.record("\(text) is not in the log of n\(node + 1)")
    }
  }
}
