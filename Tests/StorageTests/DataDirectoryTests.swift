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
      _ = try RaftLog(directory: directory.logDirectory, options: small)
    }
    try System.remove(scratch.path + "/identity")
    do throws(StorageError) {
      _ = try DataDirectory(path: scratch.path, incarnation: Incarnation(6))
      Issue.record("opened")
    } catch { #expect(error.code == .unreadable) }
    try DataDirectory.setAside(path: scratch.path, incarnation: Incarnation(6))
    let directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(7))
    #expect(directory.identity.incarnation == Incarnation(6))
    #expect(try System.list(scratch.path) == ["LOCK", "damaged-1", "identity"])
  }

  /// At no step does the old incarnation stand over an empty log.
  @Test func settingAsideIsSafeAtEveryStep() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/data"
    var directory = try DataDirectory(path: path, incarnation: Incarnation(5))
    try directory.adopt(cluster: ClusterID(high: 1, low: 2), node: NodeID(2))
    do {
      var log = try RaftLog(directory: directory.logDirectory, options: small)
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
    #expect(count.load(ordering: .relaxed) == 2)
    for number in 1...2 {
      let image = try DataDirectory(
        path: scratch.path + "/image-\(number)", incarnation: Incarnation(7))
      let isOld = image.identity.incarnation == Incarnation(5)
      let log = try RaftLog(directory: image.logDirectory, options: small)
      if isOld { #expect(log.last.index == LogIndex(2)) }
    }
    #expect(directory.identity.incarnation == Incarnation(6))
    #expect(directory.identity.node == NodeID(2))
    #expect(try RaftLog(directory: directory.logDirectory, options: small).last == .zero)
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

  @Test func marksOfAFullDisk() throws {
    let marks = DataDirectory.Marks(low: ByteCount(UInt64(100)), critical: ByteCount(UInt64(10)))
    #expect(marks.level(free: ByteCount(UInt64(100))) == .normal)
    #expect(marks.level(free: ByteCount(UInt64(99))) == .low)
    #expect(marks.level(free: ByteCount(UInt64(9))) == .critical)
    let scratch = try Scratch()
    let directory = try DataDirectory(path: scratch.path, incarnation: Incarnation(1))
    let level = try directory.level(
      marks: DataDirectory.Marks(low: ByteCount(UInt64.max), critical: .zero))
    #expect(level.level == .low)
    #expect(level.free > .zero)
    for size in [3 << 20, 1 << 20, 2 << 20, 0] {
      try directory.setReserve(ByteCount(UInt64(size)))
      #expect(try OpenFile(scratch.path + "/reserve", .read).size() == size)
    }
  }

  @Test func failpointsOfTheEnvironment() throws {
    let armed = Failpoint.parse("log.synced:3=kill,state.flush=stall:20,install.moved=error")
    #expect(armed.map(\.point) == [.logSynced, .stateFlush, .installMoved])
    #expect(armed.map(\.nth) == [3, 0, 0])
  }
}
