import Glibc
import Journal
import Synchronization
import Testing
import Units

@testable import Storage

@Suite struct DataDirectoryTests {
  static let place = JournalPosition(term: Term(3), index: LogIndex(40))

  @Test func anIdentityIsMadeOnceAndAdoptedOnce() throws {
    let scratch = try Scratch()
    let cluster = ClusterID(high: 1, low: 2)
    do {
      var directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(5))
      #expect(directory.identity.cluster == .none)
      try directory.adopt(cluster: cluster, node: NodeID(2))
    }
    var directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(6))
    #expect(directory.identity.incarnation == Incarnation(5))
    #expect(directory.identity.node == NodeID(2))
    try directory.adopt(cluster: cluster, node: NodeID(2))
    do throws(StorageError) {
      try directory.adopt(cluster: ClusterID(high: 9, low: 9), node: NodeID(2))
      Issue.record("adopted")
    } catch { #expect(error.code == .foreign) }
  }

  @Test func twoProcessesOnOneDirectory() throws {
    let scratch = try Scratch()
    let directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(5))
    do throws(StorageError) {
      _ = try DataDirectory(path: scratch.path, incarnation: Incarnation(6))
      Issue.record("opened twice")
    } catch {
      #expect(error.code == .locked)
      #expect(
        error.description
          == "process \(getpid()) is using the data directory \(scratch.path); "
          + "stop it, or give this node a directory of its own")
    }
    #expect(directory.identity.incarnation == Incarnation(5))
  }

  @Test func aDirectoryOfOtherThingsIsRefused() throws {
    let scratch = try Scratch()
    try OpenFile(scratch.path + "/thesis.tex", .create).write([1], at: 0)
    do throws(StorageError) {
      _ = try DataDirectory(path: scratch.path, incarnation: Incarnation(6))
      Issue.record("opened")
    } catch { #expect(error.code == .foreign) }
  }

  @Test func aLostIdentityIsAWipedNode() throws {
    let scratch = try Scratch()
    do {
      let directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(5))
      _ = try directory.log()
    }
    try System.remove(scratch.path + "/identity")
    do throws(StorageError) {
      _ = try DataDirectory(path: scratch.path, incarnation: Incarnation(6))
      Issue.record("opened")
    } catch { #expect(error.code == .unreadable) }
    try DataDirectory.setAside(
      path: scratch.path, cluster: ClusterID(high: 4, low: 5), incarnation: Incarnation(6))
    let directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(7))
    #expect(directory.identity.incarnation == Incarnation(6))
    #expect(directory.identity.isWiped)
    #expect(directory.identity.cluster == ClusterID(high: 4, low: 5))
    #expect(try System.list(scratch.path) == ["LOCK", "damaged-1", "identity"])
  }

  /// At no step does the old incarnation stand over an empty log.
  @Test func settingAsideIsSafeAtEveryStep() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/data"
    var directory = try DataDirectory(path: path, incarnation: Incarnation(5))
    try directory.adopt(cluster: ClusterID(high: 1, low: 2), node: NodeID(2))
    do {
      var log = try directory.log()
      try log.append([LogBatch(entries: entries(1...2, term: 1))])
    }
    let count = Atomic<Int>(0)
    Failpoint.arm(
      nil, prefix: path,
      .call { _ in
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        try? Scratch.copy(path, to: scratch.path + "/image-\(number)")
      })
    try directory.setAside(incarnation: Incarnation(6))
    Failpoint.disarm(prefix: path)
    // Identity written, identity renamed, the log moved.
    #expect(count.load(ordering: .relaxed) == 3)
    for number in 1...3 {
      let path = scratch.path + "/image-\(number)"
      let image = try DataDirectory(path: path, incarnation: Incarnation(7))
      let isOld = image.identity.incarnation == Incarnation(5)
      #expect(isOld == (number == 1))
      #expect(image.identity.isWiped == !isOld)
      let last = try image.log().last.index
      #expect(last == LogIndex(isOld ? 2 : 0), "step \(number)")
      // Nothing is lost to the operator at any step.
      guard !isOld else { continue }
      #expect(try image.aside() == [path + "/damaged-1"])
      let kept = try RaftLog(
        directory: path + "/damaged-1/log", options: small, owner: Incarnation(5))
      #expect(kept.last.index == LogIndex(2), "step \(number)")
    }
    #expect(directory.identity.incarnation == Incarnation(6))
    #expect(directory.identity.node == NodeID(0) && directory.identity.isWiped)
    #expect(try directory.log().last == .zero)
    try directory.adopt(cluster: ClusterID(high: 1, low: 2), node: NodeID(9))
    #expect(!directory.identity.isWiped)
  }

  @Test func twoThatWereSetAsideAreKept() throws {
    let scratch = try Scratch()
    var directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(1))
    for number in 2...5 {
      try directory.adopt(cluster: ClusterID(high: 1, low: 2), node: NodeID(UInt64(number)))
      do {
        var log = try directory.log()
        try log.append([LogBatch(entries: entries(1...UInt64(number), term: 1))])
      }
      try directory.setAside(incarnation: Incarnation(UInt64(number)))
    }
    #expect(
      try directory.aside() == [scratch.path + "/damaged-3", scratch.path + "/damaged-4"])
    let newest = try RaftLog(
      directory: scratch.path + "/damaged-4/log", options: small, owner: Incarnation(4))
    #expect(newest.last.index == LogIndex(5))
  }

  /// Log or state of another node, of the same cluster or not, put into a directory by hand: refused,
  /// and nothing is changed. With them it would vote, and acknowledge, by what another one promised.
  @Test(arguments: ["log", "state"])
  func logAndStateOfAnotherNodeAreRefused(part: String) throws {
    let scratch = try Scratch()
    for number: UInt64 in 1...2 {
      var directory = try DataDirectory(
        path: scratch.path + "/\(number)", incarnation: Incarnation(number))
      try directory.adopt(cluster: ClusterID(high: 1, low: 2), node: NodeID(number))
      var log = try directory.log()
      try log.append([LogBatch(entries: entries(1...2, term: 1))])
      _ = try StateStore(directory: try directory.stateDirectory())
    }
    let path = scratch.path + "/1"
    try System.removeDirectory(path + "/\(part)")
    try Scratch.copy(scratch.path + "/2/\(part)", to: path + "/\(part)")
    let directory = try DataDirectory(path: path, incarnation: Incarnation(7))
    let before = try Scratch.listing(path)
    do throws(StorageError) {
      if part == "log" { _ = try directory.openLog(small) }
      if part == "state" { _ = try directory.stateDirectory() }
      Issue.record("opened")
    } catch {
      #expect(error.code == .foreign)
      #expect(
        error.description
          == "the \(part) of incarnation \(Incarnation(2)) lies beside the identity of incarnation "
          + "\(Incarnation(1)), in \(path)/\(part); put back what belongs together, or move the data "
          + "directory away and let the node join anew; nothing was changed")
    }
    #expect(try Scratch.listing(path) == before)
  }

  @Test func aWipedNodeEntersItsOwnClusterOnly() throws {
    let scratch = try Scratch()
    var directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(1))
    try directory.adopt(cluster: ClusterID(high: 1, low: 2), node: NodeID(2))
    try directory.setAside(incarnation: Incarnation(3))
    do throws(StorageError) {
      try directory.adopt(cluster: ClusterID(high: 9, low: 2), node: NodeID(2))
      Issue.record("adopted")
    } catch { #expect(error.code == .foreign) }
  }

  @Test(arguments: [NodeIdentity.formatVersion - 1, NodeIdentity.formatVersion + 1])
  func whatAnotherVersionWroteIsNotDamage(format: UInt32) throws {
    let scratch = try Scratch()
    _ = try DataDirectory(path: scratch.path, incarnation: Incarnation(1))
    var bytes = try #require(try System.contents(scratch.path + "/identity"))
    for start in [0, 4_096] {
      bytes[start + 8] = UInt8(format)
      let checksum = CRC32C(Bytes(bytes[start..<start + 48])).value
      for place in 0..<4 {
        bytes[start + 48 + place] = UInt8(truncatingIfNeeded: checksum >> (8 * UInt32(place)))
      }
    }
    try OpenFile(scratch.path + "/identity", .update).write(bytes, at: 0)
    do throws(StorageError) {
      _ = try DataDirectory(path: scratch.path, incarnation: Incarnation(2))
      Issue.record("opened")
    } catch { #expect(error.code == .foreignFormat) }
  }

  @Test func theNoteOfMembersIsWholeOrNotThere() throws {
    let scratch = try Scratch()
    let directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(1))
    let note = MemberNote(
      cluster: ClusterID(high: 1, low: 2), node: NodeID(3), incarnation: Incarnation(1),
      index: LogIndex(7), configuration: [1, 2, 3])
    #expect(DataDirectory.note(path: scratch.path) == nil)
    try directory.note(note)
    #expect(DataDirectory.note(path: scratch.path) == note)
    // The same again writes nothing; another one, or over damage, does.
    Failpoint.arm(.membersWritten, prefix: scratch.path, .error)
    defer { Failpoint.disarm(prefix: scratch.path) }
    try directory.note(note)
    var next = note
    next.index = LogIndex(8)
    #expect(throws: StorageError.self) { try directory.note(next) }
    try OpenFile(scratch.path + "/members", .update).write([0xff], at: 8)
    #expect(throws: StorageError.self) { try directory.note(note) }
    let bytes = note.encoded()
    for place in bytes.indices {
      var wrong = bytes
      wrong[place] ^= 4
      #expect((try? MemberNote(decoding: wrong)) == nil, "byte \(place)")
      #expect((try? MemberNote(decoding: Bytes(bytes[..<place]))) == nil)
    }
  }

  /// A snapshot made, sent in chunks with a restart in the middle, received and put into force; the
  /// directory as it is at each step, opened, has the old state or the new one.
  @Test func aSnapshotFromOneNodeToAnother() throws {
    let scratch = try Scratch()
    let place = DataDirectoryTests.place
    let outgoing = scratch.path + "/a/outgoing"
    let threads = StateThreads(
      try StateStore(directory: scratch.path + "/a/db"), applied: .zero,
      onFailure: { Issue.record("\($0)") })
    #expect(threads.write(rows(0..<5_000, " new"), applied: place.index) { _ in })
    let made = Awaited<Result<SnapshotManifest, StorageError>>()
    let wanted = SnapshotManifest(
      position: place, configurationIndex: LogIndex(1), configuration: [7], digest: .zero, files: []
    )
    threads.checkpoint(into: outgoing, manifest: wanted) { made.set($0) }
    let manifest = try made.get()?.get()
    threads.stop()
    let reader = try SnapshotReader(directory: outgoing)
    #expect(reader.manifest == manifest)
    #expect(reader.manifest.files.count >= 4)

    let path = scratch.path + "/b"
    let directory = try DataDirectory(path: path, incarnation: Incarnation(5))
    do {
      let store = try StateStore(directory: try directory.stateDirectory())
      try store.write(rows(0..<10, " old"))
      try store.flush()
    }
    try receive(reader, into: directory.incomingDirectory(at: place))

    let points = Mutex<[Failpoint]>([])
    Failpoint.arm(
      nil, prefix: path,
      .call { point in
        let number = points.withLock {
          $0.append(point)
          return $0.count
        }
        try? Scratch.copy(path, to: scratch.path + "/image-\(number)")
      })
    let installed = try directory.install(snapshotAt: place)
    Failpoint.disarm(prefix: path)
    #expect(
      points.withLock { $0 } == [.installMoved, .installWritten, .installRenamed, .installRemoved])
    for number in 1...4 {
      let image = try DataDirectory(
        path: scratch.path + "/image-\(number)", incarnation: Incarnation(7))
      let state = try image.stateDirectory()
      let value = try StateStore(directory: state).get(key(3))
      #expect(value == bytes(number < 3 ? "value 3 old" : "value 3 new"), "step \(number)")
      #expect(try System.list(image.path + "/state").filter { $0.hasPrefix("db-") }.count == 1)
    }
    #expect(try directory.stateDirectory() == installed)
    let store = try StateStore(directory: installed)
    #expect(try store.get(key(4_999)) == bytes("value 4999 new"))
  }

  private func receive(_ reader: SnapshotReader, into directory: String) throws {
    var chunks = 0
    var isDamaged = false
    while true {
      // A receiver for every 40 chunks, as after a restart; and one chunk is damaged under way.
      var receiver = try SnapshotReceiver(directory: directory, manifest: reader.manifest)
      for _ in 0..<40 {
        guard let next = receiver.next else {
          try receiver.finish()
          #expect(isDamaged && chunks > 50)
          return
        }
        var chunk = try reader.chunk(file: next.file, offset: next.offset, maxBytes: 1_500)
        chunks += 1
        if chunks == 30 { chunk[0] ^= 1 }
        do throws(StorageError) {
          try receiver.write(file: next.file, offset: next.offset, chunk)
        } catch {
          #expect(error.code == .damaged)
          isDamaged = true
        }
      }
    }
  }

  @Test func aChunkOutOfOrderIsRefused() throws {
    let scratch = try Scratch()
    let manifest = SnapshotManifest(
      position: DataDirectoryTests.place, configurationIndex: .zero, configuration: [],
      digest: .zero,
      files: [
        .init(name: "a", size: 0, checksum: 0),
        .init(name: "b", size: 3, checksum: CRC32C([1, 2, 3]).value),
        .init(name: "c", size: 0, checksum: 0),
      ])
    var receiver = try SnapshotReceiver(directory: scratch.path + "/in", manifest: manifest)
    for wrong in [(0, 1, 1), (1, 1, 1), (1, 0, 4), (2, 0, 1)] {
      do throws(StorageError) {
        try receiver.write(
          file: wrong.0, offset: UInt64(wrong.1), Bytes(repeating: 1, count: wrong.2))
        Issue.record("taken: \(wrong)")
      } catch { #expect(error.code == .missing) }
    }
    #expect(receiver.next?.file == 1)
    try receiver.write(file: 1, offset: 0, [1, 2])
    try receiver.write(file: 1, offset: 2, [3])
    #expect(receiver.next == nil)
    try receiver.finish()
    #expect(try System.list(scratch.path + "/in") == ["a", "b", "c", "snapshot"])
  }

  @Test func aFullDiskSaysWhatToDo() throws {
    let file = try OpenFile("/dev/full", .update)
    do throws(StorageError) {
      try file.write([1], at: 0)
      Issue.record("written")
    } catch {
      #expect(error.code == .full)
      #expect(
        error.description
          == "cannot write /dev/full: No space left on device; free space on this file system, "
          + "or move the data directory to a larger one")
    }
  }

  @Test func levelsOfAFullDisk() throws {
    let marks = SpaceMarks(low: .mebibytes(100), critical: .mebibytes(10), reserve: .mebibytes(8))
    let cases: [(free: UInt64, before: DiskLevel, after: DiskLevel)] = [
      (100, .normal, .normal), (99, .normal, .low), (9, .normal, .critical),
      // A better level wants an eighth more.
      (100, .low, .low), (112, .low, .low), (113, .low, .normal), (10, .critical, .critical),
      (12, .critical, .low), (9, .low, .critical), (113, .critical, .normal),
    ]
    for item in cases {
      #expect(
        marks.level(free: .mebibytes(item.free), after: item.before) == item.after, "\(item)")
    }
    let fitted = SpaceMarks().fitted(to: .mebibytes(64))
    #expect(
      fitted == SpaceMarks(low: .mebibytes(8), critical: .mebibytes(2), reserve: .mebibytes(2)))
    #expect(SpaceMarks().fitted(to: .gibibytes(100)) == SpaceMarks())
  }

  @Test func theReserveGoesAndComesBackInSteps() throws {
    let marks = SpaceMarks(low: .mebibytes(100), critical: .mebibytes(10), reserve: .mebibytes(8))
    var present = ByteCount.mebibytes(8)
    var sizes: [UInt64] = []
    for _ in 0..<5 {
      present = Reserve.wanted(marks: marks, free: .mebibytes(1), present: present)
      sizes.append(present.rawValue >> 20)
    }
    #expect(sizes == [6, 4, 2, 0, 0])
    for (free, wanted) in [(UInt64(50), UInt64(0)), (110, 0), (114, 0), (115, 2)] {
      let size = Reserve.wanted(marks: marks, free: .mebibytes(free), present: .zero)
      #expect(size == .mebibytes(wanted), "\(free)")
    }
    let scratch = try Scratch()
    for size in [3 << 20, 1 << 20, 2 << 20, 0] {
      try Reserve.set(ByteCount(UInt64(size)), in: scratch.path)
      #expect(Reserve.size(in: scratch.path) == ByteCount(UInt64(size)))
    }
    let space = try DataDirectory.space(scratch.path)
    #expect(space.free > .zero && space.total >= space.free)
  }

  @Test func failpointsOfTheEnvironment() throws {
    let armed = Failpoint.parse("log.synced:3=kill,state.flush=stall:20,install.moved=error")
    #expect(armed.map(\.point) == [.logSynced, .stateFlush, .installMoved])
    #expect(armed.map(\.nth) == [3, 0, 0])
  }
}

extension DataDirectory {
  /// As a node without a place in a cluster opens it.
  fileprivate func log() throws(StorageError) -> RaftLog {
    try RaftLog(directory: logDirectory, options: small, owner: identity.incarnation)
  }
}
