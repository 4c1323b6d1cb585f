/// What went wrong, as clusterctl says it: one sentence, the place, what would be right, the code.
struct Problem: Error, Hashable {
  var message: String
  /// Lines that show the place, such as an expression and a caret under it.
  var excerpt: [String] = []
  var hint: String?
  /// `INVALID_ARGUMENT, CRON_OUT_OF_RANGE`; empty where the server had no say.
  var code = ""
  var status = ExitStatus.software
  /// Whether it may pass by itself: another node, a moment later.
  var mayPass = false

  init(
    _ message: String, excerpt: [String] = [], hint: String? = nil, code: String = "",
    status: ExitStatus
  ) {
    self.message = message
    self.excerpt = excerpt
    self.hint = hint
    self.code = code
    self.status = status
  }

  /// Refuses a list of no rows: as a page's size, 0 would mean that the server chooses.
  static func check(rows limit: Int) throws {
    guard limit < 1 else { return }
    throw Problem("-n \(limit) lists nothing", hint: "from 1 up", status: .usage)
  }

  /// For standard error, without a line end after the last line.
  var text: String {
    var lines = ["error: \(message)"]
    for line in excerpt { lines.append("  \(line)") }
    if let hint { lines.append("hint: \(hint)") }
    if !code.isEmpty { lines[lines.count - 1] += "  (\(code))" }
    return lines.joined(separator: "\n")
  }
}
