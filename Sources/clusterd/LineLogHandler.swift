import Glibc
import Logging
import Units

/// One event, one line, on standard error:
/// `2026-11-25T10:41:07.120000Z info  leading  node=n1 term=2`.
///
/// Line breaks in values are written as `\n`, so that a value never looks like an event. Payloads and
/// secrets are not logged anywhere; there is nothing to mask here.
struct LineLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line = "\(LineLogHandler.now) \(event.level)"
    while line.utf8.count < 35 { line += " " }
    line += " " + LineLogHandler.escaped("\(event.message)")
    let more = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
    for (key, value) in more.sorted(by: { $0.key < $1.key }) {
      let text = LineLogHandler.escaped("\(value)")
      line += " \(key)=" + (text.contains(" ") ? "\"\(text)\"" : text)
    }
    line += "\n"
    let bytes = Array(line.utf8)
    // One write, so that lines of several threads do not mix; a closed standard error is no reason
    // to stop a node.
    _ = unsafe bytes.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return text }
    return text.split(whereSeparator: \.isNewline).joined(separator: "\\n")
  }

  private static var now: Instant {
    var time = timespec()
    // Fails for unknown clocks and bad addresses only.
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }
}
