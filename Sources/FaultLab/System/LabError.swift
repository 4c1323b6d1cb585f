/// Why something was not done: one sentence that says what was wrong, where, and what would be
/// right; and the status to exit with (sysexits.h).
public struct LabError: Error, Hashable, CustomStringConvertible {
  public enum Code: Int32, Sendable {
    case usage = 64
    /// A scenario says what cannot be.
    case data = 65
    case noInput = 66
    /// The cluster does not answer, or a program is missing.
    case unavailable = 69
    case software = 70
    case system = 71
    case cannotCreate = 73
    case noPermission = 77
  }

  public var code: Code
  public var description: String

  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
