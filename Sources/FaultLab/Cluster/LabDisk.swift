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

  /// Inverts one bit of one file of the class, where `draw` says.
  ///
  /// - Returns: the file and the place; nil where there is no such file.
  func corrupt(
    _ kind: Action.FileClass, in data: String, draw: (Int) -> Int
  ) throws(LabError) -> String? {
    let files = LabDisk.files(below: data).filter { path in
      let name = path.dropFirst(data.count + 1)
      return switch kind {
      // Not a spare: nobody reads what is in one.
      case .log: name.hasPrefix("log/") && !name.hasPrefix("log/spare")
      case .state: name.hasPrefix("state") && name.hasSuffix(".sst")
      case .identity: name.hasPrefix("identity")
      }
    }
    guard !files.isEmpty else { return nil }
    let path = files[draw(files.count)]
    guard var bytes = System.read(path, limit: 256 << 20), !bytes.isEmpty else { return nil }
    // Zeros behind the end of a log are no data.
    let used = (bytes.lastIndex { $0 != 0 } ?? 0) + 1
    let place = draw(used)
    bytes[place] ^= 1 << UInt8(draw(8))
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw LabError(.system, "\(path) cannot be written: \(System.lastError)")
    }
    defer { close(descriptor) }
    let wrong = [bytes[place]]
    guard unsafe pwrite(descriptor, wrong, 1, off_t(place)) == 1 else {
      throw LabError(.system, "\(path) cannot be written: \(System.lastError)")
    }
    fsync(descriptor)
    return "\(path.dropFirst(data.count + 1)) at \(place)"
  }

  private static func files(below folder: String) -> [String] {
    System.list(folder).flatMap { name in
      let path = "\(folder)/\(name)"
      let inner = System.list(path)
      return inner.isEmpty ? [path] : files(below: path)
    }
  }
}
