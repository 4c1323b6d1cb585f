import Messages
package import Raft
import Units

/// The core's door for outside checkers: commands as JSON objects, one a line; what the cores do and
/// say as JSON objects, one a line. docs/doors.md lists both.
package struct JSONScript {
  /// A line that is no command, or a command that cannot be done. Nothing of it was done.
  package struct Failure: Error, CustomStringConvertible {
    /// From 1.
    package var line: Int
    package var what: String

    package var description: String { "line \(line): \(what)" }
  }

  /// Bytes of a command, at most.
  package static let lineLimit = 1 << 20

  private let cluster: ScriptCluster
  private var line = 0

  /// Where `traces`, each change of a core's state is a line of its own.
  package init(traces: Bool = false, mutations: RaftMutations = []) {
    cluster = ScriptCluster(mutations: mutations)
    cluster.traces = traces
  }

  /// Does what the next line says, and returns what is to be printed. Empty lines do nothing.
  package mutating func take(_ text: String) throws(Failure) -> [String] {
    line += 1
    guard text.utf8.count <= JSONScript.lineLimit else {
      throw Failure(line: line, what: "more than \(JSONScript.lineLimit) bytes")
    }
    if text.allSatisfy({ $0 == " " }) { return [] }
    let command = try command(text)
    if command.verb == "status" { return cluster.statusLines() }
    if command.verb == "add", cluster.hasNodes {
      throw Failure(line: line, what: "nodes were added before: a script has one cluster")
    }
    cluster.run(command.words)
    var lines: [String] = []
    for event in cluster.takeOutput() {
      switch event {
      case .refused(let why):
        // Scripts of texts have some words of their own.
        let own = command.words.first ?? ""
        throw Failure(line: line, what: why.replacing("'\(own)'", with: "'\(command.verb)'"))
      case .shown(let text) where text == "no alarm is set":
        throw Failure(line: line, what: "no alarm is set at this node")
      case .shown: break
      default: lines.append(event.json)
      }
    }
    return lines
  }

  private func command(_ text: String) throws(Failure) -> (verb: String, words: [String]) {
    let json: JSON
    do { json = try JSON(parsing: text) } catch {
      throw Failure(line: line, what: "no JSON, column \(error.column): \(error.what)")
    }
    guard case .object(let members) = json, case .string(let name)? = json["do"] else {
      throw Failure(line: line, what: "a command is an object with a member \"do\"")
    }
    guard let verb = ScriptVerb.all.first(where: { $0.name == name }) else {
      let names = ScriptVerb.all.map(\.name).joined(separator: ", ")
      throw Failure(line: line, what: "unknown command '\(name)'; there are \(names)")
    }
    var fields = ScriptFields()
    for member in members where member.key != "do" {
      guard let field = verb.fields.first(where: { $0.name == member.key }) else {
        let names = verb.fields.map(\.name).joined(separator: ", ")
        throw Failure(
          line: line,
          what: "'\(name)' has no field '\(member.key)'"
            + (names.isEmpty ? "" : "; its fields are \(names)"))
      }
      guard fields.take(field, member.value) else {
        throw Failure(line: line, what: "'\(member.key)' of '\(name)' wants \(field.kind.text)")
      }
    }
    for field in verb.fields where field.isRequired && !fields.has(field.name) {
      throw Failure(line: line, what: "'\(name)' lacks '\(field.name)'")
    }
    return (name, verb.words(fields))
  }
}

/// What a command's fields hold, by name.
struct ScriptFields {
  private var numbers: [String: [UInt64]] = [:]
  private var texts: [String: String] = [:]

  func has(_ name: String) -> Bool { numbers[name] != nil || texts[name] != nil }

  /// False where the value is not of the field's kind.
  mutating func take(_ field: ScriptVerb.Field, _ value: JSON) -> Bool {
    switch (field.kind, value) {
    case (.number(let most), .number(let text)):
      guard let number = UInt64(text), number <= most else { return false }
      numbers[field.name] = [number]
    case (.numbers, .array(let elements)):
      guard elements.count <= 4_096 else { return false }
      var list: [UInt64] = []
      for element in elements {
        guard case .number(let text) = element, let number = UInt64(text) else { return false }
        list.append(number)
      }
      numbers[field.name] = list
    case (.flag, .bool(let isSet)): numbers[field.name] = [isSet ? 1 : 0]
    case (.word(let words), .string(let text)):
      guard words.contains(text) else { return false }
      texts[field.name] = text
    default: return false
    }
    return true
  }

  func number(_ name: String) -> UInt64? { numbers[name]?.first }

  func word(_ name: String) -> [String] {
    if let text = texts[name] { return [text] }
    return numbers[name].map { $0.map(String.init) } ?? []
  }

  func node(_ name: String) -> [String] { numbers[name].map { $0.map { "n\($0)" } } ?? [] }

  /// `n1>n2`, or `#3` for a place among what is under way.
  var link: [String] {
    if let place = number("place") { return ["#\(place)"] }
    guard let from = number("from"), let to = number("to") else { return [] }
    return ["n\(from)>n\(to)"]
  }
}
