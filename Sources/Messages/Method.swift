/// One method of a service.
public struct Method: Hashable, Sendable {
  /// `/carillon.v1.JobService/GetJob`
  public let path: String
  /// The least role that may call it; `unspecified` where the service is not ours.
  public let role: Access.Role
  public let isClientStreaming: Bool
  public let isServerStreaming: Bool
  /// Full names of its messages, as in `Registry`.
  public let request: String
  public let response: String
  /// What `google.api.http` says, the main route first.
  public let routes: [HTTPRoute]

  public init(
    path: String, role: Access.Role, isClientStreaming: Bool, isServerStreaming: Bool,
    request: String, response: String, routes: [HTTPRoute] = []
  ) {
    self.path = path
    self.role = role
    self.isClientStreaming = isClientStreaming
    self.isServerStreaming = isServerStreaming
    self.request = request
    self.response = response
    self.routes = routes
  }

  public var isUnary: Bool { !isClientStreaming && !isServerStreaming }

  /// `carillon.v1.JobService`
  public var service: Substring { path.dropFirst().prefix { $0 != "/" } }

  /// `GetJob`
  public var name: Substring { path.dropFirst(service.utf8.count + 2) }
}

/// A REST route of a method.
public struct HTTPRoute: Hashable, Sendable {
  public enum Verb: String, Hashable, Sendable {
    case get = "GET"
    case put = "PUT"
    case post = "POST"
    case delete = "DELETE"
    case patch = "PATCH"
  }
  public let verb: Verb
  /// `/api/v1/jobs/{job}`: a segment in braces is a field of the request.
  public let pattern: String
  /// The request's field that the body is, `*` for the whole request, empty for none.
  public let body: String

  public init(_ verb: Verb, _ pattern: String, body: String) {
    self.verb = verb
    self.pattern = pattern
    self.body = body
  }
}
