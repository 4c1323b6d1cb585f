import Messages
import StateMachine
import Units

/// One value that one client writes, a larger one each time and only after the last was
/// acknowledged, and that everybody reads: then linearizable means that a read gives nothing older
/// than what was acknowledged, or read, before it began, and nothing that was not yet written.
struct Register {
  private(set) var written = 0
  private(set) var acknowledged = 0
  /// The largest value that a finished read gave.
  private var seen = 0
  private(set) var reads = 0
  private(set) var violation: String?

  static let job = "register"

  var isWriting: Bool { written > acknowledged }

  mutating func write() -> Command {
    precondition(!isWriting, "one write at a time")
    written += 1
    var job = Job(name: Register.job, handler: "run")
    job.description = "\(written)"
    return Orders.keyed(
      .updateJob, "write \(written)",
      UpdateJobRequest(job: job, updateMask: ["description"]).encoded())
  }

  mutating func wrote() { acknowledged = written }

  static let query = Query(.getJob, GetJobRequest(job: job).encoded())

  /// What a read that begins now must give at least.
  var floor: Int { max(acknowledged, seen) }

  /// A linearizable read that began at `floor` has ended.
  mutating func read(_ answer: Bytes, floor: Int) {
    guard let job = try? Job(decoding: answer) else {
      violation = violation ?? "a read of the register cannot be decoded"
      return
    }
    let value = Int(job.description) ?? 0
    reads += 1
    if value < floor {
      violation = violation ?? "a read gave \(value), and \(floor) was known before it began"
    }
    if value > written {
      violation = violation ?? "a read gave \(value), and only \(written) were ever written"
    }
    seen = max(seen, value)
  }
}
