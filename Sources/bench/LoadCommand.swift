import ArgumentParser
import GRPC
import Glibc
import NIOPosix

/// Closed-loop load.
struct LoadCommand: AsyncParsableCommand {
  enum Output: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Closed-loop load, ours and the peer's in turns.",
    discussion: """
      Each figure is the median of the repeats, which take turns between the systems. CPU is that of
      all the nodes together. The life of an execution is enqueue, lease, complete; etcd's is three
      durable writes to one key: Put, Put, DeleteRange.
      """)

  @Option(help: "Carillon's addresses, comma-separated.")
  var endpoints: String
  @Option(help: "The process ids of its nodes, comma-separated.")
  var pids: String
  @Option(help: "etcd's addresses, comma-separated; none: no peer.")
  var etcdEndpoints: String?
  @Option(help: "The process ids of etcd's nodes.")
  var etcdPids: String?
  @Option(help: "A directory on the disk of all nodes, whose flushes are counted.")
  var disk: String?
  @Option(help: "Clients at once, comma-separated.")
  var clients = "1,16,64,256"
  @Option(help: "What they do, comma-separated: enqueue, life.")
  var work = "enqueue,life"
  @Option(help: "How long each run is measured.")
  var seconds = 5.0
  @Option(help: "Seconds of load before that.")
  var warmUp = 1.0
  @Option(help: "Runs of each setting and system.")
  var repeats = 3
  @Option(help: "Bytes of each payload, 2 at least.")
  var payload = 256
  @Option(name: .shortAndLong, help: "table or json.")
  var output = Output.table

  func run() async throws {
    let targets = try targets()
    let works = try Target.list(work, "--work") { Work(rawValue: $0) }
    let counts = try Target.list(clients, "--clients") {
      Int($0).flatMap { (1...4_096).contains($0) ? $0 : nil }
    }
    guard (2...1_000_000).contains(payload), (1...100).contains(repeats), seconds > 0, warmUp >= 0
    else {
      throw ValidationError(
        "--payload is 2 to 1000000, --repeats 1 to 100, --seconds above 0, --warm-up 0 or more")
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let runner = Runner(on: group.next(), disk: disk)
    var all: [[Figures]] = []
    for work in works {
      for clients in counts {
        var repeated = [[Figures]](repeating: [], count: targets.count)
        for number in 1...repeats {
          for (place, target) in targets.enumerated() {
            let setting = Setting(target: target, work: work, clients: clients, payload: payload)
            let figures = try await runner.run(setting, warmUp: warmUp, seconds: seconds)
            repeated[place].append(figures)
            LoadCommand.say(figures, number, of: repeats)
            // What the run left to do is not to weigh on the next.
            try await Task.sleep(for: .milliseconds(500))
          }
        }
        all += repeated
      }
    }
    let report = Report(all)
    print(output == .json ? report.json : report.table)
    let errors = report.runs.map(\.errors).reduce(0, +)
    if errors > 0 {
      LoadCommand.complain("\(errors) operations failed: these figures are no measurement")
      throw ExitCode(1)
    }
  }

  private func targets() throws -> [Target] {
    let ours = try Target(.carillon, endpoints, pids)
    guard let etcdEndpoints else { return [ours] }
    return [ours, try Target(.etcd, etcdEndpoints, etcdPids ?? "")]
  }

  private static func say(_ figures: Figures, _ number: Int, of repeats: Int) {
    var line =
      "\(figures.system) \(figures.work) clients=\(figures.clients) \(number)/\(repeats): "
      + "\(figures.operationsPerSecond.rounded(to: 0)) ops/s, "
      + "p50 \(figures.p50Microseconds.rounded(to: 0)) µs, "
      + "p99 \(figures.p99Microseconds.rounded(to: 0)) µs, "
      + "\(figures.cpuMicrosecondsPerOperation.rounded(to: 1)) µs CPU/op"
    if let flushes = figures.flushesPerOperation {
      line += ", \(flushes.rounded(to: 3)) flushes/op"
    }
    if let error = figures.firstError { line += "; \(figures.errors) errors, first: \(error)" }
    complain(line)
  }

  /// What happens meanwhile goes to standard error: standard output holds the report alone.
  private static func complain(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    unsafe bytes.withUnsafeBytes { _ = unsafe write(2, $0.baseAddress, $0.count) }
  }
}
