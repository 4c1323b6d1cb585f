import Testing
import Units

@testable import Raft

/// The quorum's arithmetic against the plain definition: try every set.
@Suite struct QuorumTests {
  /// Whether the slots in `set` hold a majority of `voters`.
  private func isMajority(_ set: UInt32, of voters: [Int]) -> Bool {
    voters.count { set & (1 << $0) != 0 } * 2 > voters.count
  }

  private func draw(_ generator: inout SeededGenerator, from: Int) -> [Int] {
    (0..<8).filter { _ in generator.below(8) < UInt64(from) }
  }

  @Test func agreesWithEverySubset() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      var voters = draw(&generator, from: 5)
      if voters.isEmpty { voters = [Int(generator.below(8))] }
      let outgoing = generator.below(2) == 0 ? [] : draw(&generator, from: 4)
      let quorum = Quorum(voters: voters, outgoing: outgoing)
      let values = (0..<8).map { _ in generator.below(6) }
      // The greatest value that some deciding set has reached as a whole.
      var greatest: UInt64?
      for set in UInt32(0)..<256 {
        let decides =
          isMajority(set, of: voters) && (outgoing.isEmpty || isMajority(set, of: outgoing))
        if quorum.isReached({ set & (1 << $0) != 0 }) != decides {
          Issue.record("\(voters) \(outgoing): \(set)")
        }
        guard decides else { continue }
        let members = (voters + outgoing).filter { set & (1 << $0) != 0 }
        guard let least = members.map({ values[$0] }).min() else { continue }
        greatest = max(greatest ?? 0, least)
      }
      #expect(quorum.agreed { values[$0] } == greatest, "\(voters) \(outgoing) \(values)")
    }
  }

  @Test func nobodyIsNeverEnough() {
    let quorum = Quorum(voters: [])
    #expect(!quorum.isReached { _ in true })
    #expect(quorum.agreed { _ in 1 } == nil)
  }

  /// Any two deciding sets of one configuration, joint or not, share a node.
  @Test func decidingSetsMeet() {
    for quorum in [
      Quorum(voters: [0, 1, 2]), Quorum(voters: [0, 1, 2, 3]),
      Quorum(voters: [0, 1, 2], outgoing: [2, 3, 4]), Quorum(voters: [0], outgoing: [0, 1, 2]),
    ] {
      let deciding = (UInt32(0)..<32).filter { set in quorum.isReached { set & (1 << $0) != 0 } }
      #expect(deciding.allSatisfy { left in deciding.allSatisfy { left & $0 != 0 } })
    }
  }
}
