import Glibc
public import Units

/// The few things that a worker does with files: bundles, payloads, directories. Each call waits
/// for the disk: for a thread that may.
public enum HostFiles {
  /// What was tried, with which path, and what the system said.
  public struct Failure: Error, CustomStringConvertible, Sendable {
    public let description: String

    init(_ what: String, _ path: String, _ number: Int32) {
      description = "cannot \(what) \(path): \(Kernel.describe(number))"
    }
  }

  /// Makes a directory and those above it, where they are missing.
  public static func makeDirectories(_ path: String) throws(Failure) {
    var prefix = ""
    for part in path.split(separator: "/") {
      prefix += "/" + part
      let result = Kernel.makeDirectory(prefix)
      guard result == 0 || result == EEXIST || isDirectory(prefix) else {
        throw Failure("make", prefix, result)
      }
    }
  }

  /// Makes a file that was not there, with these bytes and permissions.
  public static func write(_ bytes: Bytes, to path: String, mode: UInt32) throws(Failure) {
    let result = Kernel.makeFile(path, bytes, mode: mode)
    guard result == 0 else { throw Failure("write", path, result) }
  }

  public static func rename(_ path: String, to new: String) throws(Failure) {
    let result = Kernel.rename(path, new)
    guard result == 0 else { throw Failure("rename", path, result) }
  }

  public static func setMode(_ path: String, _ mode: UInt32) throws(Failure) {
    let result = Kernel.setMode(path, mode)
    guard result == 0 else { throw Failure("change the permissions of", path, result) }
  }

  /// Links are followed.
  public static func isDirectory(_ path: String) -> Bool { Kernel.kind(path) == S_IFDIR }
  public static func isFile(_ path: String) -> Bool { Kernel.kind(path) == S_IFREG }
  public static func isExecutable(_ path: String) -> Bool { Kernel.isExecutable(path) }

  /// The value of a variable of this process's environment.
  public static func variable(_ name: String) -> String? {
    Kernel.variable(name).map { String($0.dropFirst(name.utf8.count + 1)) }
  }

  public static func wallClock() -> Instant { Kernel.wall() }

  public static var processID: Int32 { Kernel.processID }
  public static var hostName: String { Kernel.hostName }

  /// Waits for a child process to end. Its exit code, or -1 where a signal ended it.
  @discardableResult
  public static func wait(forChild pid: Int32) -> Int32 { Kernel.wait(pid) }
}
