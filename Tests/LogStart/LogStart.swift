import Foundation
import Glibc
import Journal
import Storage
import Units

/// How long a log takes to open after a crash:
///
///     log-start write DIRECTORY [entries] [bytes] [kept]
///     log-start open DIRECTORY
///
/// `write` appends entries, 64 with each sync, cuts the log as a node does (after each 64 MiB, but for
/// the last `kept` entries; 16,384 without a word, 0 for never), and ends without closing. `open` is
/// what a start does with it.
@main
struct LogStart {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else {
      print("log-start write|open DIRECTORY [entries] [bytes] [kept]")
      exit(64)
    }
    func number(_ place: Int, _ usual: Int) -> Int {
      arguments.count > place ? Int(arguments[place]) ?? usual : usual
    }
    let began = ContinuousClock.now
    if arguments[0] == "open" {
      let log = try RaftLog(directory: arguments[1], owner: Incarnation(1))
      let span = (ContinuousClock.now - began) / .milliseconds(1)
      print(
        "opened in \(Int(span)) ms: entries \(log.base.index) to \(log.last.index), "
          + "\(log.segmentCount) segments, peak memory \(peak()) MiB")
      return
    }
    let (count, size, kept) = (number(2, 10_000_000), number(3, 100), number(4, 16_384))
    var log = try RaftLog(directory: arguments[1], owner: Incarnation(1))
    let payload = Bytes(repeating: 0x61, count: size)
    var index = log.last.index
    var uncut = 0
    for start in stride(from: 0, to: count, by: 64) {
      var batch = LogBatch()
      for _ in start..<min(start + 64, count) {
        index = index.next()
        batch.entries.append(
          JournalEntry(term: Term(1), index: index, kind: 2, payload: payload))
      }
      uncut += 64 * size
      if uncut > 64 << 20, kept > 0 {
        uncut = 0
        batch.cut = JournalPosition(
          term: Term(1), index: LogIndex(index.rawValue - UInt64(kept)))
      }
      try log.append([batch])
    }
    let span = (ContinuousClock.now - began) / .seconds(1)
    print(
      "wrote \(count) entries of \(size) bytes in \(Int(span)) s, peak memory \(peak()) MiB")
    // Not closed, as in a kill; but what was printed is to be seen.
    fflush(nil)
    _exit(0)
  }

  private static func peak() -> Int {
    var usage = rusage()
    // RUSAGE_SELF; it fails for no other reason than a wrong number.
    _ = unsafe getrusage(0, &usage)
    return usage.ru_maxrss / 1_024
  }
}
