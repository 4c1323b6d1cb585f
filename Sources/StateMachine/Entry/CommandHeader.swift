public import Units

/// What the leader adds to a client's bytes: who asks, and under which key.
public struct CommandHeader: Hashable, Sendable {
  public var kind: CommandKind
  /// Who asks; at most 255 bytes of UTF-8, the rest is cut.
  public var principal: String
  /// The worker's session, for the kinds that need one; else `none`.
  public var session: RecordID
  public var idempotency: Idempotency?
  /// A W3C `traceparent`, empty where none came; at most 255 bytes.
  public var trace: String

  /// Names one request of one principal, so that its repeat can be told.
  public struct Idempotency: Hashable, Sendable {
    /// Of principal, method and key: `Idempotency.init(principal:method:key:body:)`.
    public var scope: Hash128
    /// Of the request's bytes.
    public var body: Hash128

    public init(scope: Hash128, body: Hash128) {
      self.scope = scope
      self.body = body
    }

    public init(principal: String, method: String, key: String, body: Bytes) {
      var named = Bytes()
      for part in [principal, method, key] {
        named.append(littleEndian: UInt32(part.utf8.count))
        named.append(contentsOf: part.utf8)
      }
      self.init(scope: Hash128(of: named), body: Hash128(of: body))
    }
  }

  public init(
    _ kind: CommandKind, principal: String = "", session: RecordID = .none,
    idempotency: Idempotency? = nil, trace: String = ""
  ) {
    self.kind = kind
    self.principal = principal
    self.session = session
    self.idempotency = idempotency
    self.trace = trace
  }
}

/// One command of an entry: a header and the bytes of a request.
public struct Command: Hashable, Sendable {
  public var header: CommandHeader
  public var body: Bytes

  public init(_ header: CommandHeader, body: Bytes = []) {
    self.header = header
    self.body = body
  }

  /// An upper bound of the bytes that it takes in a batch.
  public var size: Int { 64 + header.principal.utf8.count + header.trace.utf8.count + body.count }
}
