public import Units

/// What is wrong with a backup, and where.
public struct BackupDamage: Hashable, Sendable, CustomStringConvertible {
  /// `header`, `file 000012.sst`, `trailer` or `whole`.
  public var part: String
  /// Bytes of the backup, from its beginning.
  public var range: Range<UInt64>
  public var reason: String

  public init(part: String, range: Range<UInt64>, reason: String) {
    self.part = part
    self.range = range
    self.reason = reason
  }

  public var description: String {
    "\(part), bytes \(range.lowerBound) to \(range.upperBound): \(reason)"
  }
}

/// Checks a backup as its bytes go by, in pieces of any size: header, every file's checksum, trailer,
/// and the checksum over everything. Holds no more than the header and a block.
public struct BackupChecker: Sendable {
  public private(set) var header: BackupHeader?
  public private(set) var damages: [BackupDamage] = []
  /// Bytes that went by.
  public private(set) var count: UInt64 = 0
  /// Files that are whole.
  public private(set) var wholeFiles = 0

  private enum Stage: Sendable {
    case header(Bytes)
    case file(Int, left: UInt64, CRC32C)
    case trailer(Bytes)
    /// Nothing may follow.
    case end
    /// The header cannot be read: what follows means nothing.
    case lost
  }

  private var stage = Stage.header([])
  private var hash = BackupHash()

  public init() {}

  /// The header is read and good, or will never be.
  public var isPastHeader: Bool { if case .header = stage { false } else { true } }

  /// The next byte that a `whole` backup needs, as a file and an offset in it; nil outside of files.
  public var place: (file: Int, offset: UInt64)? {
    guard case .file(let place, let left, _) = stage, let header else { return nil }
    return (place, header.manifest.files[place].size - left)
  }

  public mutating func take(_ bytes: Bytes) {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch stage {
      case .header(let had): takeHeader(had, &rest)
      case .file(let place, let left, var checksum):
        let piece = rest.prefix(Int(clamping: left))
        rest = rest.dropFirst(piece.count)
        checksum.update(piece)
        pass(piece)
        let missing = left - UInt64(piece.count)
        if missing > 0 {
          stage = .file(place, left: missing, checksum)
        } else {
          ended(place, checksum)
        }
      case .trailer(let had):
        let piece = rest.prefix(BackupTrailer.size - had.count)
        rest = rest.dropFirst(piece.count)
        count += UInt64(piece.count)
        stage = .trailer(had + piece)
        if had.count + piece.count == BackupTrailer.size { takeTrailer(had + piece) }
      case .end:
        damage("trailer", count, UInt64(rest.count), "bytes follow the trailer")
        count += UInt64(rest.count)
        stage = .lost
        return
      case .lost:
        count += UInt64(rest.count)
        return
      }
    }
  }

  /// No more bytes come. Empty for a backup that is whole.
  public mutating func finish() -> [BackupDamage] {
    switch stage {
    case .header(let had):
      damage("header", 0, count, "the file ends within it, after \(had.count) bytes")
    case .file(let place, let left, _):
      guard let file = header?.manifest.files[place] else { break }
      damage(
        "file \(file.name)", count - (file.size - left), file.size - left,
        "the backup ends within it: \(left) of its \(file.size) bytes are missing, and "
          + "\((header?.manifest.files.count ?? 0) - place - 1) files after it")
    case .trailer(let had):
      damage(
        "trailer", count - UInt64(had.count), UInt64(had.count),
        "the backup ends within it, after \(had.count) of \(BackupTrailer.size) bytes")
    case .end, .lost: break
    }
    stage = .lost
    return damages
  }

  // MARK: Parts

  private mutating func pass(_ bytes: ArraySlice<UInt8>) {
    hash.update(bytes)
    count += UInt64(bytes.count)
  }

  private mutating func damage(
    _ part: String, _ start: UInt64, _ length: UInt64, _ reason: String
  ) {
    damages.append(
      BackupDamage(part: part, range: start..<(start + length), reason: reason))
  }

  private mutating func takeHeader(_ had: Bytes, _ rest: inout ArraySlice<UInt8>) {
    var have = had
    do throws(DecodingFailure) {
      if have.count < BackupHeader.prefixSize {
        have += move(&rest, BackupHeader.prefixSize - have.count)
        stage = .header(have)
        guard have.count == BackupHeader.prefixSize else { return }
      }
      let length = try BackupHeader.length(of: have.prefix(BackupHeader.prefixSize))
      have += move(&rest, length - have.count)
      stage = .header(have)
      guard have.count == length else { return }
      header = try BackupHeader(decoding: have)
      hash.update(have[...])
      begin(0)
    } catch {
      damage("header", 0, UInt64(have.count), error.reason)
      stage = .lost
    }
  }

  private mutating func move(_ rest: inout ArraySlice<UInt8>, _ wanted: Int) -> ArraySlice<UInt8> {
    let piece = rest.prefix(wanted)
    rest = rest.dropFirst(piece.count)
    count += UInt64(piece.count)
    return piece
  }

  /// The file at `place` comes next, or the trailer.
  private mutating func begin(_ place: Int) {
    guard let files = header?.manifest.files, place < files.count else {
      stage = .trailer([])
      return
    }
    guard files[place].size > 0 else { return ended(place, CRC32C()) }
    stage = .file(place, left: files[place].size, CRC32C())
  }

  private mutating func ended(_ place: Int, _ checksum: CRC32C) {
    if let file = header?.manifest.files[place] {
      if checksum.value == file.checksum {
        wholeFiles += 1
      } else {
        damage(
          "file \(file.name)", count - file.size, file.size, "it does not bear its checksum")
      }
    }
    begin(place + 1)
  }

  private mutating func takeTrailer(_ bytes: Bytes) {
    stage = .end
    let start = count - UInt64(BackupTrailer.size)
    do throws(DecodingFailure) {
      let trailer = try BackupTrailer(decoding: bytes)
      if trailer.length != start {
        damage(
          "trailer", start, UInt64(BackupTrailer.size),
          "it stands after \(start) bytes and says \(trailer.length)")
      } else if trailer.hash != hash.value && damages.isEmpty {
        damage("whole", 0, start, "it does not bear the trailer's checksum")
      }
    } catch {
      damage("trailer", start, UInt64(BackupTrailer.size), error.reason)
    }
  }

  /// What belongs behind the bytes that went by, where the last file just ended.
  public var trailer: BackupTrailer? {
    guard case .trailer(let had) = stage, had.isEmpty else { return nil }
    return BackupTrailer(length: count, hash: hash.value)
  }
}
