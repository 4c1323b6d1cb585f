internal import Glibc
public import Units

/// Which handler serves which method. Filled once, before the server listens.
///
/// Handlers run on the server's event loop, inside the turn in which the request was read, and must
/// not wait. They answer whenever they like, in the same turn or a later one, through the call that
/// they were given; every call must be ended once (`respond`, `fail` or `finish`), also after a
/// cancel (then ending is cheap and sends nothing): until then it counts as running work.
public struct Router {
  /// One request, read whole; then any number of responses.
  public typealias UnaryHandler = (_ request: Bytes, _ call: ServerCall) -> Void
  /// Called when the request headers are there. The handler sets `onMessage` and the like.
  public typealias StreamHandler = (_ call: ServerCall) -> Void

  enum Handler {
    case unary(UnaryHandler)
    case stream(StreamHandler)
  }

  struct Route {
    let path: String
    /// The same as UTF-8, to compare with what comes off the wire.
    let bytes: Bytes
    let handler: Handler

    init(path: String, handler: Handler) {
      self.path = path
      self.bytes = Array(path.utf8)
      self.handler = handler
    }
  }

  private var routes: [Route] = []
  /// Open addressing over `routes` by `Router.hash`; -1 is free. A power of two, at most half full.
  private var table: [Int32] = Array(repeating: -1, count: 64)

  public init() {}

  /// Every path served, in the order of registration.
  public var paths: [String] { routes.map(\.path) }

  /// Serves a unary or a server-streaming method: `handler` gets the whole request.
  /// `path` is `/package.Service/Method` and must not be taken.
  public mutating func unary(_ path: String, _ handler: @escaping UnaryHandler) {
    add(Route(path: path, handler: .unary(handler)))
  }

  /// The same as `unary`, for methods that answer with a stream: use `send` and `finish`.
  public mutating func serverStream(_ path: String, _ handler: @escaping UnaryHandler) {
    add(Route(path: path, handler: .unary(handler)))
  }

  /// Serves a client-streaming or bidirectional method.
  public mutating func stream(_ path: String, _ handler: @escaping StreamHandler) {
    add(Route(path: path, handler: .stream(handler)))
  }

  private mutating func add(_ route: Route) {
    precondition(
      route.path.hasPrefix("/") && route.path.dropFirst().contains("/"),
      "a method's path is /package.Service/Method, not \(route.path)")
    precondition(!routes.contains { $0.path == route.path }, "\(route.path) is served twice")
    routes.append(route)
    if routes.count * 2 > table.count { table = Array(repeating: -1, count: table.count * 2) }
    rebuild()
  }

  private mutating func rebuild() {
    for place in table.indices { table[place] = -1 }
    for (number, route) in routes.enumerated() {
      let path = Array(route.path.utf8)
      var place = unsafe path.withUnsafeBufferPointer { unsafe Router.hash($0) } & (table.count - 1)
      while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
      table[place] = Int32(number)
    }
  }

  /// The number of the route that serves `path`, or nil. `path` is only read during the call.
  func find(_ path: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = unsafe Router.hash(path) & (table.count - 1)
    while table[place] >= 0 {
      let number = Int(table[place])
      if unsafe Router.isSame(routes[number].bytes, path) { return number }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  private static func isSame(_ known: Bytes, _ path: UnsafeBufferPointer<UInt8>) -> Bool {
    if known.count != path.count { return false }
    return unsafe known.withUnsafeBytes { bytes in
      guard let left = bytes.baseAddress, let right = path.baseAddress else { return true }
      return unsafe memcmp(left, right, path.count) == 0
    }
  }

  func route(_ number: Int) -> Route { routes[number] }

  /// XXH3: methods share long prefixes, and a peer chooses what is looked up, not what is stored.
  private static func hash(_ path: UnsafeBufferPointer<UInt8>) -> Int {
    Int(
      truncatingIfNeeded: unsafe Hash128(of: UnsafeRawBufferPointer(path)).low & 0x7FFF_FFFF)
  }
}
