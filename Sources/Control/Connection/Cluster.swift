internal import Client
internal import GRPC
internal import Messages
internal import NIOCore
internal import NIOPosix
internal import Units

/// The cluster as a command sees it: typed calls whose failures are sentences.
struct Cluster {
  let client: Client
  let context: Context
  let timeout: Timeout
  let output: OutputFormat

  static func connect(_ options: GlobalOptions) async throws -> Cluster {
    let context = try Context.resolve(flags: options.endpoint)
    guard let timeout = SpanText.parse(options.timeout), timeout > .zero else {
      throw Problem(
        "'\(options.timeout)' is no time span", hint: "write a number and ms, s, m or h: 10s",
        status: .usage)
    }
    let client = try await Client.connect(
      to: context.addresses, on: MultiThreadedEventLoopGroup.singleton.any())
    return Cluster(
      client: client, context: context, timeout: timeout, output: options.outputFormat)
  }

  func read<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self,
    timeout: Timeout? = nil
  ) async throws -> Response {
    var options = CallOptions()
    options.isRead = true
    options.timeout = timeout ?? self.timeout
    return try await call(method, request, options)
  }

  /// A write under a fresh idempotency key, so that it may be tried again without harm.
  func write<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self
  ) async throws -> Response {
    var options = CallOptions()
    options.timeout = timeout
    options.idempotencyKey = Client.newKey()
    return try await call(method, request, options)
  }

  /// A change that must not be sent a second time beside the first, as a keyed write may be: of two
  /// changes of members at once one is refused. Tried again only where it certainly was not begun.
  func change<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self,
    timeout: Timeout? = nil
  ) async throws -> Response {
    var options = CallOptions()
    options.timeout = timeout ?? self.timeout
    return try await call(method, request, options)
  }

  private func call<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, _ options: CallOptions
  ) async throws -> Response {
    do {
      let answer = try await client.unary(method.path, request.encoded(), options)
      return try Response(decoding: answer.message)
    } catch let error as CallError {
      throw Problem(error, context)
    } catch let failure as Failure {
      throw Problem("the answer cannot be read: \(failure.message)", status: .software)
    }
  }

  /// The messages of a server stream; a failure is thrown as a `Problem`.
  func stream<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self,
    _ body: (Response) async throws -> Bool
  ) async throws {
    var options = CallOptions()
    options.isRead = true
    options.timeout = .zero
    let stream = client.stream(method.path, request.encoded(), options)
    do {
      for try await message in stream {
        if try await !body(try Response(decoding: message)) {
          stream.cancel()
          return
        }
      }
    } catch let error as CallError {
      throw Problem(error, context)
    } catch let failure as Failure {
      throw Problem("the answer cannot be read: \(failure.message)", status: .software)
    }
  }

  /// Follows a stream over changes of leader and deaths of nodes: `start` makes the request from
  /// where the last one ended. Gives up after `patience` without an answer.
  func follow<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, patience: Timeout = .seconds(30), start: () -> Request,
    as type: Response.Type = Response.self, _ body: (Response) async throws -> Bool
  ) async throws {
    var since = TimeText.now()
    while true {
      do {
        try await stream(method, start(), as: type) { response in
          since = TimeText.now()
          return try await body(response)
        }
        return
      } catch let problem as Problem where problem.mayPass && TimeText.now() - since < patience {
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  func close() async { await client.close() }
}

extension Problem {
  /// What a failed call means to whoever typed the command.
  init(_ error: CallError, _ context: Context) {
    let failure = Failure(
      code: StatusCode(rawValue: error.status.code.rawValue) ?? .unknown,
      message: error.status.message,
      details: error.status.details.isEmpty ? nil : error.status.details)
    var message = failure.message.isEmpty ? error.status.code.name : failure.message
    var excerpt: [String] = []
    var hint: String?
    var status = Problem.exit(error.status.code)
    func entry(_ key: String) -> String? { failure.metadata.first { $0.key == key }?.value }
    if let expression = entry("expression"), let column = entry("column").flatMap({ Int($0) }) {
      let length = entry("length").flatMap { Int($0) } ?? 1
      excerpt = [
        expression,
        String(repeating: " ", count: min(column, 512))
          + String(repeating: "^", count: min(max(1, length), 512)),
      ]
    }
    hint = entry("hint")
    if !error.isFromServer && error.status.code == .unavailable {
      let all = context.addresses.map(\.description).joined(separator: ", ")
      message = "nobody answers at \(all): \(failure.message)"
      hint = "the addresses come from \(context.origin)"
      status = .nobody
    } else if failure.reason == .noLeader {
      status = .nobody
    }
    self.init(
      message, excerpt: excerpt, hint: hint,
      code: error.isFromServer
        ? failure.reason == .internalError || failure.reason.rawValue == error.status.code.name
          ? error.status.code.name : "\(error.status.code.name), \(failure.reason.rawValue)"
        : "",
      status: status)
    mayPass = error.status.code == .unavailable || !error.isFromServer
  }

  private static func exit(_ code: Status.Code) -> ExitStatus {
    switch code {
    case .invalidArgument, .outOfRange, .alreadyExists, .failedPrecondition: .data
    case .notFound: .missing
    case .unavailable, .deadlineExceeded, .unimplemented: .unavailable
    case .resourceExhausted, .aborted: .tryAgain
    case .permissionDenied, .unauthenticated: .notPermitted
    case .ok, .cancelled, .unknown, .internal, .dataLoss: .software
    }
  }
}
