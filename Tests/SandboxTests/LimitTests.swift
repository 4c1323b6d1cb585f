import Foundation
import Sandbox
import Testing
import Units

@Suite struct LimitTests {
  /// Takes and touches so many MiB, then sleeps.
  static func eater(_ mebibytes: Int) -> String {
    "python3 -c 'import time; b = bytearray(\(mebibytes) << 20); time.sleep(9)'"
  }

  @Test(arguments: [true, false])
  func endsWhatTakesTooMuchMemoryTogether(_ controlGroups: Bool) throws {
    let rig = try Rig(controlGroups: controlGroups)
    // Each stays below the limit, so that only the sum tells.
    let end = try rig.run("\(Self.eater(60)) & \(Self.eater(60)) & wait; exit 1") {
      $0.limits.memory = .mebibytes(96)
    }
    #expect(end.reason == .memory)
    #expect(end.wall < .seconds(8))
  }

  @Test func refusesOneProcessTooMuchMemoryWithoutGroups() throws {
    let rig = try Rig(controlGroups: false)
    let end = try rig.run("exec " + Self.eater(512)) { $0.limits.memory = .mebibytes(64) }
    // Its own allocation fails, or the sampling was faster.
    #expect(end.reason == .memory || end.exitCode == 1)
    #expect(end.peakMemory < .mebibytes(128))
  }

  @Test func endsWhatTakesTooMuchProcessorTime() throws {
    let rig = try Rig()
    let end = try rig.run("while :; do :; done") { $0.limits.cpuSeconds = 1 }
    #expect(end.reason == .cpu)
    #expect(end.signal == SIGXCPU)
    #expect(end.cpu >= .milliseconds(900))
  }

  @Test func boundsFiles() throws {
    let rig = try Rig()
    let size = try rig.run("head -c 300000 /dev/zero > big") {
      $0.limits.fileSize = .kibibytes(100)
    }
    #expect(size.exitCode != 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: rig.directory + "/big")
    #expect(attributes[.size] as? Int == 102_400)
    let open = try rig.run("ulimit -n; ulimit -c") { $0.limits.openFiles = 32 }
    #expect(rig.text(open.attempt, .output) == "32\n0\n")
  }

  @Test(arguments: [true, false])
  func boundsProcesses(_ controlGroups: Bool) throws {
    let rig = try Rig(controlGroups: controlGroups)
    let script = "for i in $(seq 40); do sleep 9 & done; echo all; wait"
    let end = try rig.run(script) { $0.limits.processes = 12 }
    // The fork fails (a group, or a user that is not root), or the sampling ends it.
    #expect(end.reason == .processes || end.exitCode != 0)
    #expect(end.wall < .seconds(5))
  }
}

@Suite struct ScratchTests {
  @Test func clearsWhatAnybodyCanLeave() throws {
    let parent = try Rig.temporaryDirectory()
    defer { try? FileManager.default.removeItem(atPath: parent) }
    let outside = parent + "/outside"
    try FileManager.default.createDirectory(
      atPath: outside, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o500])
    try Data().write(to: URL(fileURLWithPath: parent + "/kept"))
    let space = try ScratchSpace(root: parent + "/scratch")
    let path = try space.make(1)
    let rig = try Rig()
    // Deeper than a path may be long, links out, names like the remover's own, shut directories.
    let end = try rig.run(
      """
      ln -s \(outside) link; ln -s \(parent)/kept file
      mkdir -p .removed-1/x .removed-2 shut/in; touch .removed-3 .removed-1/x/y shut/in/f
      ln -s \(outside) shut/in/link; chmod 000 shut/in shut
      i=0; while [ $i -lt 60 ]; do d=$(printf %0200d $i); mkdir $d; cd $d; touch f; i=$((i+1)); done
      """
    ) { $0.directory = path }
    #expect(end.exitCode == 0, "\(rig.text(end.attempt, .error))")
    try space.remove(1)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(FileManager.default.fileExists(atPath: parent + "/kept"))
    let mode = try FileManager.default.attributesOfItem(atPath: outside)[.posixPermissions]
    #expect(mode as? Int == 0o500)
  }

  @Test func clearsAnEarlierLife() throws {
    let parent = try Rig.temporaryDirectory()
    defer { try? FileManager.default.removeItem(atPath: parent) }
    let path = try ScratchSpace(root: parent + "/scratch").make(7)
    try Data("old".utf8).write(to: URL(fileURLWithPath: path + "/file"))
    let again = try ScratchSpace(root: parent + "/scratch")
    #expect(try FileManager.default.contentsOfDirectory(atPath: again.root).isEmpty)
    _ = try again.make(7)
    #expect(throws: ScratchSpace.Failure.self) { try again.make(7) }
  }
}

@Suite struct FrameTests {
  @Test func readsBackWhatItWrites() throws {
    let end = HandlerEnded(
      attempt: 3, reason: .memory, exitCode: -1, signal: 9, cpu: .seconds(1), wall: .seconds(2),
      peakMemory: .mebibytes(3), droppedOutput: 4, droppedResult: 5, droppedEvents: 6,
      survivorsKilled: 7)
    let reports: [SupervisorReport] = [
      .ready(enforced: ["a"], unenforced: []), .started(attempt: 1, pid: 2),
      .refused(attempt: 1, message: "no"),
      .output(attempt: 1, stream: .events, offset: 9, at: Instant(microseconds: 8), bytes: [1, 2]),
      .ended(end),
    ]
    var buffer = FrameBuffer()
    var read: [SupervisorReport] = []
    // Byte by byte: a frame is never taken before it is whole.
    for byte in reports.flatMap(\.encoded) {
      buffer.append([byte])
      while let frame = try buffer.next() { read.append(try SupervisorReport(frame: frame)) }
    }
    #expect(read == reports)
  }

  @Test func refusesEveryCutFrame() throws {
    let whole = SupervisorReport.ready(enforced: ["abc"], unenforced: ["d"]).encoded.dropFirst(4)
    for length in 0..<whole.count {
      #expect(throws: FrameError.self) { try SupervisorReport(frame: whole.prefix(length)) }
    }
    #expect(throws: FrameError.self) { try SupervisorReport(frame: whole + [0]) }
    var buffer = FrameBuffer()
    buffer.append([255, 255, 255, 127])
    #expect(throws: FrameError.self) { try buffer.next() }
  }
}
