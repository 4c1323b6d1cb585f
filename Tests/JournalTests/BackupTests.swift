import Journal
import Testing
import Units

@Suite struct BackupTests {
  static let contents: [(name: String, bytes: Bytes)] = [
    ("000012.sst", Bytes(repeating: 7, count: 300)),
    ("CURRENT", Bytes("MANIFEST-000005\n".utf8)),
    ("EMPTY", []),
    ("MANIFEST-000005", Bytes(0..<200)),
  ]

  static let header = BackupHeader(
    cluster: ClusterID(high: 7, low: 9), node: NodeID(3), nodeName: "n3",
    taken: Instant(microseconds: 5_000_001), stateTime: Instant(microseconds: 4_000_002),
    software: "0.1.0", machineVersion: 1,
    totals: [.init("events", 40), .init("jobs", 2)],
    manifest: SnapshotManifest(
      position: JournalPosition(term: Term(4), index: LogIndex(70)),
      configurationIndex: LogIndex(12), configuration: [1, 2, 3],
      digest: Hash128(high: 5, low: 6),
      files: contents.map {
        .init(name: $0.name, size: UInt64($0.bytes.count), checksum: CRC32C($0.bytes).value)
      }))

  static let whole: Bytes = {
    var bytes = header.encoded() + contents.flatMap(\.bytes)
    var hash = BackupHash()
    hash.update(bytes[...])
    bytes += BackupTrailer(length: UInt64(bytes.count), hash: hash.value).encoded()
    return bytes
  }()

  static func check(_ bytes: Bytes, piece: Int = .max) -> (BackupChecker, [BackupDamage]) {
    var checker = BackupChecker()
    var rest = bytes[...]
    while !rest.isEmpty {
      checker.take(Bytes(rest.prefix(piece)))
      rest = rest.dropFirst(piece)
    }
    let damages = checker.finish()
    return (checker, damages)
  }

  @Test func aHeaderComesBack() throws {
    let bytes = BackupTests.header.encoded()
    #expect(try BackupHeader(decoding: bytes) == BackupTests.header)
    #expect(
      BackupTests.header.archiveSize(headerSize: bytes.count) == UInt64(BackupTests.whole.count))
  }

  @Test(arguments: [1, 2, 7, 36, 100, 1_000_000])
  func aWholeBackupIsWholeInPiecesOfAnySize(piece: Int) {
    let (checker, damages) = BackupTests.check(BackupTests.whole, piece: piece)
    #expect(damages.isEmpty)
    #expect(checker.header == BackupTests.header)
    #expect(checker.wholeFiles == 4)
    #expect(checker.count == UInt64(BackupTests.whole.count))
  }

  @Test func itIsNotWholeBeforeItsLastByteAndNotWithOneMore() {
    for count in 0..<BackupTests.whole.count {
      let (_, damages) = BackupTests.check(Bytes(BackupTests.whole.prefix(count)))
      #expect(damages.count == 1, "of \(count) bytes")
      #expect(damages.first.map { $0.range.upperBound <= UInt64(count) } == true)
    }
    let (_, damages) = BackupTests.check(BackupTests.whole + [0])
    #expect(damages.map(\.reason) == ["bytes follow the trailer"])
  }

  @Test func noBitMayBeAnother() throws {
    let start = BackupTests.header.encoded().count
    for place in BackupTests.whole.indices {
      for bit in [0, 5] {
        var flipped = BackupTests.whole
        flipped[place] ^= UInt8(1 << bit)
        let (_, damages) = BackupTests.check(flipped, piece: 64)
        let damage = try #require(damages.first, "byte \(place)")
        #expect(damages.count == 1, "byte \(place): \(damages)")
        // What is named holds the byte that was flipped.
        if place < start {
          #expect(damage.part == "header")
        } else if place >= BackupTests.whole.count - BackupTrailer.size {
          #expect(damage.part == "trailer")
        } else {
          #expect(damage.part.hasPrefix("file "))
          #expect(damage.range.contains(UInt64(place)))
        }
      }
    }
  }

  @Test func partsThatAreGoodAndDoNotBelongTogetherAreFound() {
    // Two whole files, swapped under a header that names their checksums, is seen by the files; a
    // trailer of another backup by the checksum over everything.
    var other = BackupTests.header
    other.nodeName = "n4"
    let body = BackupTests.whole.dropFirst(BackupTests.header.encoded().count)
    let (_, damages) = BackupTests.check(other.encoded() + body)
    #expect(damages.map(\.part) == ["whole"])
  }

  @Test func aLaterFormatIsNamed() {
    var bytes = BackupTests.whole
    bytes[8] = 2
    #expect(
      BackupTests.check(bytes).1.map(\.reason) == [
        "the backup is of format 2, and this program knows format 1: take a newer program"
      ])
    let (_, damages) = BackupTests.check(
      Bytes("PK\u{3}\u{4}".utf8) + Bytes(repeating: 0, count: 99))
    #expect(damages.map(\.reason) == ["this is no backup: it does not begin as one"])
  }

  /// A field of a later writer: skipped, unless it says that it must be known.
  @Test(arguments: [(UInt16(40), true), (UInt16(0x8001), false)])
  func fieldsOfLaterWriters(tag: UInt16, isRead: Bool) throws {
    let bytes = BackupTests.header.encoded()
    var fields = Bytes(bytes[16..<(bytes.count - 4)])
    fields.append(littleEndian: tag)
    fields.append(littleEndian: UInt32(3))
    fields += [1, 2, 3]
    var later = Bytes(bytes.prefix(12))
    later.append(littleEndian: UInt32(fields.count))
    later += fields
    later.append(littleEndian: CRC32C(later).value)
    if isRead {
      #expect(try BackupHeader(decoding: later) == BackupTests.header)
    } else {
      #expect(throws: DecodingFailure.self) { try BackupHeader(decoding: later) }
    }
  }

  @Test func theChecksumDoesNotDependOnThePieces() {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var whole = BackupHash()
    whole.update(bytes[...])
    for piece in [1_000, 65_535, 65_536, 65_537] {
      var pieces = BackupHash()
      var rest = bytes[...]
      while !rest.isEmpty {
        pieces.update(rest.prefix(piece))
        rest = rest.dropFirst(piece)
      }
      #expect(pieces.value == whole.value)
    }
    // Written down once: a backup of today is read by every later program.
    #expect(whole.value.description == "91367910b221bf00204d6e2d31b6a005")
  }
}
