import Storage
import Testing
import Units

@testable import Node

/// What a node makes of the room on its disk.
@Suite struct DiskGaugeTests {
  @Test("the first mark leaves room for one merge of the state above the second")
  func marks() throws {
    let directory = try TemporaryDirectory()
    var limits = NodeLimits()
    limits.diskReserve = .zero
    let cases: [(low: ByteCount?, critical: ByteCount, tables: ByteCount, marked: ByteCount)] = [
      (.mebibytes(10), .mebibytes(4), .zero, .mebibytes(10)),
      (.mebibytes(10), .mebibytes(4), .mebibytes(6), .mebibytes(10)),
      (.mebibytes(10), .mebibytes(4), .mebibytes(100), .mebibytes(104)),
      (.mebibytes(10), .mebibytes(4), .gibibytes(100), .mebibytes(772)),
      // The first below the second is no mark.
      (.zero, .mebibytes(4), .zero, .mebibytes(4)),
      (.zero, .zero, .zero, .zero),
    ]
    for item in cases {
      limits.diskLow = item.low
      limits.diskCritical = item.critical
      let gauge = DiskGauge().next(directory.path, limits, tables: item.tables)
      #expect(gauge.trouble == nil)
      #expect(gauge.marks.low == item.marked, "\(item)")
      #expect(gauge.marks.critical == item.critical)
      #expect(gauge.free > .zero && gauge.level == .normal)
    }
  }

  @Test("a reserve that the disk is too full for goes, step by step")
  func reserve() throws {
    let directory = try TemporaryDirectory()
    var limits = NodeLimits()
    limits.diskReserve = .mebibytes(4)
    limits.diskCritical = .zero
    limits.diskLow = .zero
    var gauge = DiskGauge().next(directory.path, limits, tables: .zero)
    #expect(gauge.reserve == .mebibytes(1) && gauge.level == .normal)
    for _ in 0..<4 { gauge = gauge.next(directory.path, limits, tables: .zero) }
    #expect(gauge.reserve == .mebibytes(4))
    limits.diskCritical = .gibibytes(1 << 20)
    for left in [UInt64(3), 2, 1, 0, 0] {
      gauge = gauge.next(directory.path, limits, tables: .zero)
      #expect(gauge.level == .critical)
      #expect(gauge.reserve == .mebibytes(left))
    }
    #expect(gauge.next(directory.path + "/none", limits, tables: .zero).trouble != nil)
  }

  @Test("a merge for room is stopped early, and tried ever more seldom")
  func reclaiming() {
    var gauge = DiskGauge()
    gauge.marks = SpaceMarks(low: .mebibytes(100), critical: .mebibytes(20), reserve: .zero)
    gauge.level = .low
    gauge.free = .mebibytes(90)
    var reclaiming = Reclaiming()
    reclaiming.begin(gauge)
    #expect(reclaiming.isUnderWay && reclaiming.floor == .mebibytes(40))
    reclaiming.end(at: .zero)
    #expect(!reclaiming.isUnderWay && reclaiming.at == .zero + .seconds(2))
    // Half of what is left is all it may take below the second mark.
    gauge.level = .critical
    gauge.free = .mebibytes(10)
    for rest in [Int64(4), 8, 16, 32, 64, 128, 256, 512, 600, 600] {
      reclaiming.begin(gauge)
      #expect(reclaiming.floor == .mebibytes(5))
      reclaiming.isStopped = true
      reclaiming.end(at: .zero)
      #expect(reclaiming.at == .zero + .seconds(rest))
    }
    reclaiming.begin(gauge)
    reclaiming.end(at: .zero)
    #expect(reclaiming.at == .zero + .seconds(2))
  }
}
