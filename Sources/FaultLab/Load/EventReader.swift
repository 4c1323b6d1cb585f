internal import Checkers
internal import Client
internal import Messages
internal import Units

/// Reads all events from one on, the runtime's own too, and goes on after each break.
actor EventReader {
  private let client: Client
  private let recorder: Recorder
  private let process: UInt32
  private(set) var next: UInt64
  private var stream: MessageStream?

  init(_ client: Client, _ recorder: Recorder, from offset: UInt64) {
    self.client = client
    self.recorder = recorder
    process = recorder.process()
    next = offset
  }

  /// Reads until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      var options = CallOptions()
      options.isRead = true
      options.timeout = .zero
      let request = SubscribeRequest(
        start: .offset(next), filter: EventFilter(includeSystem: true))
      let stream = client.stream(Methods.EventService.subscribe.path, request.encoded(), options)
      self.stream = stream
      recorder.saw(.resumed(offset: next), process: process, at: System.now)
      do {
        for try await bytes in stream { take(try SubscribeResponse(decoding: bytes)) }
      } catch {}
      stream.cancel()
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Everything up to `last` was read: no more will be.
  func end(at last: UInt64) {
    recorder.saw(.end(offset: last), process: process, at: System.now)
    stream?.cancel()
  }

  /// Breaks the stream: a reader whose node is silent goes on elsewhere.
  func nudge() { stream?.cancel() }

  private func take(_ response: SubscribeResponse) {
    let now = System.now
    switch response.item {
    case .event(let event):
      // Of the bytes that a second reader must see too.
      var digest: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in Bytes(event.name.utf8) + event.payload + Bytes(event.id.utf8) {
        digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
      }
      let isSchedule = event.name.hasPrefix("schedule.")
      recorder.saw(
        .event(
          Observation.Event(
            offset: event.offset, id: RecordID(text: event.id) ?? .none, name: event.name,
            key: event.key, time: event.time ?? .epoch,
            cause: RecordID(text: event.causation) ?? .none,
            marker: event.name == LabNames.event ? Marker.read(event.payload) : nil,
            digest: digest,
            payload: isSchedule ? String(decoding: event.payload, as: UTF8.self) : "")),
        process: process, at: now)
      next = event.offset + 1
    case .gap(let gap):
      recorder.saw(
        .skipped(first: gap.firstOffset, last: gap.lastOffset), process: process, at: now)
      next = gap.lastOffset + 1
    case .mark(let mark): if mark.offset >= next { next = mark.offset + 1 }
    case nil: break
    }
  }
}
