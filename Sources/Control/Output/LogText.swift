internal import Messages

/// Lines of logs as people read them.
enum LogText {
  static func line(_ line: LogLine) -> String {
    let time = line.time.map(TimeText.precise) ?? ""
    let mark = line.stream == .stderr ? "! " : line.stream == .system ? "* " : "  "
    let dropped = line.droppedBytes > 0 ? "  [\(line.droppedBytes) bytes dropped]" : ""
    return "  \(time)\(mark)\(printable(line.text))\(dropped)"
  }

  /// What a handler prints must not steer the terminal of whoever reads it: control characters but
  /// the tab are shown, not sent.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        shown += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value != 9 && (scalar.value < 32 || (127...159).contains(scalar.value))
  }
}
