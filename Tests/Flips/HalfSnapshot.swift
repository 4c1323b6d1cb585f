import Foundation
import Journal
import Storage
import Units

/// A snapshot of which a part was received when the receiver died: the next stream of it goes on there.
struct HalfSnapshot: Sendable {
  /// The sender's directory.
  let source: String
  /// The receiver's, below a node's directory.
  let path: String
  private static let chunk = 32 << 10

  /// Receives half of what the state of the node in `directory` is made of, into that directory.
  static func make(in directory: String, source: String) throws -> HalfSnapshot {
    let state = try FileManager.default.contentsOfDirectory(atPath: directory + "/state")
      .filter { $0.hasPrefix("db-") }.sorted()
    guard let newest = state.last else { throw FlipError("no state is in \(directory)") }
    try Files.copy("\(directory)/state/\(newest)", to: source)
    Files.remove(source + "/LOCK")
    var files: [SnapshotManifest.File] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: source).sorted() {
      let bytes = try Files.read("\(source)/\(name)")
      files.append(
        SnapshotManifest.File(
          name: name, size: UInt64(bytes.count), checksum: CRC32C(bytes).value))
    }
    let manifest = SnapshotManifest(
      position: JournalPosition(term: Term(9), index: LogIndex(1_000_000)),
      configurationIndex: LogIndex(1), configuration: [7], digest: .zero, files: files)
    try Files.write(manifest.encoded(), to: source + "/" + SnapshotReader.manifestName)
    let half = HalfSnapshot(source: source, path: "snapshots/incoming-1000000-9")
    let wanted = files.reduce(0) { $0 + $1.size } / 2
    let reader = try SnapshotReader(directory: source)
    var receiver = try SnapshotReceiver(
      directory: "\(directory)/\(half.path)", manifest: manifest)
    var done: UInt64 = 0
    while let next = receiver.next, done < wanted {
      let bytes = try reader.chunk(file: next.file, offset: next.offset, maxBytes: chunk)
      try receiver.write(file: next.file, offset: next.offset, bytes)
      done += UInt64(bytes.count)
    }
    guard receiver.next != nil else { throw FlipError("no half of a snapshot: it is whole") }
    return half
  }

  /// Goes on as a node does: a stream that meets damage ends, and the sender begins another one.
  func goOn(in directory: String) throws -> (word: String, why: String) {
    let target = "\(directory)/\(path)"
    let reader = try SnapshotReader(directory: source)
    var damage = ""
    for _ in 0..<4 {
      do throws(StorageError) {
        try receive(reader, in: target)
      } catch {
        guard error.code == .damaged, error.description.contains(target) else {
          return ("wrong", "a reception ends with: \(error)")
        }
        damage = error.description
        continue
      }
      for file in reader.manifest.files
      where try Files.read("\(source)/\(file.name)") != Files.read("\(target)/\(file.name)") {
        return ("wrong", "\(file.name) is another than was sent")
      }
      return damage.isEmpty ? ("goes on", "") : ("is sent again", damage)
    }
    return ("wrong", "four streams were not enough: \(damage)")
  }

  private func receive(_ reader: SnapshotReader, in target: String) throws(StorageError) {
    var receiver = try SnapshotReceiver(directory: target, manifest: reader.manifest)
    while let next = receiver.next {
      let bytes = try reader.chunk(
        file: next.file, offset: next.offset, maxBytes: HalfSnapshot.chunk)
      try receiver.write(file: next.file, offset: next.offset, bytes)
    }
    try receiver.finish()
  }
}
