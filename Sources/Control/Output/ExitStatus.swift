/// What clusterctl's exit status means: sysexits, and three of its own.
enum ExitStatus: Int32, Sendable {
  case done = 0
  /// What was asked about failed: an awaited execution.
  case failed = 1
  /// No leader, or nobody answers.
  case nobody = 2
  case usage = 64
  case data = 65
  case missing = 66
  case unavailable = 69
  case software = 70
  /// A disk failed, or is full.
  case disk = 74
  case tryAgain = 75
  case notPermitted = 77
}
