import Foundation
import Sandbox
import Testing
import Units

/// What an attempt is given and what is taken down of it.
@Suite struct AttemptTests {
  @Test func saysAtTheStartWhatTheHostEnforces() throws {
    let rig = try Rig(controlGroups: false)
    let ready = try rig.await { report -> ([String], [String])? in
      if case .ready(let enforced, let unenforced) = report { (enforced, unenforced) } else { nil }
    }
    #expect(ready.0.contains("whole kill by process tree"))
    #expect(ready.1.contains { $0.contains("memory of the attempt") && $0.contains("sampled") })
    #expect(ready.1.contains { $0.contains("namespaces") })
  }

  @Test func readsThePayloadAndSpeaksOnFourDescriptors() throws {
    let rig = try Rig()
    let script = "cat; echo oops >&2; echo '{\"n\":1}' >&3; echo '{\"name\":\"a.b\"}' >&4; exit 7"
    let end = try rig.run(script) { $0.payload = Bytes("hello".utf8) }
    #expect(end.reason == .exited)
    #expect(end.exitCode == 7)
    #expect(end.signal == 0)
    #expect(rig.text(end.attempt, .output) == "hello")
    #expect(rig.text(end.attempt, .error) == "oops\n")
    #expect(rig.text(end.attempt, .result) == "{\"n\":1}\n")
    #expect(rig.text(end.attempt, .events) == "{\"name\":\"a.b\"}\n")
    #expect(end.survivorsKilled == 0)
  }

  @Test func takesAPayloadThatIsLargerThanAPipe() throws {
    let rig = try Rig()
    let end = try rig.run("wc -c") { $0.payload = Bytes(repeating: 65, count: 1 << 20) }
    #expect(rig.text(end.attempt, .output).contains("1048576"))
  }

  @Test func namesTheSignalThatEndedIt() throws {
    let rig = try Rig()
    let end = try rig.run("kill -SEGV $$")
    #expect(end.reason == .exited)
    #expect(end.exitCode == -1)
    #expect(end.signal == SIGSEGV)
  }

  @Test func inheritsNothingButWhatItIsGiven() throws {
    let rig = try Rig()
    let attempt = try rig.start(["/usr/bin/env"]) { $0.environment = ["GIVEN=yes"] }
    _ = try rig.end(of: attempt)
    let names = rig.text(attempt, .output).split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(Set(names) == ["GIVEN", "CARILLON_SANDBOX"])
    // Descriptors 0 to 4, and the one that ls itself opens.
    let files = try rig.start("ls /proc/self/fd | wc -l")
    _ = try rig.end(of: files)
    #expect(rig.text(files, .output) == "6\n")
  }

  @Test func mayNotGainPrivileges() throws {
    let rig = try Rig()
    let end = try rig.run("grep NoNewPrivs /proc/self/status")
    #expect(rig.text(end.attempt, .output) == "NoNewPrivs:\t1\n")
  }

  @Test func showsOutputWhileItRuns() throws {
    let rig = try Rig()
    let before = Int64(Date().timeIntervalSince1970 * 1e6)
    let attempt = try rig.start("echo one; sleep 0.1; echo two; sleep 20")
    try rig.await { _ in rig.text(attempt, .output) == "one\ntwo\n" ? () : nil }
    let times = rig.reports.compactMap { report -> Int64? in
      if case .output(attempt, .output, _, let at, _) = report { at.microseconds } else { nil }
    }
    #expect(times.count == 2)
    #expect(times[0] >= before)
    #expect(times[1] - times[0] >= 50_000)
    try rig.supervisor.send(.terminate(attempt: attempt, grace: .seconds(5)))
    #expect(try rig.end(of: attempt).reason == .terminated)
  }

  @Test func countsWhatIsOverTheOutputLimit() throws {
    let rig = try Rig()
    let end = try rig.run("head -c 300000 /dev/zero; head -c 1000 /dev/zero >&2") {
      $0.limits.output = .kibibytes(64)
    }
    #expect(end.reason == .exited)
    let kept = rig.bytes(end.attempt, .output).count + rig.bytes(end.attempt, .error).count
    #expect(kept == 65_536)
    #expect(end.droppedOutput == UInt64(301_000 - kept))
  }

  @Test func endsAtTheOutputLimitWhereAsked() throws {
    let rig = try Rig()
    let end = try rig.run("yes") {
      $0.limits.output = .kibibytes(64)
      $0.limits.outputEnds = true
    }
    #expect(end.reason == .output)
    #expect(rig.bytes(end.attempt, .output).count == 65_536)
  }

  @Test func boundsResultAndEvents() throws {
    let rig = try Rig()
    let end = try rig.run("head -c 5000 /dev/zero >&3; head -c 7000 /dev/zero >&4") {
      $0.limits.result = .kibibytes(1)
      $0.limits.events = .kibibytes(2)
    }
    #expect(end.droppedResult == 5_000 - 1_024)
    #expect(end.droppedEvents == 7_000 - 2_048)
  }

  @Test(
    arguments: [
      ("missing", nil, "does not exist"), ("plain", "#!/bin/sh\n", "is not executable"),
      ("text", "hello\n", "neither a program nor a script"),
      ("lost", "#!/no/such/interpreter\n", "the interpreter in the first line"),
    ] as [(String, String?, String)])
  func saysWhyAHandlerCannotRun(_ name: String, _ text: String?, _ sentence: String) throws {
    let rig = try Rig()
    let path = "\(rig.directory)/\(name)"
    if let text {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let mode = name == "plain" ? 0o644 : 0o755
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    let message = try rig.refusal(of: try rig.start([path]))
    #expect(message.contains(sentence), "\(message)")
    #expect(message.contains(path), "\(message)")
  }

  @Test func saysWhyItDoesNotStart() throws {
    let rig = try Rig()
    let relative = try rig.start(["bin/sh"])
    #expect(try rig.refusal(of: relative).contains("absolute"))
    let nowhere = try rig.start("true") { $0.directory = "/no/such/place" }
    #expect(try rig.refusal(of: nowhere).contains("/no/such/place"))
    let first = try rig.start("sleep 20")
    let second = try rig.start("true") { $0.attempt = first }
    #expect(try rig.refusal(of: second).contains("runs already"))
  }

  @Test func runsManyAtOnce() throws {
    let rig = try Rig()
    let attempts = try (0..<20).map { try rig.start("sleep 0.05; echo \($0); exit \($0)") }
    for (number, attempt) in attempts.enumerated() {
      #expect(try rig.end(of: attempt).exitCode == Int32(number))
      #expect(rig.text(attempt, .output) == "\(number)\n")
    }
  }
}
