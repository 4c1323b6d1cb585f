import Sandbox
import Units

/// The bundles that this worker has unpacked, each in a directory named after its hash and
/// read-only. A directory is there as a whole or not at all. Waits for the disk.
struct BundleStore: Sendable {
  /// One sentence, and whether the bytes are to blame.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let root: String
  /// Bundles on their way in; cleared at each start.
  private let incoming: ScratchSpace

  init(root: String) throws {
    try HostFiles.makeDirectories(root)
    self.root = root
    incoming = try ScratchSpace(root: root + "/incoming")
  }

  /// Where a bundle is, or would be. Nil for what is no hash.
  func directory(of hash: String) -> String? {
    ContentHash(text: hash).map { "\(root)/\($0)" }
  }

  func holds(_ hash: String) -> Bool { directory(of: hash).map(HostFiles.isDirectory) ?? false }

  /// Checks and unpacks. `number` names the attempt to do so; none is used twice at once.
  func add(_ hash: String, _ bytes: Bytes, number: UInt64) throws {
    guard let target = directory(of: hash) else {
      throw Failure(description: "'\(hash)' is no SHA-256 in 64 hexadecimal digits")
    }
    let found = ContentHash(of: bytes)
    guard found.description == hash.lowercased() else {
      throw Failure(description: "its bytes have the hash \(found)")
    }
    let entries: [TarReader.Entry]
    do {
      entries = try TarReader.entries(bytes)
    } catch {
      throw Failure(description: error.description)
    }
    let scratch = try incoming.make(number)
    defer { try? incoming.remove(number) }
    let top = scratch + "/bundle"
    try HostFiles.makeDirectories(top)
    var directories: Set<String> = [top]
    for entry in entries {
      let path = "\(top)/\(entry.path)"
      let parent =
        entry.isDirectory ? path : path[..<(path.lastIndex(of: "/") ?? path.endIndex)].description
      if directories.insert(parent).inserted { try HostFiles.makeDirectories(parent) }
      if entry.isDirectory { continue }
      try HostFiles.write(Bytes(entry.data), to: path, mode: entry.isExecutable ? 0o555 : 0o444)
    }
    // Deepest first: nothing can be made in a directory that is shut.
    for directory in directories.sorted(by: >) where directory != top {
      try HostFiles.setMode(directory, 0o555)
    }
    // Somebody may have been faster with the same bytes.
    if !HostFiles.isDirectory(target) { try HostFiles.rename(top, to: target) }
    try HostFiles.setMode(target, 0o555)
  }
}
