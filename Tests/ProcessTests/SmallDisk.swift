import Foundation
import Glibc
import Testing

/// A file system in memory with room for so many bytes, mounted while its owner lives.
final class SmallDisk: Sendable {
  let path: String

  /// Whether this process may mount; asked once, by doing it.
  static let areAllowed = (try? SmallDisk("/tmp/carillon-mount-\(getpid())", bytes: 1 << 20)) != nil

  init(_ path: String, bytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    // The options' bytes live as long as the call.
    guard unsafe mount("carillon", path, "tmpfs", 0, "size=\(bytes)") == 0 else {
      let why = POSIXErrorCode(rawValue: errno) ?? .EPERM
      unsafe rmdir(path)
      throw POSIXError(why)
    }
  }

  deinit {
    unsafe umount2(path, Int32(MNT_DETACH))
    unsafe rmdir(path)
  }

  private var filler: String { path + "/filler" }

  /// Takes what is left but for so many bytes.
  func fill(leaving spare: Int) throws {
    var information = statvfs()
    try #require(unsafe statvfs(path, &information) == 0)
    let free = Int(information.f_bavail) * Int(information.f_frsize)
    let file = unsafe open(filler, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    try #require(posix_fallocate(file, 0, max(1, free - spare)) == 0)
  }

  /// Takes every byte that is left, as another program on the same disk would.
  func fill() throws {
    let file = unsafe open(filler, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    let zeros = [UInt8](repeating: 0, count: 1 << 16)
    for size in [1 << 16, 512] {
      while unsafe write(file, zeros, size) > 0 {}
    }
    #expect(errno == ENOSPC)
  }

  func free() { unsafe unlink(filler) }
}
