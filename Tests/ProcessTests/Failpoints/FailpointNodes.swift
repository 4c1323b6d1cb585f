import Foundation
import Glibc
import Messages
import Testing

/// What a failpoint run does with a cluster's nodes.
extension LiveCluster {
  /// Arms a node that runs.
  func arm(_ node: Int, _ words: String) throws {
    let control = try #require(control)
    let path = "\(control)\(node + 1)/arm"
    try words.write(toFile: path + ".tmp", atomically: false, encoding: .utf8)
    let result = unsafe rename(path + ".tmp", path)
    try #require(result == 0)
  }

  /// Takes back what was armed and has not fired.
  func disarm(_ node: Int) throws { try arm(node, "none") }

  func hits(_ node: Int) -> String {
    guard let control else { return "" }
    return (try? String(contentsOfFile: "\(control)\(node + 1)/hits", encoding: .utf8)) ?? ""
  }

  var coverage: FailpointCoverage {
    var coverage = FailpointCoverage()
    for node in 0..<3 { coverage.add(hits(node)) }
    return coverage
  }

  /// Waits until what was armed is done at the node: for its end, with the status and the words it
  /// should have, or for the stall. False where it was not within `limit`.
  ///
  /// For a node that was not armed before.
  func fires(_ one: FailpointCase, at node: Int, within limit: Duration) async throws -> Bool {
    let last = ContinuousClock.now + limit
    while count(one, node) == 0 {
      guard ContinuousClock.now < last else { return false }
      try await Task.sleep(for: .milliseconds(5))
    }
    try await check(one, at: node)
    return true
  }

  /// How often the node wrote down that it did it.
  func count(_ one: FailpointCase, _ node: Int) -> Int {
    hits(node).split(separator: "\n").count { $0.hasPrefix("\(one.noted) \(one.point) ") }
  }

  func check(_ one: FailpointCase, at node: Int) async throws {
    switch one.action {
    case .stall:
      try await Task.sleep(for: .milliseconds(FailpointCase.stall))
      #expect(isRunning(node), "\(one): the node ended")
    case .kill:
      #expect(try await end(node, within: .seconds(5)) == 128 + SIGKILL, "\(one)")
    case .error:
      let sentence = "failpoint \(one.point) says that this failed"
      if FailpointPlan.survivable.contains(one.point) {
        try await eventually("\(one): told") { log(node).contains(sentence) }
        #expect(isRunning(node), "\(one): the node ended")
      } else {
        // An error of the disk is final: the process says so and ends, and tries nothing again.
        #expect(try await end(node, within: .seconds(5)) == 74, "\(one)")
        #expect(log(node).contains(sentence), "\(one)")
      }
    case .power: try await cutPower(one, at: node)
    }
  }

  /// The node's power goes, or everybody's, while it stands still at the point; then the disks are back
  /// with what was synced. The others are started again; the node itself is left to the caller.
  private func cutPower(_ one: FailpointCase, at node: Int) async throws {
    #expect(isRunning(node), "\(one): the node ended before its power went")
    let others = (0..<3).filter { one.isEverywhere && $0 != node && isRunning($0) }
    // The disks first: what a process wrote and did not sync is lost with its machine alone.
    for place in [node] + others { try disks[place].cut() }
    for place in [node] + others { try await killed(place) }
    for place in [node] + others { try await disks[place].powerUp() }
    try note("power \(one.point) 1", at: node)
    for place in others { try start(place) }
  }

  /// As if the node had written it down itself.
  private func note(_ line: String, at node: Int) throws {
    let path = "\(try #require(control))\(node + 1)/hits"
    let file = try #require(FileHandle(forWritingAtPath: path))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: Data("\(line)\n".utf8))
  }

  /// kill -9, and waits for the end.
  func killed(_ node: Int) async throws {
    kill(node)
    try await ended(node)
  }

  /// Flips a bit of the newest place where the log of a node has the text.
  func flipBody(_ text: String, at node: Int) throws {
    let folder = "\(data[node])/log"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted().reversed()
    where name.hasSuffix(".seg") && !name.hasPrefix("spare") {
      let file = try #require(FileHandle(forUpdatingAtPath: "\(folder)/\(name)"))
      defer { try? file.close() }
      let bytes = try #require(try file.readToEnd())
      guard let place = bytes.range(of: Data(text.utf8), options: .backwards) else { continue }
      try file.seek(toOffset: UInt64(place.lowerBound))
      try file.write(contentsOf: [bytes[place.lowerBound] ^ 1])
      return try file.synchronize()
    }
    Issue.record("\(text) is not in the log of n\(node + 1)")
  }

  /// Flips a bit in each block of a file of a node, so that no copy in it is whole.
  func flip(_ file: String, at node: Int) throws {
    let path = "\(data[node])/\(file)"
    var bytes = try Data(contentsOf: URL(filePath: path))
    try #require(!bytes.isEmpty, "\(path) is empty")
    for place in stride(from: min(20, bytes.count - 1), to: bytes.count, by: 4_096) {
      bytes[place] ^= 1
    }
    try bytes.write(to: URL(filePath: path))
  }

  /// Starts it where it does not run, and waits for all three.
  func mend(_ node: Int) async throws {
    if !isRunning(node) { try start(node) }
    try await whole()
  }

  func transfer(to node: Int) async {
    let _: TransferLeadershipResponse? = try? await write(
      Methods.ClusterService.transferLeadership,
      TransferLeadershipRequest(member: "n\(node + 1)"))
  }
}
