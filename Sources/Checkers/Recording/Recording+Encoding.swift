internal import Messages
public import Units

/// Recordings as JSON lines, one object for each line of `Recording.lines`: the schema is in
/// `docs/history.md`. Numbers that JavaScript's doubles cannot hold are ids, and those are text.
extension Recording {
  public var jsonLines: Bytes {
    var bytes = Bytes()
    bytes.reserveCapacity(lines.count * 96)
    for line in lines {
      bytes.append(contentsOf: encoded(line))
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private func encoded(_ line: Line) -> Bytes {
    var writer = LineWriter()
    switch line.content {
    case .began(let number):
      let call = calls[number]
      writer.head(Recording.name(.invoke), call.process, line.time, Fields.name(call.operation))
      writer.number("call", UInt64(number))
      if !call.key.isEmpty { writer.text("idempotency_key", call.key) }
      writer.operation(call.operation)
    case .ended(let number):
      let call = calls[number]
      let type: LineType =
        switch call.outcome {
        case .acknowledged(.refused), .refused: .fail
        case .acknowledged: .ok
        case .unknown: .info
        }
      writer.head(Recording.name(type), call.process, line.time, Fields.name(call.operation))
      writer.number("call", UInt64(number))
      if let answer = call.answer { writer.answer(answer) }
      if call.index != .zero { writer.number("index", call.index.rawValue) }
      if call.tries != 1 { writer.number("tries", UInt64(call.tries)) }
    case .saw(let number):
      let sight = sights[number]
      writer.head(
        Recording.name(.see), sight.process, line.time, Fields.name(sight.observation))
      writer.observation(sight.observation)
    }
    return writer.closed()
  }

  enum LineType: String, CaseIterable {
    case invoke
    case ok
    case fail
    case info
    case see
  }

  private static func name(_ type: LineType) -> String { type.rawValue }
}

/// What operations and observations are called on the lines.
enum Fields {
  static func name(_ operation: ClientOperation) -> String {
    switch operation {
    case .define(let kind, _, let change):
      let verb =
        switch change {
        case .create: "create"
        case .update: "update"
        case .turn(on: true): kind == .job ? "enable" : "resume"
        case .turn(on: false): kind == .job ? "disable" : "pause"
        case .delete: "delete"
        case .read: "read"
        }
      return "\(verb)-\(kind.rawValue)"
    case .enqueue: return "enqueue"
    case .look: return "read-execution"
    case .report(_, _, let isSuccess): return isSuccess ? "complete" : "fail"
    case .publish: return "publish"
    case .openSession: return "open-session"
    case .renew: return "renew"
    }
  }

  static func name(_ observation: Observation) -> String {
    switch observation {
    case .grant: "grant"
    case .effect: "effect"
    case .resumed: "resumed"
    case .event: "event"
    case .skipped: "skipped"
    case .end: "end"
    case .final: "final"
    }
  }
}

/// One object of flat members.
private struct LineWriter {
  private var json = JSONWriter()

  init() { json.beginObject() }

  mutating func closed() -> Bytes {
    json.endObject()
    return json.bytes
  }

  mutating func head(_ type: String, _ process: UInt32, _ time: Int64, _ name: String) {
    text("type", type)
    number("process", UInt64(process))
    json.key("time")
    json.number(String(time))
    text("f", name)
  }

  mutating func text(_ key: String, _ value: String) {
    json.key(key)
    json.value(value)
  }

  mutating func number(_ key: String, _ value: UInt64) {
    json.key(key)
    json.number(String(value))
  }

  mutating func flag(_ key: String, _ value: Bool) {
    json.key(key)
    json.value(value)
  }

  mutating func id(_ key: String, _ value: RecordID) { text(key, value.text) }

  mutating func operation(_ operation: ClientOperation) {
    switch operation {
    case .define(_, let name, let change):
      text("name", name)
      switch change {
      case .create(let value): text("value", value)
      case .update(let value, let expected):
        text("value", value)
        number("expected", expected)
      case .delete(let expected): number("expected", expected)
      case .read(let freshness): text("read", freshness.rawValue)
      case .turn: break
      }
    case .enqueue(let marker, let job, let dedup):
      number("marker", marker)
      text("job", job)
      if !dedup.isEmpty { text("dedup", dedup) }
    case .look(let execution, let freshness):
      id("execution", execution)
      text("read", freshness.rawValue)
    case .report(let execution, let token, _):
      id("execution", execution)
      id("token", token)
    case .publish(let marker): number("marker", marker)
    case .openSession: break
    case .renew(let session): id("session", session)
    }
  }

  mutating func answer(_ answer: Answer) {
    switch answer {
    case .record(let value, let isOn, let version):
      text("value", value)
      flag("on", isOn)
      number("version", version)
    case .done: flag("done", true)
    case .execution(let execution, let isNew):
      id("execution", execution)
      flag("new", isNew)
    case .state(let state): text("state", state.rawValue)
    case .event(let offset): number("offset", offset)
    case .session(let session): id("session", session)
    case .refused(let refusal): text("error", refusal.rawValue)
    }
  }

  mutating func observation(_ observation: Observation) {
    switch observation {
    case .grant(let execution, let token, let attempt):
      id("execution", execution)
      id("token", token)
      number("attempt", UInt64(attempt))
    case .effect(let execution, let token, let isAccepted):
      id("execution", execution)
      id("token", token)
      flag("accepted", isAccepted)
    case .resumed(let offset), .end(let offset): number("offset", offset)
    case .event(let event):
      number("offset", event.offset)
      id("id", event.id)
      text("name", event.name)
      text("key", event.key)
      json.key("stamp")
      json.number(String(event.time.microseconds))
      if event.cause != .none { id("cause", event.cause) }
      if let marker = event.marker { number("marker", marker) }
      id("digest", RecordID(event.digest))
      if !event.payload.isEmpty { text("payload", event.payload) }
    case .skipped(let first, let last):
      number("first", first)
      number("last", last)
    case .final(let final):
      id("execution", final.execution)
      if let marker = final.marker { number("marker", marker) }
      text("state", final.state.rawValue)
      json.key("attempts")
      json.beginArray()
      for attempt in final.attempts {
        json.beginObject()
        number("number", UInt64(attempt.number))
        flag("success", attempt.isSuccess)
        json.endObject()
      }
      json.endArray()
    }
  }
}
