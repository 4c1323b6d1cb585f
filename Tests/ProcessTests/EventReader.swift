import Checkers
import Client
import Messages
import Units

/// Reads all events from the first on, the runtime's own too, and goes on after each break.
actor EventReader {
  private let cluster: LiveCluster
  private let name: String
  private(set) var records: [History.Received] = []
  private(set) var next: UInt64 = 1
  private(set) var breaks = 0

  init(_ cluster: LiveCluster, _ name: String) {
    self.cluster = cluster
    self.name = name
  }

  var history: History.Subscriber {
    History.Subscriber(name: name, records: records, isComplete: true)
  }

  /// Reads until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      var options = CallOptions()
      options.isRead = true
      options.timeout = .zero
      let request = SubscribeRequest(
        start: .offset(next), filter: EventFilter(includeSystem: true))
      let stream = cluster.client.stream(
        Methods.EventService.subscribe.path, request.encoded(), options)
      records.append(.resumed(from: next))
      do {
        for try await bytes in stream { take(try SubscribeResponse(decoding: bytes)) }
      } catch { breaks += 1 }
      stream.cancel()
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  private func take(_ response: SubscribeResponse) {
    switch response.item {
    case .event(let event):
      // Of the bytes that a second reader must see too.
      var digest: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in Bytes(event.name.utf8) + event.payload + Bytes(event.id.utf8) {
        digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
      }
      records.append(
        .event(
          offset: event.offset, id: RecordID(text: event.id) ?? .none,
          marker: event.name == "load.told" ? Marker.read(event.payload) : nil, digest: digest,
          told: .init(
            name: event.name, key: event.key, time: event.time,
            cause: RecordID(text: event.causation) ?? .none)))
      next = event.offset + 1
    case .gap(let gap):
      records.append(.skipped(first: gap.firstOffset, last: gap.lastOffset))
      next = gap.lastOffset + 1
    case .mark(let mark): if mark.offset >= next { next = mark.offset + 1 }
    case nil: break
    }
  }
}

/// Publishes one event after the other, each after the answer to the one before.
struct Publisher: Sendable {
  let cluster: LiveCluster
  let order: Order

  /// Until the task is cancelled. Markers count from 1.
  func run() async -> [History.Publish] {
    var published: [History.Publish] = []
    while !Task.isCancelled {
      let marker = UInt64(published.count + 1)
      let request = PublishEventsRequest(
        events: [EventDraft(name: "load.told", payload: Marker.bytes(marker))])
      let began = order.next()
      var outcome = History.Outcome<UInt64>.unknown
      do {
        let response: PublishEventsResponse = try await cluster.write(
          Methods.EventService.publishEvents, request)
        if let item = response.items.first { outcome = .acknowledged(item.offset) }
      } catch {}
      published.append(
        History.Publish(marker: marker, began: began, ended: order.next(), outcome: outcome))
      try? await Task.sleep(for: .milliseconds(20))
    }
    return published
  }
}
