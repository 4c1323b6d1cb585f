import Glibc

/// The few calls on files that are not Storage's.
enum Files {
  /// Removes these files of the directory, then the directory; what is not there is no error. What
  /// cannot be removed stays, and is cleaned up at the next start.
  static func remove(_ names: [String], in directory: String) {
    for name in names { _ = unsafe unlink(directory + "/" + name) }
    _ = unsafe rmdir(directory)
  }

  /// Removes the directory and the plain files in it; as `remove`.
  static func removeAll(_ directory: String) {
    guard let listing = unsafe opendir(directory) else { return }
    var names: [String] = []
    while let entry = unsafe readdir(listing) { unsafe names.append(name(of: entry)) }
    unsafe closedir(listing)
    remove(names.filter { $0 != "." && $0 != ".." }, in: directory)
  }

  /// The whole file, or nil where it is not there, is no plain file, or is larger than `limit`.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var information = stat()
    guard unsafe fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
      information.st_size <= limit
    else { return nil }
    let size = Int(information.st_size)
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        // `buffer` has `size` bytes; what is read goes behind what is filled.
        unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), size - filled)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return nil }
      filled += count
    }
    return bytes
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Bytes of the plain files in the directory, and in those below it down to three levels.
  static func size(below directory: String, depth: Int = 0) -> UInt64 {
    guard depth < 4, let listing = unsafe opendir(directory) else { return 0 }
    defer { unsafe closedir(listing) }
    var total: UInt64 = 0
    while let entry = unsafe readdir(listing) {
      let name = unsafe Files.name(of: entry)
      guard name != ".", name != ".." else { continue }
      let path = directory + "/" + name
      var information = stat()
      guard unsafe lstat(path, &information) == 0 else { continue }
      if information.st_mode & S_IFMT == S_IFDIR {
        total += size(below: path, depth: depth + 1)
      } else {
        total += UInt64(information.st_blocks) * 512
      }
    }
    return total
  }

  /// The entry's name: the kernel ends it with a zero byte within the array.
  static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
        unsafe String(cString: $0)
      }
    }
  }
}
