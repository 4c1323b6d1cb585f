import ArgumentParser
import Client
import GRPC
import Glibc
import Messages
import NIOCore
import NIOPosix
import Units

/// `bench fill`: a state of a wanted size.
struct FillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill", abstract: "Enqueues many executions that nobody runs, in batches.",
    discussion: """
      Makes a job of its own, whose queue is paused, and leaves all of it there. Payloads are JSON
      strings of random letters, which compress by a quarter. Prints one JSON object.
      """)

  static let queue = "fill"
  static let batch = 500
  /// Of which JSON escapes none.
  static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  @Option(help: "Addresses, separated by commas.") var endpoint: String
  @Option(help: "How many.") var executions = 100_000
  @Option(help: "Bytes of each payload, 2 at least.") var payload = 256
  @Option(help: "Batches under way at a time.") var clients = 8

  func run() async throws {
    guard (1...100_000_000).contains(executions), (2...8_192).contains(payload),
      (1...256).contains(clients)
    else {
      throw ValidationError(
        "--executions is 1 to 100000000, --payload 2 to 8192, --clients 1 to 256")
    }
    let addresses = endpoint.split(separator: ",").compactMap { Address(String($0)) }
    guard !addresses.isEmpty else { throw ValidationError("--endpoint names no host:port") }
    let client = try await Client.connect(
      to: addresses, on: MultiThreadedEventLoopGroup.singleton.any())
    var random = SystemRandomNumberGenerator()
    let job = "fill-\(RecordID(random.next() >> 8).text.lowercased())"
    _ = try await client.unary(
      Methods.JobService.createJob.path,
      CreateJobRequest(job: Job(name: job, handler: "none", queue: FillCommand.queue)).encoded(),
      keyed())
    _ = try await client.unary(
      Methods.QueueService.pauseQueue.path,
      PauseQueueRequest(queue: FillCommand.queue, note: "only filled, never run").encoded(),
      keyed())
    let began = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      var left = executions
      var open = 0
      var seed = random.next()
      while left > 0 || open > 0 {
        while left > 0, open < clients {
          let count = min(left, FillCommand.batch)
          left -= count
          open += 1
          seed &+= 1
          let body = request(job, count, seed: seed)
          group.addTask { try await send(body, count, client) }
        }
        try await group.next()
        open -= 1
      }
    }
    let span = (ContinuousClock.now - began) / .seconds(1)
    await client.close()
    print(
      "{\"job\":\"\(job)\",\"executions\":\(executions),\"payload\":\(payload),"
        + "\"seconds\":\((span * 10).rounded() / 10)}")
  }

  /// Comes again under the same key where the cluster has too much to do.
  private func send(_ body: Bytes, _ count: Int, _ client: Client) async throws {
    let options = keyed()
    for attempt in 0... {
      do {
        let answer = try await client.unary(
          Methods.ExecutionService.enqueueBatch.path, body, options)
        let made = try EnqueueBatchResponse(decoding: answer.message).responses.count
        guard made == count else { throw BenchFailure("\(made) of \(count) were enqueued") }
        return
      } catch let error {
        guard attempt < 100, error is CallError else { throw error }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  private func request(_ job: String, _ count: Int, seed: UInt64) -> Bytes {
    var random = SeededGenerator(seed: seed)
    var batch = EnqueueBatchRequest()
    for _ in 0..<count {
      var body = Bytes()
      body.reserveCapacity(payload)
      body.append(UInt8(ascii: "\""))
      while body.count < payload - 1 {
        var bits = random.next()
        for _ in 0..<10 where body.count < payload - 1 {
          body.append(FillCommand.letters[Int(bits & 63)])
          bits >>= 6
        }
      }
      body.append(UInt8(ascii: "\""))
      batch.requests.append(EnqueueRequest(job: job, payload: body))
    }
    return batch.encoded()
  }

  private func keyed() -> CallOptions {
    var options = CallOptions()
    options.idempotencyKey = Client.newKey()
    options.timeout = .seconds(30)
    return options
  }
}
