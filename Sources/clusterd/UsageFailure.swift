import Node

/// Why a process does not start: one sentence that says what was wrong, where, and what would be
/// right; and the status to exit with (sysexits.h).
struct UsageFailure: Error, CustomStringConvertible {
  enum Code: Int32 {
    case usage = 64
    case noInput = 66
    case configuration = 78
  }

  var status: Int32
  var description: String

  init(_ code: Code, _ description: String) {
    status = code.rawValue
    self.description = description
  }

  init(_ end: NodeEnd) {
    status = end.code.rawValue
    description = end.description
  }
}
