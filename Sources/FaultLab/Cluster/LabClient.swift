internal import Client
internal import GRPC
internal import Messages
internal import NIOCore
internal import Units

/// The lab's own calls: set up, ask, sweep up. Not part of the load.
struct LabClient: Sendable {
  let client: Client

  static func connect(to addresses: [Address], on eventLoop: any EventLoop) async throws
    -> LabClient
  {
    LabClient(client: try await Client.connect(to: addresses, on: eventLoop))
  }

  func read<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, within limit: Timeout = .seconds(10),
    as type: Response.Type = Response.self
  ) async throws -> Response {
    var options = CallOptions()
    options.isRead = true
    options.timeout = limit
    // The first address is asked first, always: some clients are of one node only.
    options.followsLeader = false
    return try Response(
      decoding: try await client.unary(method.path, request.encoded(), options).message)
  }

  func write<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self
  ) async throws -> Response {
    var options = CallOptions()
    options.idempotencyKey = Client.newKey()
    return try Response(
      decoding: try await client.unary(method.path, request.encoded(), options).message)
  }

  /// With the place in the log where it was decided.
  func decided<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self
  ) async throws -> (Response, LogIndex) {
    var options = CallOptions()
    options.idempotencyKey = Client.newKey()
    let answer = try await client.unary(method.path, request.encoded(), options)
    return (try Response(decoding: answer.message), Caller.index(answer.trailers))
  }

  func status(local: Bool = false, within limit: Timeout = .seconds(2)) async throws
    -> ClusterStatus
  {
    try await read(
      Methods.ClusterService.getStatus, GetStatusRequest(local: local), within: limit)
  }

  /// Every execution of the job, as it stands.
  func executions(of job: String) async throws -> [Execution] {
    var request = ListExecutionsRequest(pageSize: 1_000, job: job)
    request.includePayloads = true
    var found: [Execution] = []
    repeat {
      let page: ListExecutionsResponse = try await read(
        Methods.ExecutionService.listExecutions, request, within: .seconds(30))
      found += page.executions
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  /// The same with all their attempts, which a list leaves out.
  func whole(_ executions: [Execution]) async throws -> [Execution] {
    try await withThrowingTaskGroup(of: Execution.self) { group in
      var found: [Execution] = []
      found.reserveCapacity(executions.count)
      for (place, execution) in executions.enumerated() {
        if place >= 64, let next = try await group.next() { found.append(next) }
        let id = execution.id
        group.addTask {
          try await self.read(
            Methods.ExecutionService.getExecution, GetExecutionRequest(execution: id))
        }
      }
      for try await execution in group { found.append(execution) }
      return found.sorted { $0.id < $1.id }
    }
  }

  /// Executions of the job that have not ended, as of one moment: asked for state by state, one that
  /// moves on meanwhile would be seen in none.
  func live(_ job: String) async throws -> Int {
    let found: Job = try await read(Methods.JobService.getJob, GetJobRequest(job: job))
    return found.counts.filter { ["WAITING", "RUNNING"].contains($0.name) }
      .reduce(0) { $0 + Int(clamping: $1.count) }
  }

  func lastOffset() async throws -> UInt64 {
    let page: ListEventsResponse = try await read(
      Methods.EventService.listEvents, ListEventsRequest(pageSize: 1))
    return page.lastOffset
  }
}
