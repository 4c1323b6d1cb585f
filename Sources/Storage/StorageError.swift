internal import Glibc

/// What went wrong on a disk, where, and what would be right.
///
/// A failed write, sync or flush is final: the object that threw it throws `.failed` from then on,
/// nothing is retried on the same file, and the process is to end (fsyncgate: a second sync may
/// answer "fine" for bytes that are lost).
public struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable {
    /// A system call or RocksDB answered with an error.
    case io
    /// No space is left, or the quota is used up.
    case full
    /// Another process holds the data directory.
    case locked
    /// The data directory is another cluster's or node's.
    case foreign
    /// Whole, and written by another version of the program.
    case foreignFormat
    /// Bytes read back do not bear their checksum. They are never served: stop and say where.
    case damaged
    /// Case (c) of recovery: a wiped node.
    case unreadable
    /// What was asked for is not there (cut, never written, void).
    case missing
    /// More than a record, a file or a queue may hold.
    case tooLarge
    /// An earlier write or sync failed, or the owner was closed.
    case failed
  }

  public var code: Code
  /// What was being done: `cannot sync the log`.
  public var what: String
  /// The file or directory; empty where there is none.
  public var path: String
  /// 0 where no system call failed.
  public var errno: Int32
  /// What an operator can do about it; may be empty.
  public var advice: String

  public init(code: Code, what: String, path: String, errno: Int32 = 0, advice: String = "") {
    self.code = code
    self.what = what
    self.path = path
    self.errno = errno
    self.advice = advice
  }

  /// What and where, and why, without what to do: for one who decides that.
  public var finding: String {
    var error = self
    error.advice = ""
    return error.description
  }

  /// One sentence for each of: what and where, why, what to do.
  public var description: String {
    var text = what
    if !path.isEmpty { text += " \(path)" }
    if errno != 0 { text += ": \(System.describe(errno))" }
    if !advice.isEmpty { text += "; \(advice)" }
    return text
  }
}
