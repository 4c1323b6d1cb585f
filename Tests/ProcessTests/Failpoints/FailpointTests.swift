import Checkers
import Foundation
import Glibc
import Messages
import Synchronization
import Testing
import Units

/// Every failpoint of real processes: killed there, stalled there, given an error there. Then what was
/// acknowledged is there, once.
///
/// `tools/failpoints` kills at each point (`CARILLON_FAILPOINTS=each`), or does everything at each
/// (`all`). Without it every point is reached, and something is done at points that `CARILLON_SEED`
/// draws.
extension ProcessTests {
  @Suite struct FailpointTests {
    static let environment = ProcessInfo.processInfo.environment
    static let extent = FailpointExtent(rawValue: environment["CARILLON_FAILPOINTS"] ?? "")
    /// Only points that begin so.
    static let only = environment["CARILLON_FAILPOINTS_ONLY"] ?? ""
    static let seed = environment["CARILLON_SEED"].flatMap { UInt64($0) } ?? 1

    @Test("killed, stalled, given an error at every failpoint: nothing lost, nothing doubled")
    func everyPoint() async throws {
      let began = ContinuousClock.now
      let points = try await FailpointTests.names()
      let unknown = points.filter { FailpointPlan.ways[$0] == nil }
      #expect(unknown.isEmpty, "in no plan: \(unknown.joined(separator: " "))")
      let only = FailpointTests.only
      let planned = points.filter { FailpointPlan.ways[$0] != nil && $0.hasPrefix(only) }
      let extent = try #require(FailpointTests.extent, "CARILLON_FAILPOINTS is each or all")
      var random = SeededGenerator(seed: FailpointTests.seed)
      let cases = FailpointPlan.cases(of: planned, extent, &random)
      // Both mostly wait: two clusters at a time.
      async let founded = FailpointCampaign(cases.filter { !$0.isUnderLoad }).apart()
      let loaded = try await FailpointCampaign(cases.filter { $0.isUnderLoad }).underLoad()
      var coverage = try await founded
      coverage.add(loaded)
      let wanted = only.isEmpty ? points : planned
      print(
        "failpoints, seed \(FailpointTests.seed): \(cases.count) cases in "
          + "\((ContinuousClock.now - began).inMilliseconds / 1_000) s, "
          + "\(FailpointCoverage.text(coverage.kinds)); hits at least, and what was done\n"
          + coverage.lines(wanted))
      let missed = wanted.filter { coverage.rows[$0] == nil }
      #expect(missed.isEmpty, "never reached: \(missed.joined(separator: " "))")
      let undone = cases.filter { coverage.rows[$0.point]?.done[$0.action.rawValue] == nil }
      #expect(undone.isEmpty, "not done: \(undone)")
      if only.isEmpty {
        let kinds = extent == .each ? [.kill] : FailpointCase.Action.anywhere
        for kind in kinds { #expect(coverage.kinds[kind.rawValue] != nil, "no \(kind)") }
      }
    }

    /// All there are, as the program itself says.
    static func names() async throws -> [String] {
      let directory = try TemporaryDirectory()
      let address = try #require(try await Ports.free(1).first)
      let program = try Program(
        Products.clusterd,
        ["--listen", "\(address)", "--data", directory.path + "/d", "--found"],
        environment: ["CARILLON_FAILPOINT": "all=names"], log: directory.path + "/log")
      #expect(try await program.ended(within: .seconds(10)) == 64)
      let said = try #require(program.output.range(of: "the names are "))
      let names = program.output[said.upperBound...].prefix { !$0.isNewline }
      return names.split(separator: " ").map(String.init)
    }
  }
}

extension FailpointCase {
  /// Whether it is tried in one long run of a cluster under load.
  var isUnderLoad: Bool {
    switch FailpointPlan.ways[point] {
    case .load, .vote, .transfer, .restart, .receiver, .sender: true
    default: false
    }
  }
}
