import Checkers
import Messages
import Replica
import StateMachine
import Units
import Workload

/// Somebody who reads all events, in order, from the first one.
struct EventReader {
  var process: UInt32
  /// The next offset.
  var next: UInt64 = 1
  var isReading = false
  /// How often it asked.
  var polls = 0
}

extension Simulation {
  /// Asks any node for what comes next, and now and then for what it had before, as one does that has
  /// lost its place.
  func poll(_ number: Int) {
    guard !clients.isClosing else { return }
    queue.add(
      .client(.subscriber(number)), at: now + .milliseconds(Int64(random.clients.draw(200...600))))
    guard !clients.subscribers[number].isReading else { return }
    let next = clients.subscribers[number].next
    if clients.subscribers[number].polls == 0 || random.clients.happens(50) {
      let from = next - random.clients.below(min(next, 20))
      clients.subscribers[number].next = from
      clients.recording.saw(
        .resumed(offset: from), process: clients.subscribers[number].process, at: stamp)
    }
    clients.subscribers[number].polls += 1
    clients.subscribers[number].isReading = true
    let range = EventRange(from: clients.subscribers[number].next, limit: 200)
    ask(
      Ask(
        request: .query(
          Query(.eventRange, range.encoded()),
          random.clients.happens(500) ? .stale : .linearizable),
        owner: .events(subscriber: number), asked: now))
  }

  func received(_ bytes: Bytes, by number: Int) {
    clients.subscribers[number].isReading = false
    guard let response = try? ListEventsResponse(decoding: bytes) else {
      return fail("events were answered \(bytes)")
    }
    for event in response.events {
      guard let id = RecordID(text: event.id) else { return fail("'\(event.id)' is no event's id") }
      clients.recording.saw(
        .event(
          Observation.Event(
            offset: event.offset, id: id, name: event.name, key: event.key,
            time: event.time ?? .epoch, cause: RecordID(text: event.causation) ?? .none,
            payload: event.payload)),
        process: clients.subscribers[number].process, at: stamp)
      clients.subscribers[number].next = event.offset + 1
    }
  }
}

extension Observation.Event {
  /// As somebody sees it who keeps of the payload only what the checkers read.
  init(
    offset: UInt64, id: RecordID, name: String, key: String, time: Instant, cause: RecordID,
    payload: Bytes
  ) {
    let isSchedule = name.hasPrefix("schedule.")
    self.init(
      offset: offset, id: id, name: name, key: key, time: time, cause: cause,
      marker: Marker.read(payload), digest: Hash128(of: payload, seed: offset ^ id.rawValue).low,
      payload: isSchedule ? String(decoding: payload, as: UTF8.self) : "")
  }
}
