import Foundation
import GRPC
import Logging
import Raft
import Replica
import Testing
import Units

@testable import Node

/// What answers at a member's address, or under its number, and is not what it was.
@Suite(.serialized) struct ImpostorTests {
  /// The founder's disk is gone, and its start still says to found and names nobody to ask: a second
  /// cluster, empty, at a member's address. Those that have the data go on.
  @Test("a founder that founds again ends nobody who has the data")
  func founderFoundsAgain() async throws {
    let bed = try await Bed.start(3)
    for _ in 0..<3 { #expect(try await bed.tick(0).code == .ok) }
    let cluster = try await bed.status(1)?.cluster
    await bed.stop(0)
    bed.wipe(0)
    bed.options[0].founds = true
    bed.options[0].join = []
    try await bed.boot(0)
    try await bed.eventually("another cluster") {
      guard let status = try await bed.status(0) else { return false }
      return status.leader != nil && status.cluster != cluster
    }
    // One starts beside it, and has no leader until the other is heard of; then the other.
    for place in [1, 2] {
      await bed.stop(place)
      try await bed.boot(place)
      try await bed.eventually("a word of n\(place + 1)") {
        bed.log.lines(of: place).contains { $0.contains("a node of another cluster answers") }
      }
      #expect(try await bed.tick(place).code == .ok)
      #expect(try await bed.status(place)?.cluster == cluster)
    }
    await bed.stopAll()
    try await bed.end()
  }

  @Test("where those that are left cannot decide, and another cluster serves, a node ends")
  func membersServeAnother() async throws {
    let bed = try await Bed.start(3)
    #expect(try await bed.tick(0).code == .ok)
    await bed.stopAll()
    for place in [0, 1] { bed.wipe(place) }
    bed.options[0].founds = true
    bed.options[0].join = []
    try await bed.boot(0)
    bed.options[1].join = [bed.options[0].listen]
    try await bed.boot(1)
    try await bed.eventually("a cluster of two") {
      try await bed.status(0)?.members.count { $0.role == .voter } == 2
    }
    try await bed.boot(2)
    let node = try #require(bed.nodes[2])
    let end = try await bed.end(of: node)
    #expect(end.code == .data && end.description.contains("to cluster"), "\(end)")
    await bed.stopAll()
    try await bed.end()
  }

  /// A directory was put back from an older copy: what it acknowledged in between is not there. The
  /// leader, which goes on, counts on that no more and gives it again.
  @Test("a directory put back from an older copy is filled again under the same leader")
  func olderCopy() async throws {
    let bed = try await Bed.start(3)
    try await bed.lead(0)
    for _ in 0..<5 { #expect(try await bed.tick(0).code == .ok) }
    let data = bed.options[2].dataDirectory
    await bed.stop(2)
    try FileManager.default.copyItem(atPath: data, toPath: data + "-older")
    try await bed.boot(2)
    for _ in 0..<20 { #expect(try await bed.tick(0).code == .ok) }
    try await bed.allHaveApplied()
    let term = try await bed.status(0)?.term
    await bed.stop(2)
    bed.wipe(2)
    try FileManager.default.moveItem(atPath: data + "-older", toPath: data)
    try await bed.boot(2)
    try await bed.allHaveApplied()
    #expect(bed.log.lines(of: 0).contains { $0.contains("a member lost the end of its log") })
    #expect(try await bed.status(0)?.term == term)
    // It counts: without n2 it makes the majority.
    await bed.stop(1)
    #expect(try await bed.tick(0).code == .ok)
    await bed.stopAll()
    try await bed.end()
  }

  @Test("a copy of a directory that runs beside its original is not listened to, and named")
  func copyBesideItsOriginal() async throws {
    let bed = try await Bed.start(3)
    try await bed.lead(0)
    #expect(try await bed.tick(0).code == .ok)
    let data = bed.options[1].dataDirectory
    await bed.stop(1)
    try FileManager.default.copyItem(atPath: data, toPath: data + "-copy")
    try await bed.boot(1)
    try await bed.allHaveApplied()
    bed.add {
      $0.name = "n2"
      $0.dataDirectory = data + "-copy"
    }
    try await bed.boot(3)
    try await bed.eventually("a word at the leader and at the copy") {
      bed.log.lines(of: 0).contains { $0.contains("two nodes with one identity") }
        && bed.log.lines(of: 3).contains {
          $0.contains("peer refuses") && $0.contains("its data directory was copied")
        }
    }
    for _ in 0..<20 { #expect(try await bed.tick(0).code == .ok) }
    // The original goes on as before, and is where it was.
    try await bed.eventually("the original has everything") {
      let newest = try await bed.status(0)?.appliedIndex
      return try await bed.status(1)?.appliedIndex == newest
    }
    let known = try await bed.status(0)?.members.first { $0.name == "n2" }
    #expect(known?.address == bed.options[1].listen.description)
    await bed.stopAll()
    try await bed.end()
  }
}
