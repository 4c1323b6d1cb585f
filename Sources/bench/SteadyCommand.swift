import ArgumentParser
import Client
import GRPC
import Glibc
import Messages
import NIOCore
import NIOPosix
import Units

/// `bench steady`: load in the open loop, and an account of every request of it afterwards.
struct SteadyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "steady",
    abstract: "Enqueue at a fixed rate, then count: asked, acknowledged, lost, doubled.",
    discussion: """
      Makes a job of its own that no worker runs, and deletes it at the end. Prints one JSON object.
      Exit status: 0 nothing lost, doubled or failed; 1 otherwise.
      """)

  static let queue = "steady-load"

  @Option(help: "Addresses, separated by commas.") var endpoint: String
  @Option(help: "Requests a second.") var rate = 500
  @Option(help: "For so long.") var seconds = 20
  @Option(help: "Bytes of each payload.") var payload = 256

  func run() async throws {
    guard (1...100_000).contains(rate), (1...86_400).contains(seconds),
      (0...65_536).contains(payload)
    else {
      throw ValidationError("--rate is 1 to 100000, --seconds 1 to 86400, --payload 0 to 65536")
    }
    let addresses = endpoint.split(separator: ",").compactMap { Address(String($0)) }
    guard !addresses.isEmpty else { throw ValidationError("--endpoint names no host:port") }
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let client = try await Client.connect(to: addresses, on: loop)
    var random = SystemRandomNumberGenerator()
    let job = "steady-load-\(RecordID(random.next() >> 8).text.lowercased())"
    _ = try await client.unary(
      Methods.JobService.createJob.path,
      CreateJobRequest(job: Job(name: job, handler: "none", queue: SteadyCommand.queue)).encoded(),
      keyed())
    // No worker is to spend its time on these.
    _ = try await client.unary(
      Methods.QueueService.pauseQueue.path,
      PauseQueueRequest(queue: SteadyCommand.queue, note: "only counted, never run").encoded(),
      keyed())
    let outcome = try await load(addresses, job, on: loop)
    let stored = try await list(job, client)
    _ = try? await client.unary(
      Methods.JobService.deleteJob.path,
      DeleteJobRequest(job: job, liveExecutions: .cancel).encoded(), keyed())
    await client.close()

    let acknowledged = Set(outcome.acknowledged)
    let lost = acknowledged.subtracting(stored).count
    // An execution that nobody was told of is a request that happened twice, or one that failed here
    // and happened there.
    let doubled = stored.count - acknowledged.intersection(stored).count
    let gaps = outcome.gaps.map { "[\($0.span.milliseconds),\($0.start.milliseconds)]" }
    print(
      "{\"asked\":\(outcome.asked),\"acknowledged\":\(outcome.acknowledged.count),"
        + "\"executions\":\(stored.count),\"lost\":\(lost),\"doubled\":\(doubled),"
        + "\"errors\":\(outcome.errors.count),\"slowest_ms\":\(outcome.slowest.milliseconds),"
        + "\"gap_ms\":\(outcome.longestGap.milliseconds),"
        + "\"gap_at_ms\":\(outcome.gapStart.milliseconds),"
        + "\"gaps\":[\(gaps.joined(separator: ","))]}")
    if let first = outcome.errors.first { complain(first) }
    if lost > 0 || doubled > 0 || !outcome.errors.isEmpty { throw ExitCode.failure }
  }

  private func complain(_ text: String) {
    // A message that cannot be written has nowhere else to go.
    _ = unsafe Array((text + "\n").utf8).withUnsafeBytes {
      unsafe write(2, $0.baseAddress, $0.count)
    }
  }

  private func keyed() -> CallOptions {
    var options = CallOptions()
    options.idempotencyKey = Client.newKey()
    return options
  }

  private func load(
    _ addresses: [Address], _ job: String, on loop: any EventLoop
  ) async throws -> SteadyLoad.Outcome {
    let (rate, seconds) = (rate, seconds)
    // JSON: a string that fills the wanted size.
    let body =
      Bytes("\"".utf8) + Bytes(repeating: 0x78, count: max(0, payload - 2)) + Bytes("\"".utf8)
    let done = loop.makePromise(of: SteadyLoad.Outcome.self)
    var random = SystemRandomNumberGenerator()
    let seed = random.next()
    loop.execute {
      let channel = ClusterChannel(
        turn: Turn(eventLoop: loop), addresses: addresses, options: ClientOptions(), seed: seed)
      SteadyLoad(
        channel: channel, job: job, payload: body, rate: rate, seconds: seconds
      ) { outcome in
        channel.close()
        done.succeed(outcome)
      }.run()
    }
    return try await done.futureResult.get()
  }

  private func list(_ job: String, _ client: Client) async throws -> Set<String> {
    var ids: Set<String> = []
    var request = ListExecutionsRequest(pageSize: 1_000, job: job)
    var options = CallOptions()
    options.isRead = true
    repeat {
      let answer = try await client.unary(
        Methods.ExecutionService.listExecutions.path, request.encoded(), options)
      let page = try ListExecutionsResponse(decoding: answer.message)
      for execution in page.executions { ids.insert(execution.id) }
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return ids
  }
}
