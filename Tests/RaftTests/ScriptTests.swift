import Foundation
import Raft
import RaftScripts
import Testing

/// Scenarios as text: what is done, and what the cores then say. They read as documentation; see
/// Scripts/README.md. CARILLON_REWRITE=1 writes what is said into the files, to be read as a diff.
@Suite struct ScriptTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Scripts")

  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test func thereAreScripts() { #expect(ScriptTests.names.count >= 37) }

  @Test(arguments: names) func isAsWritten(_ name: String) throws {
    let file = ScriptTests.folder.appending(path: name)
    let written = try String(contentsOf: file, encoding: .utf8)
    let played = Script(written).play()
    guard played != written else { return }
    if ProcessInfo.processInfo.environment["CARILLON_REWRITE"] != nil {
      try played.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = written.split(separator: "\n", omittingEmptySubsequences: false)
    let found = played.split(separator: "\n", omittingEmptySubsequences: false)
    let place = zip(expected, found).firstIndex { $0 != $1 } ?? min(expected.count, found.count)
    Issue.record(
      """
      \(name):\(place + 1): written: \(place < expected.count ? expected[place] : "(the end)")
      played: \(place < found.count ? found[place] : "(the end)")
      CARILLON_REWRITE=1 swift test --filter ScriptTests
      """)
  }
}

/// The scripts' own test: each of these bugs, put back, is played differently.
extension ScriptTests {
  @Test(arguments: [
    ("05-earlier-terms.txt", RaftMutations.commitsEarlierTerms),
    ("13-vote-survives.txt", .forgetsVote),
    ("14-late-durable.txt", .trustsOldMarks),
    ("10-membership.txt", .changesInOneStep),
    ("02-votes-wait-for-the-disk.txt", .votesBeforeSync),
    ("08-read-index.txt", .readsBeforeNoop),
    ("12-suspicion.txt", .ignoresStickiness),
    ("bug-01-change-before-the-noop.txt", .changesInOneStep),
    ("bug-04-left-in-joint.txt", .staysJoint),
    ("bug-08-reads-of-a-new-leader.txt", .readsBeforeNoop),
    ("bug-09-no-lease.txt", .readsByLease),
    ("bug-10-a-single-voter.txt", .countsOwnUnsynced),
    ("bug-10-a-single-voter.txt", .votesBeforeSync),
    ("bug-12-late-durable-of-the-same-index.txt", .trustsOldMarks),
    ("bug-18-a-wiped-voter.txt", .countsForeigners),
    ("bug-24-a-damaged-node.txt", .keepsOldMatch),
    ("bug-24-a-damaged-node.txt", .acknowledgesDamaged),
    ("bug-24-a-damaged-node.txt", .campaignsDamaged),
    ("18-the-end-of-a-log-is-lost.txt", .keepsForgotten),
    ("19-steady-reads.txt", .neglectsDuties),
    ("bug-08b-an-answer-to-an-earlier-term.txt", .answersOldTerms),
  ])
  func aBugIsPlayedDifferently(_ name: String, _ mutations: RaftMutations) throws {
    let file = ScriptTests.folder.appending(path: name)
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(Script(written).play(mutations) != written)
  }
}

extension Zip2Sequence where Sequence1: Collection, Sequence2: Collection {
  fileprivate func firstIndex(where isMatch: (Element) -> Bool) -> Int? {
    for (place, pair) in enumerated() where isMatch(pair) { return place }
    return nil
  }
}
