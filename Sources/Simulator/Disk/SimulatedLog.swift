import Journal
import Raft
import Replica
import Units

/// A node's log: the production encoder, ring and recovery over simulated files, in the order of
/// writes, syncs and renames that the hands of production keep (`LogCore`, `SparePool`).
///
/// What is to be done is a list of steps; the world gives each sync its time, so that a crash may
/// come between any two.
struct SimulatedLog {
  /// What a mark of the log stands for.
  enum Mark {
    case persist(PersistMark)
    case cut(LogIndex)
    case repair([LogIndex])
    case reset(LogPosition)
  }

  enum Step {
    case write(Int, Bytes, at: Int)
    case sync(Int)
    case rename(LogDirectory.Name, LogDirectory.Name)
    case remove(LogDirectory.Name)
    case syncNames
    /// So many of `submitted` are durable; `proven` is what their records say was synced before.
    case done([Mark], batches: Int, proven: UInt64)
    case opened
  }

  /// How far a log got.
  enum Progress {
    /// A sync is under way: say `completeSync` when it returns.
    case syncing
    case done([Mark])
    case opened
    case idle
  }

  struct Segment {
    var header: SegmentHeader
    var inode: Int
  }

  /// A record in a segment, for faults.
  struct Written {
    var sequence: UInt64
    var segment: UInt64
    /// Of its header.
    var offset: Int
    var payload: Int
    var index: LogIndex?
  }

  let segmentSize: Int
  let ringSlots: Int
  var directory = LogDirectory()
  var generator: SeededGenerator

  // What the process has in memory.
  var segments: [Segment] = []
  var replay: LogReplay
  var encoder: LogEncoder
  var ringInode = 0
  var waitingSlots: [HeaderRing.Slot] = []
  var isRingDirty = false
  var log: UInt64 = 0
  private(set) var queue: [(batch: LogBatch, mark: Mark?)] = []
  private(set) var steps: ArraySlice<Step> = []

  // What is known from outside.
  private(set) var acknowledged = LogImage()
  /// Batches handed over and not yet known to be durable.
  private(set) var submitted: [LogBatch] = []
  private(set) var written: [Written] = []
  /// Records up to here are known to have been synced, whatever happens: damage to them is seen.
  private(set) var proven: UInt64 = 0

  /// Known bugs that are put back.
  let mutations: DiskMutations
  /// Where records lie is only of use to faults.
  private let tracksPlaces: Bool
  /// A batch did not fit what the log holds: in production the process ends.
  var misfit: String?

  init(_ mix: FaultMix, _ mutations: DiskMutations, seed: UInt64) {
    segmentSize = mix.segmentSize
    ringSlots = mix.ringSlots
    tracksPlaces = mix.rate(.flippedBody) + mix.rate(.flippedHeader) > 0
    self.mutations = mutations
    generator = SeededGenerator(seed: seed)
    let name = SegmentName(number: 1, salt: generator.next())
    replay = LogReplay(SegmentHeader(name: name, size: 0, log: 0))
    encoder = LogEncoder(
      segment: name, offset: SegmentHeader.span, sequence: 1, chain: 0, syncedUpTo: 0)
  }

  /// Segments in which bits were turned over: damage lies there until they are given up.
  var damaged: [UInt64] = []
  /// Up to where starts have cut damage away, or were about to when they died.
  var passed = LogIndex.zero

  // MARK: Orders

  var isIdle: Bool { steps.isEmpty && queue.isEmpty }

  mutating func append(_ batch: LogBatch, _ mark: Mark?) {
    submitted.append(batch)
    guard !mutations.isEmpty else { return queue.append((batch, mark)) }
    var batch = batch
    if mutations.contains(.forgetsHardState) { batch.hardState = nil }
    if mutations.contains(.forgetsTruncation) { batch.truncateFrom = nil }
    queue.append((batch, mark))
  }

  /// Runs what needs no sync, up to the next one.
  mutating func proceed() -> Progress {
    while true {
      guard let step = steps.first else {
        if queue.isEmpty { return .idle }
        plan()
        continue
      }
      switch step {
      case .sync where mutations.contains(.skipsSync): steps.removeFirst()
      case .sync, .syncNames: return .syncing
      case .done(let marks, let batches, let mark):
        steps.removeFirst()
        for batch in submitted.prefix(batches) { acknowledged.apply(batch) }
        submitted.removeFirst(batches)
        proven = max(proven, mark)
        return .done(marks)
      case .opened:
        steps.removeFirst()
        return .opened
      default:
        steps.removeFirst()
        carryOut(step)
      }
    }
  }

  mutating func completeSync() {
    guard let step = steps.popFirst() else { return }
    carryOut(step)
  }

  /// The sync under way gives an error: the process is to die.
  mutating func failSync() {
    if case .sync(let inode)? = steps.first { directory.failSync(inode, &generator) }
  }

  private mutating func carryOut(_ step: Step) {
    switch step {
    case .write(let inode, let bytes, let start): directory.write(inode, bytes, at: start)
    case .sync(let inode): directory.sync(inode)
    case .rename(let from, let to): directory.rename(from, to: to)
    case .remove(let name): directory.remove(name)
    case .syncNames:
      directory.syncNames()
      // Until now a crash could bring a segment back that was given up.
      damaged.removeAll { directory.inode(of: .segment($0)) == nil }
    case .done, .opened: break
    }
  }

  /// Puts the headers that wait into the ring; to be called after a while without a write.
  mutating func settle() {
    guard isIdle, isRingDirty || !waitingSlots.isEmpty else { return }
    writeRing()
    add(.sync(ringInode))
    isRingDirty = false
    add(.done([], batches: 0, proven: encoder.syncedUpTo))
  }

  // MARK: Crashes

  /// The process is gone: what it had in memory and what it had not written.
  mutating func kill() {
    if case .write(let inode, let bytes, let start)? = steps.first, generator.happens(500) {
      directory.write(inode, bytes.prefix(Int(generator.below(UInt64(bytes.count)))), at: start)
    }
    steps = []
    queue = []
    waitingSlots = []
    isRingDirty = false
  }

  /// The machine loses power; returns how many sectors were torn.
  mutating func losePower(torn: UInt64) -> Int {
    kill()
    return directory.losePower(&generator, torn: torn)
  }

  /// What recovery made of the bytes is what the log is from now on.
  mutating func believe(_ recovered: RecoveredLog) {
    acknowledged = LogImage(
      hardState: recovered.hardState, base: recovered.base, entries: recovered.entries)
    submitted = []
  }

  // MARK: Reading

  enum ReadFailure: Error {
    case damaged(LogIndex)
  }

  /// Entries from `first` on, at least one; nil where they are not there any more.
  func read(
    from first: LogIndex, through last: LogIndex, maxBytes: Int
  ) throws(ReadFailure) -> [LoggedEntry]? {
    guard first <= last, var place = replay.place(of: first) else { return nil }
    var entries: [LoggedEntry] = []
    var total = 0
    while true {
      guard let kind = EntryKind(rawValue: place.mark.kind), let payload = payload(of: place) else {
        throw .damaged(place.mark.index)
      }
      entries.append(
        LoggedEntry(
          header: EntryHeader(
            term: place.mark.term, index: place.mark.index, kind: kind, size: place.mark.size),
          payload: payload))
      total += Int(place.mark.size)
      let index = place.mark.index.next()
      guard index <= last, let next = replay.place(of: index),
        total + Int(next.mark.size) <= maxBytes
      else { return entries }
      place = next
    }
  }

  /// Nil where it does not bear its checksum.
  func payload(of place: EntryPlace) -> Bytes? {
    guard let segment = segments.first(where: { $0.header.name.number == place.segment }),
      let bytes = directory.read(
        segment.inode, place.offset..<place.offset + Int(place.mark.size))
    else { return nil }
    let payload = Bytes(bytes)
    let isWhole =
      mutations.contains(.believesBodies) || CRC32C(payload).value == place.checksum
    return isWhole ? payload : nil
  }

  // MARK: Steps

  mutating func add(_ step: Step) { steps.append(step) }

  /// What was written with these slots, and is void in older places.
  mutating func note(_ slots: [HeaderRing.Slot]) {
    guard tracksPlaces, let first = slots.first else { return }
    if let last = written.last, last.sequence >= first.header.sequence {
      written.removeAll { $0.sequence >= first.header.sequence }
    }
    for slot in slots {
      let isEntry = slot.header.kind == .entry
      written.append(
        Written(
          sequence: slot.header.sequence, segment: slot.segment.number, offset: slot.offset,
          payload: Int(slot.header.length), index: isEntry ? slot.header.index : nil))
    }
  }

  mutating func forgetSegments(before number: UInt64) {
    written.removeAll { $0.segment < number }
  }

  /// All that waits becomes one cycle.
  private mutating func plan() {
    let work = queue
    queue = []
    var marks: [Mark] = []
    var recycles = false
    var mark: UInt64 = 0
    for (batch, name) in work {
      if !batch.isEmpty { add(batch) }
      if batch.cut != nil || batch.reset != nil { recycles = true }
      if let name { marks.append(name) }
    }
    mark = encoder.syncedUpTo
    flush()
    if recycles { recycle() }
    add(.done(marks, batches: work.count, proven: mark))
    if waitingSlots.count >= ringSlots / 2 { writeRing() }
  }
}
