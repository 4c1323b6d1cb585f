import Foundation
import Glibc
import Journal
import Synchronization
import Testing
import Units

@testable import Storage

@Suite struct RaftLogTests {
  /// Appends, truncations, cuts and resets, with restarts between them, against a model.
  @Test(arguments: UInt64(1)...12) func agreesWithTheModel(seed: UInt64) throws {
    let scratch = try Scratch()
    var random = SeededGenerator(seed: seed)
    var model = Model()
    for _ in 0..<6 {
      var log = try RaftLog(directory: scratch.path, options: small)
      #expect(log.recovered.matches(model), "seed \(seed)")
      #expect(log.recovered.decision == .keep)
      #expect(try log.contents() == model, "seed \(seed)")
      for _ in 0..<random.below(60) {
        var batches: [LogBatch] = []
        for _ in 0...random.below(3) {
          let batch = model.nextBatch(&random)
          model.apply(batch)
          batches.append(batch)
        }
        try log.append(batches)
        _ = try log.trickle(isDue: false)
        if random.below(20) == 0 { try log.settle() }
      }
      #expect(try log.contents() == model, "seed \(seed)")
      #expect(log.last == model.last)
    }
  }

  /// The directory as it is at every step of every append, switch, cut and start: opened, each holds
  /// what was acknowledged, and of the batch under way all or nothing.
  @Test(arguments: UInt64(1)...4) func everyCrashPoint(seed: UInt64) throws {
    let scratch = try Scratch()
    let images = try Scratch()
    let directory = scratch.path + "/log"
    let acknowledged = Atomic<Int>(0)
    let taken = Mutex<[(point: Failpoint, acknowledged: Int)]>([])
    var random = SeededGenerator(seed: seed)
    var models = [Model()]
    Failpoint.arm(
      nil, prefix: directory,
      .call { point in
        let number = taken.withLock {
          $0.append((point, acknowledged.load(ordering: .relaxed)))
          return $0.count - 1
        }
        do {
          try Scratch.copy(directory, to: images.path + "/\(number)")
          try Scratch.copy(directory, to: images.path + "/\(number)-pristine")
        } catch { Issue.record("no image: \(error)") }
      })
    for _ in 0..<3 {
      var log = try RaftLog(directory: directory, options: small)
      for _ in 0..<14 {
        guard let model = models.last else { return }
        var next = model
        let batch = model.nextBatch(&random, largest: 30_000)
        next.apply(batch)
        models.append(next)
        try log.append([batch])
        acknowledged.store(models.count - 1, ordering: .relaxed)
      }
      if random.below(2) == 0 { try log.settle() }
    }
    Failpoint.disarm(prefix: directory)
    let all = taken.withLock { $0 }
    for (number, image) in all.enumerated() {
      let path = images.path + "/\(number)"
      // Twice: what the first start did must hold too.
      for start in 1...2 {
        let log = try RaftLog(directory: path, options: small)
        let allowed = [models[image.acknowledged]] + models[(image.acknowledged + 1)...].prefix(1)
        #expect(
          allowed.contains(try log.contents()),
          "seed \(seed), image \(number) at \(image.point), start \(start)")
      }
    }
    try losePower(all, images.path, models, &random)
    let met = Set(all.map(\.point))
    #expect(met.isSuperset(of: [.logWrite, .logWritten, .logSynced, .segmentReady, .ringSynced]))
  }

  /// As the directory was between a write and its sync, with any of the write's sectors lost.
  private func losePower(
    _ all: [(point: Failpoint, acknowledged: Int)], _ images: String, _ models: [Model],
    _ random: inout SeededGenerator
  ) throws {
    for (number, image) in all.enumerated()
    where number > 0 && (image.point == .logWritten || image.point == .ringWritten) {
      let before = images + "/\(number - 1)"
      let after = images + "/\(number)-lost"
      // The images were opened above and have gone on: so the mixture is made of copies.
      for name in try System.list(images + "/\(number)-pristine") {
        let new = try System.contents(images + "/\(number)-pristine/" + name, limit: 1 << 30) ?? []
        let old = try System.contents(before + "-pristine/" + name, limit: 1 << 30) ?? new
        var mixed = new
        for start in stride(from: 0, to: min(old.count, new.count), by: 512) {
          let sector = start..<min(start + 512, min(old.count, new.count))
          if random.below(2) == 0, old[sector] != new[sector] {
            mixed.replaceSubrange(sector, with: old[sector])
          }
        }
        try System.makeDirectories(after)
        try OpenFile(after + "/" + name, .truncate).write(mixed, at: 0)
      }
      let contents = try RaftLog(directory: after, options: small).contents()
      let allowed = [models[image.acknowledged]] + models[(image.acknowledged + 1)...].prefix(1)
      #expect(allowed.contains(contents), "power lost at image \(number), \(image.point)")
    }
  }

  @Test func aFailedSyncIsFinal() throws {
    let scratch = try Scratch()
    var log = try RaftLog(directory: scratch.path, options: small)
    try log.append([LogBatch(entries: entries(1...3, term: 1))])
    Failpoint.arm(.logWritten, nth: 1, prefix: scratch.path, .error)
    #expect(throws: StorageError.self) {
      try log.append([LogBatch(entries: entries(4...4, term: 1))])
    }
    for _ in 0..<2 {
      do throws(StorageError) {
        try log.append([LogBatch(hardState: JournalHardState(term: Term(9)))])
        Issue.record("it wrote on")
      } catch { #expect(error.code == .failed) }
    }
    #expect(throws: StorageError.self) { try log.settle() }
  }

  @Test("a spare that the disk does not take ends the log, too: at the next switch at the latest")
  func aFailedSpareIsFinal() throws {
    let scratch = try Scratch()
    var log = try RaftLog(directory: scratch.path, options: small)
    // In the way of the spare that is filled once the second one is in use.
    try System.makeDirectories(scratch.path + "/spare-3.tmp")
    var refusal: StorageError?
    for index in UInt64(1)...100 where refusal == nil {
      do throws(StorageError) {
        try log.append([LogBatch(entries: entries(index...index, term: 1, size: 5_000))])
      } catch { refusal = error }
    }
    let error = try #require(refusal)
    #expect(error.path.contains("spare-3.tmp"), "\(error)")
    do throws(StorageError) {
      try log.append([LogBatch(hardState: JournalHardState(term: Term(9)))])
      Issue.record("it wrote on")
    } catch { #expect(error.code == .failed) }
  }

  @Test func oneSyncForManyBatches() throws {
    let scratch = try Scratch()
    var log = try RaftLog(directory: scratch.path, options: small)
    let before = log.counters.syncs
    try log.append((0..<20).map { LogBatch(entries: entries($0 + 1...$0 + 1, term: 1)) })
    #expect(log.counters.syncs == before + 1)
    #expect(log.counters.batches == 20)
  }

  @Test func cutsGiveSegmentsBack() throws {
    let scratch = try Scratch()
    var log = try RaftLog(directory: scratch.path, options: small)
    for index in UInt64(1)...100 {
      try log.append([LogBatch(entries: entries(index...index, term: 1, size: 5_000))])
    }
    #expect(log.segmentCount > 8)
    let position = JournalPosition(term: Term(1), index: LogIndex(95))
    try log.append([LogBatch(cut: position)])
    #expect(log.segmentCount <= 2)
    #expect(try log.contents().entries == entries(96...100, term: 1, size: 5_000))
    let stalls = log.counters.segmentStalls
    for index in UInt64(101)...112 {
      try log.append([LogBatch(entries: entries(index...index, term: 1, size: 5_000))])
    }
    #expect(log.counters.segmentStalls == stalls)
  }

  @Test func aBatchLargerThanASegmentIsSplit() throws {
    let scratch = try Scratch()
    var log = try RaftLog(directory: scratch.path, options: small)
    let large = entries(1...40, term: 2, size: 9_000)
    try log.append([LogBatch(hardState: JournalHardState(term: Term(2)), entries: large)])
    #expect(try log.contents().entries == large)
    do throws(StorageError) {
      try log.append([LogBatch(entries: entries(41...41, term: 2, size: 60_000))])
      Issue.record("taken")
    } catch { #expect(error.code == .tooLarge) }
    // Nothing of it was written, and the log goes on.
    try log.append([LogBatch(entries: entries(41...41, term: 2))])
    #expect(log.last.index == LogIndex(41))
  }

  @Test func aDamagedBodyIsNotServedAndComesBackByRepair() throws {
    let scratch = try Scratch()
    let written = entries(1...5, term: 1)
    do {
      var log = try RaftLog(directory: scratch.path, options: small)
      try log.append([LogBatch(entries: written)])
      try log.settle()
      let file = try OpenFile(LogFiles.path(scratch.path, 1), .update)
      let place = SegmentHeader.span + 2 * (64 + 56) + 64 + 10
      let byte = try file.read(count: 1, at: place)
      try file.write([byte[0] ^ 8], at: place)
      do throws(StorageError) {
        _ = try log.read(from: LogIndex(1), through: LogIndex(5), maxBytes: 1 << 20)
        Issue.record("served")
      } catch {
        #expect(error.code == .damaged)
        #expect(
          error.description
            == "entry 3/1 kind 2, 50 bytes at byte 8496 is damaged, in "
            + "\(LogFiles.path(scratch.path, 1)); start the node again: it fetches the entry from "
            + "the others")
      }
    }
    do {
      var log = try RaftLog(directory: scratch.path, options: small)
      #expect(log.recovered.decision == .bodiesDamaged([LogIndex(3)]))
      try log.append([LogBatch(repaired: [written[2]])])
      #expect(try log.contents().entries == written)
    }
    let log = try RaftLog(directory: scratch.path, options: small)
    #expect(log.recovered.decision == .keep)
    #expect(try log.contents().entries == written)
  }

  @Test func anUnreadableLogSaysWhereAndWhatNext() throws {
    let scratch = try Scratch()
    do {
      var log = try RaftLog(directory: scratch.path, options: small)
      try log.append([LogBatch(entries: entries(1...5, term: 1))])
      try log.settle()
    }
    try OpenFile(LogFiles.path(scratch.path, 1), .update).write(
      Bytes(repeating: 0, count: 4_200), at: 0)
    do throws(StorageError) {
      _ = try RaftLog(directory: scratch.path, options: small)
      Issue.record("opened")
    } catch {
      #expect(error.code == .unreadable)
      #expect(
        error.description
          == "the log cannot be read at segment 1, byte 0: neither copy of the segment's header is "
          + "whole, or it is another log's, in \(scratch.path); this node comes back as a new one, "
          + "from the others, or from a backup")
    }
  }
}

@Suite struct LogWriterTests {
  @Test func marksBecomeDurableInOrder() throws {
    let scratch = try Scratch()
    let done = Awaited<UInt64>()
    let marks = Mutex<[UInt64]>([])
    let writer = LogWriter(
      try RaftLog(directory: scratch.path, options: small),
      onDurable: { mark in
        marks.withLock { $0.append(mark) }
        if mark == 200 { done.set(mark) }
      }, onFailure: { Issue.record("\($0)") })
    for mark in UInt64(1)...200 {
      #expect(writer.append(LogBatch(entries: entries(mark...mark, term: 1)), mark: mark))
    }
    #expect(done.get() == 200)
    let all = marks.withLock { $0 }
    #expect(all == all.sorted())
    let read = Awaited<Result<[JournalEntry], StorageError>>()
    writer.read(from: LogIndex(150), through: LogIndex(200), maxBytes: 500) { read.set($0) }
    #expect(try read.get()?.get() == entries(150...159, term: 1))
    #expect(writer.counters.batches == 200)
    #expect(writer.counters.syncs == UInt64(all.count) + writer.counters.segmentSwitches)
    writer.stop()
    #expect(!writer.append(LogBatch(entries: entries(201...201, term: 1)), mark: 201))
    let log = try RaftLog(directory: scratch.path, options: small)
    #expect(log.last.index == LogIndex(200))
    #expect(log.recovered.decision == .keep)
  }

  /// While a sync is under way the next batch grows, up to the bound; then the caller keeps it.
  @Test func theQueueIsBounded() throws {
    let scratch = try Scratch()
    let log = try RaftLog(directory: scratch.path, options: small)
    let entered = Awaited<Bool>()
    let leave = Awaited<Bool>()
    let done = Awaited<UInt64>()
    Failpoint.arm(
      .logWrite, nth: 1, prefix: scratch.path,
      .call { _ in
        entered.set(true)
        _ = leave.get()
      })
    let writer = LogWriter(
      log, queueLimit: ByteCount(4_000),
      onDurable: { if $0 > 1 { done.set($0) } }, onFailure: { Issue.record("\($0)") })
    #expect(writer.append(LogBatch(entries: entries(1...1, term: 1)), mark: 1))
    #expect(entered.get() == true)
    var mark: UInt64 = 2
    while writer.append(LogBatch(entries: entries(mark...mark, term: 1)), mark: mark) { mark += 1 }
    // 64 bytes for each of 5 records and 50 of payload.
    #expect(mark - 2 == 4_000 / 370)
    #expect(writer.queuedBytes == 10 * 370)
    leave.set(true)
    #expect(done.get() == mark - 1)
    #expect(writer.counters.syncs == 2)
    #expect(writer.append(LogBatch(entries: entries(mark...mark, term: 1)), mark: mark))
    writer.stop()
  }

  @Test func aFailureIsToldOnceAndNothingFollows() throws {
    let scratch = try Scratch()
    let log = try RaftLog(directory: scratch.path, options: small)
    let failed = Awaited<StorageError>()
    Failpoint.arm(.logWritten, nth: 1, prefix: scratch.path, .error)
    let writer = LogWriter(
      log, onDurable: { _ in Issue.record("durable") }, onFailure: { failed.set($0) })
    #expect(writer.append(LogBatch(entries: entries(1...1, term: 1)), mark: 1))
    #expect(failed.get()?.code == .io)
    // The queue closes before the callback is called.
    #expect(!writer.append(LogBatch(entries: entries(2...2, term: 1)), mark: 2))
    let read = Awaited<Result<[JournalEntry], StorageError>>()
    writer.read(from: LogIndex(1), through: LogIndex(1), maxBytes: 5) { read.set($0) }
    #expect(throws: StorageError.self) { try read.get()?.get() }
    writer.stop()
  }

  /// After 100 ms without a write the mark is in the ring: damage to the last batch is then told
  /// from a torn tail.
  @Test func theMarkGoesToTheRingWhenIdle() throws {
    let scratch = try Scratch()
    let synced = Awaited<Bool>()
    let log = try RaftLog(directory: scratch.path, options: small)
    Failpoint.arm(.ringSynced, prefix: scratch.path, .call { _ in synced.set(true) })
    let writer = LogWriter(log, onDurable: { _ in }, onFailure: { Issue.record("\($0)") })
    #expect(writer.append(LogBatch(entries: entries(1...2, term: 1)), mark: 1))
    #expect(synced.get() == true)
    try Scratch.copy(scratch.path, to: scratch.path + "-image")
    defer { try? System.removeDirectory(scratch.path + "-image") }
    writer.stop()
    let copy = scratch.path + "-image"
    try OpenFile(LogFiles.path(copy, 1), .update).write([1, 2], at: SegmentHeader.span + 70)
    let recovered = try RaftLog(directory: copy, options: small).recovered
    #expect(recovered.decision == .bodiesDamaged([LogIndex(1)]))
  }

  /// Under steady load nothing is idle: the mark goes there all the same, some 100 ms behind. A block of
  /// zeros at the log's end, which takes all proof with it but the ring's, is no torn tail then.
  @Test func theMarkGoesToTheRingUnderLoad() throws {
    let scratch = try Scratch()
    let written = Awaited<Bool>()
    let log = try RaftLog(directory: scratch.path, options: RaftLog.Options())
    // A disk on which a batch takes 5 ms, so that 128 headers are not there before 100 ms are over.
    Failpoint.arm(.logSynced, prefix: scratch.path, .stall(milliseconds: 5))
    Failpoint.arm(.ringWritten, prefix: scratch.path, .call { _ in written.set(true) })
    let durable = Mutex<UInt64>(0)
    let writer = LogWriter(
      log, onDurable: { mark in durable.withLock { $0 = mark } },
      onFailure: { Issue.record("\($0)") })
    // There is always a next batch.
    let feeder = Thread {
      for mark in UInt64(1)...2_000 {
        while durable.withLock({ $0 + 2 < mark }) { sched_yield() }
        guard writer.append(LogBatch(entries: entries(mark...mark, term: 1)), mark: mark) else {
          return
        }
      }
    }
    feeder.start()
    #expect(written.get() == true)
    let mark = durable.withLock { $0 }
    #expect(mark < 100, "it took \(mark) batches")
    let copy = scratch.path + "-image"
    try Scratch.copy(scratch.path, to: copy)
    defer { try? System.removeDirectory(copy) }
    writer.stop()
    try OpenFile(LogFiles.path(copy, 1), .update).write(
      Bytes(repeating: 0, count: 64 << 10), at: SegmentHeader.span + 200)
    do throws(StorageError) {
      let recovered = try RaftLog(directory: copy, options: RaftLog.Options()).recovered
      // Headers come from the ring: what was durable 100 ms before is not forgotten.
      guard case .bodiesDamaged(let damaged) = recovered.decision else {
        Issue.record("taken for \(recovered.decision)")
        return
      }
      #expect(damaged.count > 5)
    } catch {
      #expect(error.code == .unreadable)
    }
  }

  @Test func aShortenedSegmentIsNoTornTail() throws {
    let scratch = try Scratch()
    do {
      var log = try RaftLog(directory: scratch.path, options: small)
      try log.append([LogBatch(entries: entries(1...5, term: 1))])
    }
    let file = try OpenFile(LogFiles.path(scratch.path, 1), .update)
    try file.resize(SegmentHeader.span + 8)
    do throws(StorageError) {
      _ = try RaftLog(directory: scratch.path, options: small)
      Issue.record("opened")
    } catch {
      #expect(error.code == .unreadable)
      #expect(error.description.contains("ends there, and had"), "\(error)")
    }
  }
}
