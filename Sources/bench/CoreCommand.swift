import ArgumentParser
import Glibc
import Units

/// `bench core`: how fast the consensus core is by itself.
struct CoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "core",
    abstract: "The consensus core alone: entries a second through a cluster in one thread.",
    discussion: """
      Headers only: no payloads, network or disks. Counted is the CPU time of the one thread that \
      runs all nodes, from the proposal to the commit on every node. `entries/turn` is how many \
      entries go into one turn, which is about the time of one sync; `steps` says whether each is a \
      proposal of its own, as the runtime proposes, or all are one.
      """)

  @Option(help: "Nodes.") var nodes = 3
  @Option(help: "Entries of each run.") var entries = 2_000_000
  @Option(help: "Entries in a turn, comma-separated.") var batch = "1,16,64,256,1024"
  @Option(help: "Bytes of each payload, which is not there.") var payload: UInt32 = 256

  func validate() throws {
    guard (1...7).contains(nodes), (1...1_000_000_000).contains(entries) else {
      throw ValidationError("--nodes is 1 to 7, --entries 1 to 1000000000")
    }
    guard payload <= 1_048_576 else { throw ValidationError("--payload is at most 1048576") }
    _ = try batches()
  }

  func run() throws {
    print("nodes  entries/turn  steps      entries/s   ns/entry  elections")
    for batch in try batches() {
      for together in batch == 1 ? [false] : [false, true] { measure(batch, together) }
    }
  }

  private func batches() throws -> [Int] {
    try batch.split(separator: ",").map { word in
      guard let size = Int(word), (1...65_536).contains(size) else {
        throw ValidationError("--batch is a list of numbers from 1 to 65536, not '\(word)'")
      }
      return size
    }
  }

  private func measure(_ batch: Int, _ together: Bool) {
    var cluster = CoreCluster(nodes: nodes)
    let first = cluster.committed
    let elections = cluster.elections
    let begun = threadCPU()
    while cluster.committed - first < UInt64(entries) {
      cluster.turn(proposing: batch, ofSize: payload, together: together)
    }
    let seconds = threadCPU() - begun
    let rate = Double(cluster.committed - first) / seconds
    print(
      column(nodes, 5), column(batch, 13), together ? "  one " : "  each",
      column(Int(rate), 15), column(Int(1e9 / rate), 10),
      column(Int(cluster.elections - elections), 10))
  }

  private func column(_ value: Int, _ width: Int) -> String {
    let text = "\(value)"
    return String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }

  /// Seconds of CPU that this thread has used.
  private func threadCPU() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
