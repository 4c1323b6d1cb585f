import Messages
import Testing
import Units

@testable import StateMachine

/// One version is in force at every index, whatever else a build knows.
@Suite struct MachineVersionTests {
  static func bed(knows version: UInt32) -> Bed {
    var bed = Bed()
    bed.machine.knownVersion = version
    return bed
  }

  @Test func buildsThatKnowMoreDoTheSameUntilItIsInForce() throws {
    var older = MachineVersionTests.bed(knows: 1)
    var newer = MachineVersionTests.bed(knows: 3)
    for number in 0..<3 {
      #expect(older.job("job\(number)").isSuccess)
      #expect(newer.job("job\(number)").isSuccess)
    }
    #expect(older.machine.digest == newer.machine.digest)
    #expect(older.machine.metaRecord() == newer.machine.metaRecord())
    newer.own(.raiseVersion, RaiseVersionCommand(2).encoded())
    #expect(newer.machine.version == 2)
    // From the next entry on the digest names it.
    var other = MachineVersionTests.bed(knows: 2)
    for entry in newer.log { other.apply(entry: entry) }
    #expect(other.machine.digest == newer.machine.digest)
    newer.tick(after: .seconds(1))
    other.apply(entry: newer.log[newer.log.count - 1])
    #expect(other.machine.digest == newer.machine.digest)
    #expect(other.machine.metaRecord() == newer.machine.metaRecord())
  }

  @Test func aVersionNeverGoesDown() {
    var bed = MachineVersionTests.bed(knows: 3)
    bed.own(.raiseVersion, RaiseVersionCommand(3).encoded())
    bed.own(.raiseVersion, RaiseVersionCommand(2).encoded())
    #expect(bed.machine.version == 3)
  }

  @Test func theStoreSaysIt() throws {
    var bed = MachineVersionTests.bed(knows: 2)
    #expect(bed.job("a").isSuccess)
    bed.own(.raiseVersion, RaiseVersionCommand(2).encoded())
    var loader = StateMachine.Loader(knows: 2)
    try loader.add(Keys.meta, bed.machine.metaRecord())
    #expect(try loader.finish().version == 2)
    var older = StateMachine.Loader(knows: 1)
    do throws(Failure) {
      try older.add(Keys.meta, bed.machine.metaRecord())
      Issue.record("read")
    } catch {
      #expect(error.reason == .versionMismatch)
      #expect(
        error.message == "it is of machine version 2, and this build knows versions up to 1")
    }
  }

  @Test func whatABuildDoesNotKnowStopsIt() {
    var bed = MachineVersionTests.bed(knows: 1)
    bed.own(.raiseVersion, RaiseVersionCommand(2).encoded())
    #expect(bed.output.unknown == .version(2))
    var other = MachineVersionTests.bed(knows: 1)
    var batch = CommandBatch()
    batch.append(Command(CommandHeader(.tick), body: []))
    batch.stamp(time: other.clock + .seconds(1), seed: 1)
    var bytes = batch.bytes
    // The kind of the first command.
    bytes[22] = 0xE7
    bytes[23] = 0x03
    other.apply(entry: bytes)
    #expect(other.output.unknown == .kind(999))
  }

  @Test func malformedCommandsAreNone() {
    let whole = RaiseVersionCommand(2).encoded()
    #expect(RaiseVersionCommand(whole[...])?.version == 2)
    for count in 0..<whole.count { #expect(RaiseVersionCommand(whole[0..<count]) == nil) }
    #expect(RaiseVersionCommand((whole + [0])[...]) == nil)
  }
}
