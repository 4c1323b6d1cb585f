internal import GRPC
internal import Messages
internal import Node
internal import Units

/// `grpc.health.v1.Health`: NOT_SERVING while the node has no leader to reach, or drains.
struct HealthService {
  let desk: Desk

  func register(into router: inout Router) {
    let node = desk.node
    node.serve(into: &router, Methods.Health.check.path, .local) { call in
      do throws(Failure) {
        let request = try Health.HealthCheckRequest(decoding: call.request)
        guard isKnown(request.service) else { throw HealthService.unknown(request.service) }
        call.respond(answer.encoded(), at: .none)
      } catch {
        call.fail(error)
      }
    }
    node.serve(into: &router, Methods.Health.watch.path, .local) { call in
      do throws(Failure) {
        let request = try Health.HealthCheckRequest(decoding: call.request)
        watch(call, isKnown(request.service))
      } catch {
        call.fail(error)
      }
    }
  }

  private static func unknown(_ service: String) -> Failure {
    Failure(.notFound, .notFound, "there is no service '\(service.prefix(80))'")
  }

  private func isKnown(_ service: String) -> Bool {
    service.isEmpty || Services.names.contains(service)
  }

  private var answer: Health.HealthCheckResponse {
    Health.HealthCheckResponse(status: desk.node.isServing ? .serving : .notServing)
  }

  /// Says how it is, and again with each change. A service that is not known is said to be so and
  /// watched all the same (health.proto).
  private func watch(_ call: NodeCall, _ isKnown: Bool) {
    var last: Health.HealthCheckResponse?
    func tell() {
      guard !call.call.isEnded else { return }
      let now = isKnown ? answer : Health.HealthCheckResponse(status: .serviceUnknown)
      guard now != last else { return }
      last = now
      call.call.send(now.encoded())
    }
    let registration = desk.node.onChange { tell() }
    call.call.onCancel { _ in
      desk.node.removeListener(registration)
      call.call.fail(Status(.cancelled))
    }
    tell()
  }
}
