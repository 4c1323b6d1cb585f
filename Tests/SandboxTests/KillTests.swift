import Foundation
import Sandbox
import Testing
import Units

/// Nothing outlives what it belongs to: an attempt, a lease, a worker.
@Suite struct KillTests {
  /// Starts a child, a grandchild, one in a session of its own and one that forked twice, opened a
  /// session and wiped its environment; prints their pids and waits.
  static let family = """
    sleep 50 & echo $!
    sh -c 'sleep 50 & echo $!; wait' &
    setsid sh -c 'echo $$; exec sleep 50' &
    (env -i /usr/bin/setsid /bin/sh -c 'echo $$; exec /bin/sleep 50' &) &
    echo $$
    """

  private func family(_ rig: Rig, _ tail: String) throws -> (UInt64, [Int32]) {
    let attempt = try rig.start(KillTests.family + "\n" + tail)
    let pids = try rig.await { _ -> [Int32]? in
      let text = rig.text(attempt, .output)
      let pids = Rig.pids(text)
      return pids.count == 5 && text.hasSuffix("\n") ? pids : nil
    }
    return (attempt, pids)
  }

  @Test(arguments: [true, false])
  func killsTheWholeFamilyOfAnEndedHandler(_ controlGroups: Bool) throws {
    let rig = try Rig(controlGroups: controlGroups)
    let (attempt, pids) = try family(rig, "sleep 0.2; exit 3")
    let end = try rig.end(of: attempt)
    #expect(end.reason == .exited)
    #expect(end.exitCode == 3)
    #expect(end.survivorsKilled >= 4)
    // The end is reported when all are gone, not before.
    #expect(!pids.contains { Rig.isAlive($0) })
  }

  @Test(arguments: [true, false])
  func killsTheWholeFamilyAtTheDeadline(_ controlGroups: Bool) throws {
    let rig = try Rig(controlGroups: controlGroups)
    let (attempt, pids) = try family(rig, "trap '' TERM; while :; do sleep 1; done")
    try rig.supervisor.send(.extend(attempt: attempt, deadline: BootClock.now))
    let end = try rig.end(of: attempt)
    #expect(end.reason == .timedOut)
    #expect(end.signal == SIGKILL)
    #expect(!pids.contains { Rig.isAlive($0) })
  }

  @Test(arguments: [true, false])
  func leavesTheOtherAttemptsAlone(_ controlGroups: Bool) throws {
    let rig = try Rig(controlGroups: controlGroups)
    let script = "sleep 50 & setsid sleep 50 & echo $!; echo $$; wait"
    let other = try rig.start(script)
    let mine = try rig.start("(setsid sleep 50 &); sleep 0.2")
    let pids = try rig.await { _ -> [Int32]? in
      let pids = Rig.pids(rig.text(other, .output))
      return pids.count == 2 ? pids : nil
    }
    #expect(try rig.end(of: mine).survivorsKilled == 1)
    #expect(pids.allSatisfy { Rig.isAlive($0) })
  }

  @Test func asksBeforeItKills() throws {
    let rig = try Rig()
    let attempt = try rig.start(
      "trap 'echo bye; exit 9' TERM; echo up; while :; do sleep 0.02; done")
    try rig.await { _ in rig.text(attempt, .output) == "up\n" ? () : nil }
    try rig.supervisor.send(.terminate(attempt: attempt, grace: .seconds(9)))
    let end = try rig.end(of: attempt)
    #expect(end.reason == .terminated)
    #expect(end.exitCode == 9)
    #expect(rig.text(attempt, .output) == "up\nbye\n")
    #expect(end.wall < .seconds(5))
  }

  @Test func killsAfterTheGraceOfATimeout() throws {
    let rig = try Rig()
    let attempt = try rig.start("trap '' TERM; echo up; while :; do sleep 0.02; done") {
      $0.grace = .milliseconds(150)
    }
    try rig.await { _ in rig.text(attempt, .output) == "up\n" ? () : nil }
    let asked = BootClock.now
    try rig.supervisor.send(.extend(attempt: attempt, deadline: asked))
    let end = try rig.end(of: attempt)
    #expect(end.reason == .timedOut)
    #expect(end.signal == SIGKILL)
    #expect(BootClock.now - asked >= .milliseconds(150))
  }

  @Test func killsAStoppedHandler() throws {
    let rig = try Rig()
    let end = try rig.run("kill -STOP $$") {
      $0.deadline = BootClock.now + .milliseconds(100)
      $0.grace = .milliseconds(50)
    }
    #expect(end.reason == .timedOut)
  }

  @Test func killsAllWhenTheLeaseIsOver() throws {
    let rig = try Rig()
    let (attempt, pids) = try family(rig, "trap '' TERM; while :; do sleep 1; done")
    try rig.supervisor.send(.lease(until: BootClock.now + .milliseconds(100)))
    let end = try rig.end(of: attempt)
    #expect(end.reason == .leaseLost)
    #expect(!pids.contains { Rig.isAlive($0) })
    let late = try rig.start("true")
    #expect(try rig.refusal(of: late).contains("lease"))
  }

  @Test func runsOnWhileTheLeaseIsRenewed() throws {
    let rig = try Rig()
    let attempt = try rig.start("echo up; exec sleep 50")
    try rig.await { _ in rig.text(attempt, .output).hasPrefix("up") ? () : nil }
    // Each renewal is well before the last one's end; together they are longer than the first.
    let first = BootClock.now + .milliseconds(900)
    while BootClock.now < first + .milliseconds(300) {
      try rig.supervisor.send(.lease(until: BootClock.now + .milliseconds(900)))
      usleep(50_000)
    }
    #expect(!rig.reports.contains { if case .ended = $0 { true } else { false } })
    try rig.supervisor.send(.terminate(attempt: attempt, grace: .seconds(5)))
    #expect(try rig.end(of: attempt).reason == .terminated)
  }

  @Test func startsNothingWithoutALease() throws {
    let rig = try Rig(lease: .zero)
    #expect(try rig.refusal(of: try rig.start("true")).contains("lease"))
  }

  @Test(arguments: [true, false])
  func diesWithItsWorker(_ controlGroups: Bool) throws {
    let rig = try Rig(controlGroups: controlGroups)
    let (_, pids) = try family(rig, "trap '' TERM; while :; do sleep 1; done")
    rig.supervisor.close()
    #expect(Rig.gone(pids + [rig.supervisor.pid]))
  }

  @Test func nextSupervisorKillsWhatADeadOneLeft() throws {
    let rig = try Rig()
    let (_, pids) = try family(rig, "wait")
    let handler = try rig.await { if case .started(_, let pid) = $0 { pid } else { nil } }
    let stranger = Process()
    stranger.executableURL = URL(fileURLWithPath: "/bin/sleep")
    stranger.arguments = ["50"]
    try stranger.run()
    defer { stranger.terminate() }
    kill(rig.supervisor.pid, SIGKILL)
    // The handler itself dies at once, by the parent-death signal.
    #expect(Rig.gone([handler]))
    #expect(pids.contains { Rig.isAlive($0) })
    let next = try Rig(directory: rig.directory)
    try next.await { if case .ready = $0 { () } else { nil } }
    #expect(!pids.contains { Rig.isAlive($0) })
    #expect(Rig.isAlive(stranger.processIdentifier))
  }

  @Test func leavesNoControlGroupsBehind() throws {
    var rig: Rig? = try Rig()
    let pid = try #require(rig).supervisor.pid
    _ = try #require(rig).run("(setsid sleep 50 &); true")
    rig = nil
    for mount in ["/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: mount)) ?? []
      #expect(!names.contains { $0.hasPrefix("carillon.") && $0.contains(".\(pid).") })
    }
  }
}
