/// Why a node ended, or could not start: one sentence that says what, where, and what would be
/// right, and the exit status that fits (sysexits.h).
public struct NodeEnd: Error, Hashable, Sendable, CustomStringConvertible {
  /// The numbers of sysexits.h that a node ends with.
  public enum Code: Int32, Hashable, Sendable {
    case ok = 0
    /// Data of another cluster, or damaged.
    case data = 65
    /// It is no member any more.
    case removed = 67
    /// The address cannot be used.
    case unavailable = 69
    /// This node's state differs from the others'.
    case software = 70
    /// The disk failed.
    case io = 74
    /// Another process holds the directory.
    case temporary = 75
    case configuration = 78
  }

  public var code: Code
  public var description: String

  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

extension NodeEnd {
  /// As `Keeper.markOut` wrote it.
  init(outMark: String) {
    let parts = outMark.split(separator: "\n", maxSplits: 1)
    let code = parts.first.flatMap { Int32($0) }.flatMap { Code(rawValue: $0) } ?? .data
    self.init(code, parts.last?.split(separator: "\n").joined(separator: " ") ?? outMark)
  }
}
