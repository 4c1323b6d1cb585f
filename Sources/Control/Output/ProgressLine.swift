internal import Units

/// How far something is, in one line on standard error that is written over and goes away at the end.
/// Nothing where standard error is no terminal.
struct ProgressLine {
  private let label: String
  private let isShown = Terminal.isErrorTerminal
  private let start = TimeText.now()
  private var shown = Instant.epoch
  private var hasLine = false

  /// Between two lines.
  static let pause = Timeout.milliseconds(100)

  init(_ label: String) { self.label = label }

  mutating func show(_ done: UInt64, of all: UInt64) {
    guard isShown else { return }
    let now = TimeText.now()
    guard now - shown >= ProgressLine.pause else { return }
    shown = now
    hasLine = true
    Terminal.overwrite(ProgressLine.text(label, done, all, now - start))
  }

  func clear() { if hasLine { Terminal.overwrite("") } }

  static func text(_ label: String, _ done: UInt64, _ all: UInt64, _ span: Timeout) -> String {
    let part = all == 0 ? 1 : min(1, Double(done) / Double(all))
    let filled = Int(part * 20)
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    return "\(label)  \(ByteCount(done)) of \(ByteCount(all))  \(bar)  \(Int(part * 100)) %  "
      + rate(done, span)
  }

  /// `36 MiB/s`
  static func rate(_ bytes: UInt64, _ span: Timeout) -> String {
    let microseconds = max(1, span.microseconds)
    return "\(ByteCount(UInt64(Double(bytes) * 1_000_000 / Double(microseconds))))/s"
  }
}
