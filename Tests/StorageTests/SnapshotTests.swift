import Journal
import Testing
import Units

@testable import Storage

/// Receptions that break off, and what the next one makes of them.
@Suite struct SnapshotTests {
  static func file(_ name: String, _ bytes: Bytes) -> SnapshotManifest.File {
    SnapshotManifest.File(name: name, size: UInt64(bytes.count), checksum: CRC32C(bytes).value)
  }

  static func manifest(_ index: UInt64, _ files: [SnapshotManifest.File]) -> SnapshotManifest {
    SnapshotManifest(
      position: JournalPosition(term: Term(3), index: LogIndex(index)),
      configurationIndex: LogIndex(1), configuration: [7], digest: .zero, files: files)
  }

  static let one = Bytes(repeating: 1, count: 5_000)
  static let two = Bytes(repeating: 2, count: 9_000)
  static let three = Bytes(repeating: 3, count: 4_000)

  /// A stream breaks within its second file; the next snapshot, of a later position, has both files
  /// too: it goes on where the other ended.
  @Test func anotherSnapshotGoesOnWithTheSameFiles() throws {
    let scratch = try Scratch()
    let first = scratch.path + "/incoming-40-3"
    do {
      var receiver = try SnapshotReceiver(
        directory: first,
        manifest: Self.manifest(
          40, [Self.file("1.sst", Self.one), Self.file("2.sst", Self.two)]))
      try receiver.write(file: 0, offset: 0, Self.one)
      try receiver.write(file: 1, offset: 0, Bytes(Self.two[..<6_000]))
    }
    let second = scratch.path + "/incoming-60-3"
    var receiver = try SnapshotReceiver(
      directory: second,
      manifest: Self.manifest(
        60,
        [
          Self.file("1.sst", Self.one), Self.file("2.sst", Self.two),
          Self.file("3.sst", Self.three),
        ]))
    let next = receiver.next
    #expect(next?.file == 1 && next?.offset == 6_000)
    #expect(!System.exists(first))
    try receiver.write(file: 1, offset: 6_000, Bytes(Self.two[6_000...]))
    try receiver.write(file: 2, offset: 0, Self.three)
    try receiver.finish()
    #expect(try System.contents(second + "/2.sst") == Self.two)
  }

  /// A file of the same name with other contents is not taken over.
  @Test func otherFilesOfTheSameNameAreFetched() throws {
    let scratch = try Scratch()
    do {
      var receiver = try SnapshotReceiver(
        directory: scratch.path + "/incoming-40-3",
        manifest: Self.manifest(40, [Self.file("1.sst", Self.one)]))
      try receiver.write(file: 0, offset: 0, Self.one)
    }
    var other = Self.one
    other[17] ^= 1
    let receiver = try SnapshotReceiver(
      directory: scratch.path + "/incoming-60-3",
      manifest: Self.manifest(60, [Self.file("1.sst", other)]))
    let next = receiver.next
    #expect(next?.file == 0 && next?.offset == 0)
  }

  /// After a failed sync the cache shows bytes that may never reach the disk: what was received goes.
  @Test(arguments: [Failpoint.snapshotFile, .snapshotFinished])
  func nothingIsKeptAfterAFailedSync(point: Failpoint) throws {
    let scratch = try Scratch()
    let directory = scratch.path + "/incoming-40-3"
    var receiver = try SnapshotReceiver(
      directory: directory, manifest: Self.manifest(40, [Self.file("1.sst", Self.one)]))
    Failpoint.arm(point, prefix: scratch.path, .error)
    do throws(StorageError) {
      try receiver.write(file: 0, offset: 0, Self.one)
      try receiver.finish()
      Issue.record("received")
    } catch { #expect(error.code == .io) }
    #expect(!System.exists(directory))
  }
}
