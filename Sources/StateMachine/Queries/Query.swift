public import Messages
public import Units

/// A question about the state: a kind and the request that the client sent, byte for byte.
///
/// `StateMachine.begin(_:)` answers from memory or says what to read. Reads look through the
/// overlay first and then into the store; a `QueryRun` goes on with what they gave, on any thread.
public struct Query: Hashable, Sendable {
  public var kind: QueryKind
  public var body: Bytes

  public init(_ kind: QueryKind, _ body: Bytes) {
    self.kind = kind
    self.body = body
  }
}

/// What is asked; the answer is the method's response message.
public enum QueryKind: Hashable, Sendable, CaseIterable {
  case getJob, listJobs
  case getSchedule, listSchedules
  case getExecution, listExecutions, listLogs
  /// A `GetExecutionRequest`; answers a `RequeueCommand`'s parts: `RequeueSource`.
  case requeueSource
  /// A `GetExecutionRequest`; answers a `RetainCommand` that deletes it.
  case deletion
  case getQueue, listQueues
  case listWorkers, getWorker
  case getEvent, listEvents, traceEvent
  /// An `EventRange`; answers a `ListEventsResponse` in ascending order.
  case eventRange
  case getModule, listModules
  /// A `GetBundleRequest`; answers a `Bundle`.
  case getBundle
  /// Body: bundle hash (32 bytes) and number (big-endian u32) of a chunk, as `Keys.bundleChunk`
  /// without kind; answers the chunk's bytes.
  case bundleChunk
  case getSettings
  /// The id to look on from (big-endian), or no body; answers a `RetainCommand` with what may be
  /// deleted, empty where nothing is and nothing is left to be looked at.
  case retention
}

/// A read that a query wants done.
public enum StoreRead: Hashable, Sendable {
  case get(Bytes)
  /// At most `limit` records and about `bytes` bytes, from the lower end or, `reversed`, from the
  /// upper end.
  case scan(Keys.Range, reversed: Bool, limit: Int, bytes: Int)
}

/// A record that a read found.
public struct StoreRecord: Hashable, Sendable {
  public var key: Bytes
  public var value: Bytes

  public init(key: Bytes, value: Bytes) {
    self.key = key
    self.value = value
  }
}

/// Where a query stands.
public enum QueryStep: Sendable {
  case answer(Bytes)
  case failure(Failure)
  /// Do these reads, in order, and hand what each gave to `resume`. There are at most 6 rounds.
  case read([StoreRead], QueryRun)
}
