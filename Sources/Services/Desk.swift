internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// What the services have in common: who asks, under which key, and the way of plain writes and
/// reads, which are most methods: check, command or query, answer. One for each node, on its loop.
struct Desk {
  let node: Node

  /// Whoever speaks without credentials, which only loopback and a flag allow.
  static let anonymous = "anonymous"

  typealias Check = (Bytes) throws(Failure) -> Void

  // MARK: Methods that are one command or one query

  /// A write whose command's body is the request, byte for byte.
  func write(
    _ router: inout Router, _ method: Messages.Method, _ kind: CommandKind,
    check: Check? = nil
  ) {
    node.serve(into: &router, method.path, .write) { call in
      do throws(Failure) {
        try check?(call.request)
        submit(Command(try header(kind, call, method), body: call.request), call)
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  /// A write whose command is made from the request.
  func write(
    _ router: inout Router, _ method: Messages.Method,
    make: @escaping (NodeCall) throws(Failure) -> Command
  ) {
    node.serve(into: &router, method.path, .write) { call in
      do throws(Failure) {
        submit(try make(call), call)
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  /// A read whose query's body is the request, byte for byte.
  func read(_ router: inout Router, _ method: Messages.Method, _ kind: QueryKind) {
    node.serve(into: &router, method.path, .read) { call in
      do throws(Failure) {
        node.query(Query(kind, call.request), try freshness(call)) { call.finish($0) }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  func submit(_ command: Command, _ call: NodeCall) {
    node.submit(command, for: call) { call.finish($0) }
  }

  // MARK: Who asks

  func principal(_ call: ServerCall) -> String { Desk.anonymous }

  func header(
    _ kind: CommandKind, _ call: NodeCall, _ method: Messages.Method,
    session: RecordID = .none
  ) throws(Failure) -> CommandHeader {
    let principal = principal(call.call)
    var idempotency: CommandHeader.Idempotency?
    if let key = call.idempotencyKey {
      guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
      else {
        throw Failure.field(
          "idempotency-key", .fieldInvalid,
          "a key has 1 to 128 printable ASCII characters, this one has \(key.utf8.count) bytes")
      }
      idempotency = CommandHeader.Idempotency(
        principal: principal, method: method.path, key: key, body: call.request)
    }
    return CommandHeader(
      kind, principal: principal, session: session, idempotency: idempotency,
      trace: trace(call.call))
  }

  /// A W3C `traceparent`; one that is too long to be one is left out.
  func trace(_ call: ServerCall) -> String {
    let metadata = call.metadata
    guard !metadata.isEmpty, let trace = metadata["traceparent"], trace.utf8.count <= 128 else {
      return ""
    }
    return trace
  }

  func freshness(_ call: NodeCall) throws(Failure) -> Freshness {
    try Freshness(call.call.metadata)
  }

  /// A session's id as a field of a request.
  static func session(_ text: String) throws(Failure) -> RecordID {
    guard let id = RecordID(text: text) else {
      throw Failure.field(
        "session", .idInvalid, "'\(text.prefix(40))' is no id: 13 characters of Crockford base32")
    }
    return id
  }
}
