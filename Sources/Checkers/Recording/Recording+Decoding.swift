internal import Messages
public import Units

extension Recording {
  /// What a line breaks the schema with.
  public struct LineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    public var line: Int
    public var what: String

    public var description: String { "line \(line): \(what)" }
  }

  /// Reads JSON lines. Members that it does not know are passed over, so that others may add some;
  /// empty lines too.
  public init(jsonLines bytes: Bytes) throws(LineError) {
    self.init()
    var open: [UInt64: Int] = [:]
    var number = 0
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let line = Bytes(rest[rest.startIndex..<end])
      rest = rest[(end < rest.endIndex ? end + 1 : end)...]
      number += 1
      if line.isEmpty { continue }
      do throws(LineReader.Problem) {
        try take(LineReader(line), &open)
      } catch {
        throw LineError(line: number, what: error.what)
      }
    }
  }

  private mutating func take(
    _ line: LineReader, _ open: inout [UInt64: Int]
  ) throws(LineReader.Problem) {
    guard let type = LineType(rawValue: try line.text("type")) else {
      throw LineReader.Problem(what: "'type' is none of invoke, ok, fail, info and see")
    }
    let process = UInt32(truncatingIfNeeded: try line.number("process"))
    let time = try line.signed("time")
    let name = try line.text("f")
    switch type {
    case .invoke:
      let call = try line.number("call")
      guard open[call] == nil else { throw LineReader.Problem(what: "call \(call) began before") }
      open[call] = begin(
        try line.operation(name), key: line.optionalText("idempotency_key") ?? "",
        process: process, at: time)
    case .ok, .fail, .info:
      let call = try line.number("call")
      guard let place = open[call] else {
        throw LineReader.Problem(what: "call \(call) ends and never began")
      }
      guard calls[place].ended == .max else {
        throw LineReader.Problem(what: "call \(call) ended before")
      }
      guard Fields.name(calls[place].operation) == name else {
        throw LineReader.Problem(what: "call \(call) began as another operation than '\(name)'")
      }
      let outcome: History.Outcome<Answer> =
        switch type {
        case .ok: .acknowledged(try line.answer())
        case .fail: line.refusal.map { .acknowledged(.refused($0)) } ?? .refused
        default: .unknown
        }
      end(
        place, outcome, index: LogIndex(try line.optionalNumber("index") ?? 0),
        tries: UInt32(truncatingIfNeeded: try line.optionalNumber("tries") ?? 1), at: time)
    case .see: saw(try line.observation(name), process: process, at: time)
    }
  }
}

/// The members of one line.
private struct LineReader {
  struct Problem: Error { var what: String }

  private let members: [String: JSON]

  init(_ line: Bytes) throws(Problem) {
    let json: JSON
    do { json = try JSON(parsing: line) } catch { throw Problem(what: error.description) }
    guard case .object(let list) = json else { throw Problem(what: "a line is one object") }
    var members: [String: JSON] = [:]
    for member in list { members[member.key] = member.value }
    self.members = members
  }

  func text(_ key: String) throws(Problem) -> String {
    guard let text = members[key]?.text else { throw Problem(what: "'\(key)' is to be text") }
    return text
  }

  func optionalText(_ key: String) -> String? { members[key]?.text }

  func signed(_ key: String) throws(Problem) -> Int64 {
    guard let value = members[key]?.integer else {
      throw Problem(what: "'\(key)' is to be a whole number")
    }
    return value
  }

  func number(_ key: String) throws(Problem) -> UInt64 {
    guard let value = try optionalNumber(key) else {
      throw Problem(what: "'\(key)' is to be a whole number from 0")
    }
    return value
  }

  func optionalNumber(_ key: String) throws(Problem) -> UInt64? {
    guard let member = members[key] else { return nil }
    guard case .number(let text) = member, let value = UInt64(text) else {
      throw Problem(what: "'\(key)' is to be a whole number from 0")
    }
    return value
  }

  func flag(_ key: String) throws(Problem) -> Bool {
    guard case .bool(let value)? = members[key] else {
      throw Problem(what: "'\(key)' is to be true or false")
    }
    return value
  }

  func id(_ key: String) throws(Problem) -> RecordID {
    guard let id = RecordID(text: try text(key)) else {
      throw Problem(what: "'\(key)' is to be an id of 13 characters")
    }
    return id
  }

  private func state() throws(Problem) -> History.State {
    guard let state = History.State(rawValue: try text("state")) else {
      throw Problem(what: "'state' is no state of an execution")
    }
    return state
  }

  private func freshness() throws(Problem) -> ClientOperation.Freshness {
    guard let freshness = ClientOperation.Freshness(rawValue: try text("read")) else {
      throw Problem(what: "'read' is to be linearizable or stale")
    }
    return freshness
  }

  func operation(_ name: String) throws(Problem) -> ClientOperation {
    switch name {
    case "enqueue":
      return .enqueue(
        marker: try number("marker"), job: try text("job"), dedup: optionalText("dedup") ?? "")
    case "read-execution": return .look(execution: try id("execution"), try freshness())
    case "complete", "fail":
      return .report(
        execution: try id("execution"), token: try id("token"), isSuccess: name == "complete")
    case "publish": return .publish(marker: try number("marker"))
    case "open-session": return .openSession
    case "renew": return .renew(session: try id("session"))
    default: break
    }
    let parts = name.split(separator: "-")
    guard parts.count == 2, let kind = ClientOperation.Definition(rawValue: String(parts[1])) else {
      throw Problem(what: "'\(name)' is no operation")
    }
    let change: ClientOperation.Change
    switch (parts[0], kind) {
    case ("create", _): change = .create(value: try text("value"))
    case ("update", _):
      change = .update(value: try text("value"), expected: try number("expected"))
    case ("enable", .job), ("resume", .schedule): change = .turn(on: true)
    case ("disable", .job), ("pause", .schedule): change = .turn(on: false)
    case ("delete", _): change = .delete(expected: try number("expected"))
    case ("read", _): change = .read(try freshness())
    default: throw Problem(what: "'\(name)' is no operation")
    }
    return .define(kind, name: try text("name"), change)
  }

  var refusal: Answer.Refusal? { optionalText("error").flatMap { Answer.Refusal(rawValue: $0) } }

  func answer() throws(Problem) -> Answer {
    if members["version"] != nil {
      return .record(
        value: try text("value"), isOn: try flag("on"), version: try number("version"))
    }
    if members["execution"] != nil {
      return .execution(try id("execution"), isNew: try flag("new"))
    }
    if members["state"] != nil { return .state(try state()) }
    if members["offset"] != nil { return .event(offset: try number("offset")) }
    if members["session"] != nil { return .session(try id("session")) }
    if try flag("done") { return .done }
    throw Problem(what: "'done' is to be true")
  }

  func observation(_ name: String) throws(Problem) -> Observation {
    switch name {
    case "grant":
      return .grant(
        execution: try id("execution"), token: try id("token"),
        attempt: UInt32(truncatingIfNeeded: try number("attempt")))
    case "effect":
      return .effect(
        execution: try id("execution"), token: try id("token"),
        isAccepted: try flag("accepted"))
    case "resumed": return .resumed(offset: try number("offset"))
    case "end": return .end(offset: try number("offset"))
    case "skipped": return .skipped(first: try number("first"), last: try number("last"))
    case "event":
      return .event(
        Observation.Event(
          offset: try number("offset"), id: try id("id"), name: try text("name"),
          key: try text("key"), time: Instant(microseconds: try signed("stamp")),
          cause: members["cause"] == nil ? .none : try id("cause"),
          marker: try optionalNumber("marker"), digest: try id("digest").rawValue,
          payload: optionalText("payload") ?? ""))
    case "final":
      return .final(
        History.Final(
          execution: try id("execution"), marker: try optionalNumber("marker"),
          state: try state(), attempts: try attempts()))
    default: throw Problem(what: "'\(name)' is nothing that is seen")
    }
  }

  private func attempts() throws(Problem) -> [History.Attempt] {
    guard case .array(let list)? = members["attempts"] else {
      throw Problem(what: "'attempts' is to be a list")
    }
    var attempts: [History.Attempt] = []
    for item in list {
      guard let number = item["number"]?.integer, case .bool(let isSuccess)? = item["success"]
      else { throw Problem(what: "an attempt has a 'number' and a 'success'") }
      attempts.append(
        History.Attempt(number: UInt32(truncatingIfNeeded: number), isSuccess: isSuccess))
    }
    return attempts
  }
}
