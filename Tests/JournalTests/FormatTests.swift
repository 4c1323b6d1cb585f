import Journal
import Testing
import Units

@Suite struct FormatTests {
  static let identity = NodeIdentity(
    cluster: ClusterID(high: 7, low: 9), node: NodeID(3), incarnation: Incarnation(88))

  @Test func anIdentitySurvivesTheLossOfEitherCopy() throws {
    let bytes = FormatTests.identity.encoded()
    #expect(try NodeIdentity(decoding: bytes) == FormatTests.identity)
    for place in 0..<56 {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[place] ^= UInt8(1 << bit)
        #expect(try NodeIdentity(decoding: flipped) == FormatTests.identity)
        flipped[place + 4_096] ^= 1
        if place < 52 {
          #expect(throws: DecodingFailure.self) { try NodeIdentity(decoding: flipped) }
        }
      }
    }
    for count in [0, 55, 56, 4_151] {
      let cut = Bytes(bytes.prefix(count))
      if count < 56 {
        #expect(throws: DecodingFailure.self) { try NodeIdentity(decoding: cut) }
      } else {
        #expect(try NodeIdentity(decoding: cut) == FormatTests.identity)
      }
    }
  }

  static let manifest = SnapshotManifest(
    position: position(70, 4), configurationIndex: LogIndex(12), configuration: [1, 2, 3],
    digest: Hash128(high: 5, low: 6),
    files: [
      .init(name: "000012.sst", size: 1 << 33, checksum: 77),
      .init(name: "CURRENT", size: 16, checksum: 1),
      .init(name: "MANIFEST-000005", size: 0, checksum: 0),
    ])

  @Test func aManifestComesBackAndNoFlipPasses() throws {
    let bytes = FormatTests.manifest.encoded()
    #expect(try SnapshotManifest(decoding: bytes) == FormatTests.manifest)
    for place in bytes.indices {
      var flipped = bytes
      flipped[place] ^= 16
      #expect(throws: DecodingFailure.self) { try SnapshotManifest(decoding: flipped) }
      #expect(throws: DecodingFailure.self) {
        try SnapshotManifest(decoding: Bytes(bytes.prefix(place)))
      }
    }
  }

  @Test(arguments: ["../x", "", ".x", "a/b", "a\0b", "ä", "a b"])
  func aNameThatCouldLeaveTheDirectoryIsRefused(name: String) {
    var manifest = FormatTests.manifest
    manifest.files = [.init(name: name, size: 1, checksum: 2)]
    #expect(throws: DecodingFailure("file 1 has a name that is none")) {
      try SnapshotManifest(decoding: manifest.encoded())
    }
  }

  @Test func filesMustBeInOrder() {
    var manifest = FormatTests.manifest
    manifest.files.swapAt(0, 1)
    #expect(throws: DecodingFailure("the files are not in the order of their names")) {
      try SnapshotManifest(decoding: manifest.encoded())
    }
  }

  @Test func aPointerComesBackAndNoFlipPasses() throws {
    let pointer = CurrentPointer(number: 41, incarnation: Incarnation(7))
    let bytes = pointer.encoded()
    #expect(try CurrentPointer(decoding: bytes) == pointer)
    for place in bytes.indices {
      var flipped = bytes
      flipped[place] ^= 1
      #expect(throws: DecodingFailure.self) { try CurrentPointer(decoding: flipped) }
    }
  }

  @Test func logAndStateFitOrNot() {
    let log = RecoveredLog(
      decision: .keep, hardState: state(4), base: position(10, 2),
      entries: [entry(11, 2).mark, entry(12, 4).mark])
    #expect(log.fit(applied: position(10, 2)) == .fits)
    #expect(log.fit(applied: position(12, 4)) == .fits)
    // The same index in another term: a snapshot took the place of what the log has.
    #expect(log.fit(applied: position(12, 3)) == .resetLog)
    #expect(log.fit(applied: position(13, 4)) == .resetLog)
    #expect(log.fit(applied: position(9, 2)) == .gap)
  }

  /// A damaged body behind a snapshot that was put into force is in no log any more; a start that went on
  /// asking for it trapped.
  @Test func aResetLogHasNoDamage() {
    let log = RecoveredLog(
      decision: .bodiesDamaged([LogIndex(12)]), hardState: state(4), base: position(10, 2),
      entries: [entry(11, 2).mark, entry(12, 4).mark])
    let reset = log.reset(to: position(11, 3))
    #expect(reset.decision == .keep)
    #expect(reset.last == position(11, 3) && reset.entries.isEmpty)
    #expect(reset.hardState == log.hardState)
  }
}
