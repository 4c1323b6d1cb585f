internal import CFaultLab
internal import Glibc
internal import Units

/// One node's disk: a directory, or a file system of its own mounted in our world.
final class LabDisk {
  let kind: Scenario.Disk
  /// Where the node's data directory lies.
  let folder: String
  private let image: String
  private var isMounted = false

  init(_ kind: Scenario.Disk, folder: String) throws(LabError) {
    self.kind = kind
    self.folder = folder
    image = folder + ".img"
    try System.makeDirectory(folder)
    if case .ext4(let size) = kind {
      try System.run(["truncate", "-s", "\(size.rawValue)", image])
      try System.run(["mkfs.ext4", "-q", "-F", image])
    }
    try mount()
  }

  private func mount() throws(LabError) {
    guard !isMounted else { return }
    switch kind {
    case .plain: return
    case .ext4: try System.run(["mount", "-o", "loop", image, folder])
    case .memory(let size):
      try System.run(["mount", "-t", "tmpfs", "-o", "size=\(size.rawValue)", "lab", folder])
    }
    isMounted = true
  }

  /// What was not synced is gone; nothing more can be written until `powerOn`.
  func powerOff() throws(LabError) {
    guard unsafe carillon_lab_power_cut(folder) == 0 else {
      throw LabError(.system, "the power of \(folder) cannot be cut: \(System.lastError)")
    }
  }

  /// After its processes have ended: mounts it anew, as after a boot.
  func powerOn() throws(LabError) {
    guard isMounted else { return }
    try System.run(["umount", folder])
    isMounted = false
    try mount()
  }

  func unmount() {
    guard isMounted else { return }
    _ = try? System.run(["umount", "-l", folder])
    isMounted = false
  }

  private var filler: String { folder + "/filler" }

  /// Not a byte is left.
  func fill() throws(LabError) {
    try fill(["bs=64k"])
    try fill(["bs=512", "oflag=append", "conv=notrunc"])
  }

  /// Ends with an error, and is meant to: with that one.
  private func fill(_ words: [String]) throws(LabError) {
    do {
      // In the language that is looked for below.
      try System.run(["env", "LC_ALL=C", "dd", "if=/dev/zero", "of=\(filler)"] + words)
    } catch {
      guard error.description.contains("No space left on device") else { throw error }
      return
    }
    throw LabError(.system, "\(folder) could not be filled: there was no end to it")
  }

  func free() throws(LabError) {
    guard unsafe unlink(filler) == 0 || errno == ENOENT else {
      throw LabError(.system, "\(filler) cannot be removed: \(System.lastError)")
    }
  }

  /// The node's data is gone, or this throws.
  func empty() throws(LabError) {
    let data = folder + "/data"
    try System.run(["rm", "-rf", "--one-file-system", data])
    guard !System.exists(data) else {
      throw LabError(.system, "\(data) is still there after it was removed")
    }
  }

  /// Damages one file of the class, where `draw` says.
  ///
  /// - Returns: the file, what became of it and where; nil where there is no such file, or none that
  ///   this damage would change.
  func corrupt(
    _ kind: Action.FileClass, _ damage: Action.Damage, in data: String, draw: (Int) -> Int
  ) throws(LabError) -> String? {
    let files = LabDisk.files(below: data).filter { path in
      let name = path.dropFirst(data.count + 1)
      let last = name.split(separator: "/").last ?? ""
      return switch kind {
      // Not a spare: nobody reads what is in one.
      case .log: name.hasPrefix("log/") && !name.hasPrefix("log/spare")
      case .state: name.hasPrefix("state") && name.hasSuffix(".sst")
      case .manifest: name.hasPrefix("state") && last.hasPrefix("MANIFEST-")
      case .current: name.hasPrefix("state") && last == "CURRENT"
      case .identity: name.hasPrefix("identity")
      }
    }
    guard !files.isEmpty else { return nil }
    let path = files[draw(files.count)]
    guard let bytes = System.read(path, limit: 256 << 20), !bytes.isEmpty else { return nil }
    guard let change = LabDisk.damaged(bytes, damage, draw: draw) else { return nil }
    try LabDisk.put(change, in: path)
    return "\(path.dropFirst(data.count + 1)), \(damage.rawValue) at \(change.place)"
  }

  /// What a damage does to a file's bytes.
  struct Change: Hashable {
    var place: Int
    /// What stands there now; nil: the file ends there.
    var bytes: Bytes?
  }

  /// Of a device: what is lost or misplaced is lost or misplaced whole.
  static let block = 4_096

  /// - Returns: nil where the file would stay as it is.
  static func damaged(_ bytes: Bytes, _ damage: Action.Damage, draw: (Int) -> Int) -> Change? {
    // Zeros behind the end of a log are no data.
    let used = (bytes.lastIndex { $0 != 0 } ?? 0) + 1
    guard used > 1 || bytes[0] != 0 else { return nil }
    let blocks = (used + block - 1) / block
    func content(_ number: Int) -> Bytes {
      Bytes(bytes[number * block..<min(bytes.count, (number + 1) * block)])
    }
    switch damage {
    case .bit:
      let place = draw(used)
      return Change(place: place, bytes: [bytes[place] ^ (1 << UInt8(draw(8)))])
    case .cut: return Change(place: draw(used), bytes: nil)
    case .zeros:
      let number = draw(blocks)
      let zeros = Bytes(repeating: 0, count: content(number).count)
      guard content(number) != zeros else { return nil }
      return Change(place: number * block, bytes: zeros)
    case .misplaced:
      guard blocks > 1 else { return nil }
      let number = draw(blocks)
      let other = (number + 1 + draw(blocks - 1)) % blocks
      let wrong = Bytes(content(other).prefix(content(number).count))
      guard !content(number).starts(with: wrong) else { return nil }
      return Change(place: number * block, bytes: wrong)
    }
  }

  private static func put(_ change: Change, in path: String) throws(LabError) {
    func failed() -> LabError {
      LabError(.system, "\(path) cannot be written: \(System.lastError)")
    }
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failed() }
    defer { close(descriptor) }
    if let bytes = change.bytes {
      guard unsafe pwrite(descriptor, bytes, bytes.count, off_t(change.place)) == bytes.count
      else { throw failed() }
    } else {
      guard ftruncate(descriptor, off_t(change.place)) == 0 else { throw failed() }
    }
    guard fsync(descriptor) == 0 else { throw failed() }
  }

  private static func files(below folder: String) -> [String] {
    System.list(folder).flatMap { name in
      let path = "\(folder)/\(name)"
      let inner = System.list(path)
      return inner.isEmpty ? [path] : files(below: path)
    }
  }
}
