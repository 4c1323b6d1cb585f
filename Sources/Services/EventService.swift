internal import GRPC
internal import Messages
internal import Node
internal import StateMachine

/// `carillon.v1.EventService`: publish, read, follow, trace.
struct EventService {
  let desk: Desk

  /// Events of one call at most.
  static let most = 1_000

  func register(into router: inout Router) {
    typealias Method = Methods.EventService
    desk.write(&router, Method.publishEvents, .publishEvents) { (body) throws(Failure) in
      let events = try PublishEventsRequest(decoding: body).events
      guard (1...EventService.most).contains(events.count) else {
        throw Failure.field(
          "events", .fieldInvalid, "\(events.count) events, a call publishes 1 to 1000")
      }
      for (place, event) in events.enumerated() {
        try Checks.json(event.payload, event.contentType, at: "events[\(place)].payload")
      }
    }
    desk.read(&router, Method.getEvent, .getEvent)
    desk.read(&router, Method.listEvents, .listEvents)
    desk.read(&router, Method.traceEvent, .traceEvent)
    let node = desk.node
    node.serve(into: &router, Method.subscribe.path, .read) { call in
      do throws(Failure) {
        let request = try SubscribeRequest(decoding: call.request)
        if let predicate = request.filter?.predicate, !predicate.isEmpty {
          throw Failure(
            .unimplemented, .unimplemented,
            "predicates over the payload are not served yet: filter by name, source or key")
        }
        Subscriber(request, call, node).start()
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }
}
