import Journal
import Raft
import StateMachine
import Units

/// `carillon.internal.v1.SnapshotHeader`: what is about to come.
struct SnapshotHeader {
  var from: NodeID
  var to: NodeID
  /// Of the leader that sends.
  var term: Term
  var manifest: SnapshotManifest
  /// The machine version of the sender's state, which is that of the snapshot or a higher one.
  var machineVersion: UInt32
}

/// `carillon.internal.v1.SnapshotChunk`.
enum SnapshotChunk {
  case header(SnapshotHeader)
  case data(file: Int, offset: UInt64, Bytes)
  case end(bytes: UInt64)

  func encoded() -> Bytes {
    var writer = FieldWriter(capacity: 256)
    switch self {
    case .header(let header):
      var body = FieldWriter(capacity: 256 + 64 * header.manifest.files.count)
      body.number(3, header.from.rawValue)
      body.number(4, header.to.rawValue)
      body.number(5, header.term.rawValue)
      let manifest = header.manifest
      body.small(6) { writer in
        writer.number(1, manifest.position.term.rawValue)
        writer.number(2, manifest.position.index.rawValue)
      }
      body.number(7, manifest.configurationIndex.rawValue)
      body.blob(8, manifest.configuration)
      body.fixed64(9, manifest.digest.high)
      body.fixed64(10, manifest.digest.low)
      for file in manifest.files {
        var entry = FieldWriter(capacity: 64)
        entry.text(1, file.name)
        entry.number(2, file.size)
        entry.fixed32(3, file.checksum)
        body.blob(11, entry.bytes)
      }
      body.number(12, UInt64(header.machineVersion))
      writer.blob(1, body.bytes)
    case .data(let file, let offset, let bytes):
      var body = FieldWriter(capacity: bytes.count + 40)
      body.number(1, UInt64(file))
      body.number(2, offset)
      body.blob(3, bytes)
      body.fixed32(4, CRC32C(bytes).value)
      writer.blob(2, body.bytes)
    case .end(let bytes):
      writer.small(3) { $0.number(1, bytes) }
    }
    return writer.bytes
  }

  /// Nil for bytes that are no such message, or do not bear their checksum.
  init?(_ bytes: Bytes) {
    var reader = FieldReader(bytes[...])
    guard reader.next() else { return nil }
    switch reader.field {
    case 1:
      guard let header = SnapshotChunk.header(reader.message()) else { return nil }
      self = .header(header)
    case 2:
      var message = reader.message()
      var file = 0
      var offset: UInt64 = 0
      var data: Bytes = []
      var checksum: UInt32 = 0
      while message.next() {
        switch message.field {
        case 1: file = Int(clamping: message.number())
        case 2: offset = message.number()
        case 3: data = Bytes(message.blob())
        case 4: checksum = message.fixed32()
        default: break
        }
      }
      guard !message.isDamaged, CRC32C(data).value == checksum else { return nil }
      self = .data(file: file, offset: offset, data)
    case 3:
      var message = reader.message()
      var count: UInt64 = 0
      while message.next() { if message.field == 1 { count = message.number() } }
      self = .end(bytes: count)
    default: return nil
    }
    if reader.isDamaged { return nil }
  }

  private static func header(_ message: FieldReader) -> SnapshotHeader? {
    var message = message
    var header = SnapshotHeader(
      from: NodeID(0), to: NodeID(0), term: .zero,
      manifest: SnapshotManifest(
        position: .zero, configurationIndex: .zero, configuration: [], digest: .zero, files: []),
      machineVersion: StateMachine.firstVersion)
    while message.next() {
      switch message.field {
      case 3: header.from = NodeID(message.number())
      case 4: header.to = NodeID(message.number())
      case 5: header.term = Term(message.number())
      case 6:
        var position = message.message()
        while position.next() {
          switch position.field {
          case 1: header.manifest.position.term = Term(position.number())
          case 2: header.manifest.position.index = LogIndex(position.number())
          default: break
          }
        }
      case 7: header.manifest.configurationIndex = LogIndex(message.number())
      case 8: header.manifest.configuration = Bytes(message.blob())
      case 9: header.manifest.digest.high = message.fixed64()
      case 10: header.manifest.digest.low = message.fixed64()
      case 11:
        guard header.manifest.files.count < SnapshotManifest.fileLimit,
          let file = file(message.message())
        else { return nil }
        header.manifest.files.append(file)
      case 12: header.machineVersion = UInt32(clamping: message.number())
      default: break
      }
    }
    guard !message.isDamaged else { return nil }
    // A manifest is believed only as its own decoder takes it: names that leave the directory, and
    // whatever else it refuses, are refused here too.
    guard let checked = try? SnapshotManifest(decoding: header.manifest.encoded()) else {
      return nil
    }
    header.manifest = checked
    return header
  }

  private static func file(_ message: FieldReader) -> SnapshotManifest.File? {
    var message = message
    var file = SnapshotManifest.File(name: "", size: 0, checksum: 0)
    while message.next() {
      switch message.field {
      case 1: file.name = message.text()
      case 2: file.size = message.number()
      case 3: file.checksum = message.fixed32()
      default: break
      }
    }
    return message.isDamaged ? nil : file
  }
}

/// `carillon.internal.v1.SnapshotProgress`.
struct SnapshotProgress: Hashable {
  var isComplete = false
  var error = ""
  /// Where to go on.
  var file = 0
  var offset: UInt64 = 0

  func encoded() -> Bytes {
    var writer = FieldWriter(capacity: 64)
    writer.flag(2, isComplete)
    writer.text(3, error)
    writer.number(4, UInt64(file))
    writer.number(5, offset)
    return writer.bytes
  }

  init(isComplete: Bool = false, error: String = "", file: Int = 0, offset: UInt64 = 0) {
    self.isComplete = isComplete
    self.error = error
    self.file = file
    self.offset = offset
  }

  init?(_ bytes: Bytes) {
    var reader = FieldReader(bytes[...])
    while reader.next() {
      switch reader.field {
      case 2: isComplete = reader.flag()
      case 3: error = reader.text()
      case 4: file = Int(clamping: reader.number())
      case 5: offset = reader.number()
      default: break
      }
    }
    if reader.isDamaged { return nil }
  }
}
