/// A command of a JSON script: its name, its fields, and the words of the text script that do it.
struct ScriptVerb: Sendable {
  struct Field: Sendable {
    enum Kind: Sendable {
      case number(UInt64)
      case numbers
      case flag
      case word([String])

      var text: String {
        switch self {
        case .number(let most): "a whole number up to \(most)"
        case .numbers: "an array of whole numbers"
        case .flag: "true or false"
        case .word(let words): "one of " + words.joined(separator: ", ")
        }
      }
    }
    var name: String
    var kind: Kind
    var isRequired: Bool
  }

  var name: String
  var fields: [Field]
  var words: @Sendable (ScriptFields) -> [String]

  private static func number(_ name: String, _ most: UInt64 = .max >> 1, needed: Bool = true)
    -> Field
  {
    Field(name: name, kind: .number(most), isRequired: needed)
  }

  private static func list(_ name: String, needed: Bool = true) -> Field {
    Field(name: name, kind: .numbers, isRequired: needed)
  }

  private static let node = number("node")
  private static let link = [
    number("from", needed: false), number("to", needed: false), number("place", needed: false),
  ]
  private static let limits = [
    "appendEntries", "inflightMessages", "uncommittedBytes", "electionJitter",
  ]

  private static func simple(_ name: String, _ word: String? = nil) -> ScriptVerb {
    ScriptVerb(name: name, fields: [node]) { [word ?? name] + $0.node("node") }
  }

  static let all: [ScriptVerb] = [
    ScriptVerb(name: "add", fields: [number("voters", 15), number("strangers", 15, needed: false)])
    { fields in
      let voters = fields.number("voters") ?? 1
      return ["cluster", "\(voters)", "of", "\(voters + (fields.number("strangers") ?? 0))"]
    },
    ScriptVerb(
      name: "limit",
      fields: [
        Field(name: "name", kind: .word(limits), isRequired: true), number("value", 1 << 40),
      ]
    ) { ["limit"] + $0.word("name") + $0.word("value") },
    ScriptVerb(name: "log", fields: [node, list("terms")]) {
      ["log"] + $0.node("node") + $0.word("terms")
    },
    ScriptVerb(name: "term", fields: [node, number("term", 1 << 40)]) {
      ["term"] + $0.node("node") + $0.word("term")
    },
    ScriptVerb(name: "damage", fields: [node, list("entries")]) {
      ["damage"] + $0.node("node") + $0.word("entries")
    },
    ScriptVerb(name: "forget", fields: [node, number("entry")]) {
      ["forget"] + $0.node("node") + $0.word("entry")
    },
    ScriptVerb(name: "start", fields: []) { _ in ["start"] },
    simple("campaign", "fire"),
    simple("timeout", "ring"),
    ScriptVerb(
      name: "wait",
      fields: [
        number("milliseconds", 600_000), Field(name: "deliver", kind: .flag, isRequired: false),
      ]
    ) {
      ["wait"] + $0.word("milliseconds") + ($0.number("deliver") == 0 ? ["undelivered"] : [])
    },
    ScriptVerb(name: "deliver", fields: link + [number("count", 1 << 20, needed: false)]) {
      ["deliver"] + $0.word("count") + $0.link
    },
    ScriptVerb(name: "drop", fields: link) { ["drop"] + $0.link },
    ScriptVerb(name: "duplicate", fields: [number("place")]) { ["double"] + $0.link },
    ScriptVerb(name: "cut", fields: [number("from"), number("to")]) { ["cut"] + $0.link },
    ScriptVerb(name: "heal", fields: []) { _ in ["heal"] },
    ScriptVerb(name: "network", fields: []) { _ in ["network"] },
    ScriptVerb(
      name: "propose",
      fields: [
        node, number("count", 10_000, needed: false), number("size", 1 << 24, needed: false),
      ]
    ) {
      ["propose"] + $0.node("node") + ["\($0.number("count") ?? 1)", "of"]
        + ["\($0.number("size") ?? 8)"]
    },
    simple("read"),
    ScriptVerb(
      name: "change",
      fields: [
        node, list("voters"), list("learners", needed: false), list("promoted", needed: false),
        number("based_on", needed: false),
      ]
    ) { fields in
      ["change"] + fields.node("node")
        + (fields.number("based_on").map { ["on", "\($0)"] } ?? []) + ["voters"]
        + fields.node("voters") + ["learners"] + fields.node("learners")
        + fields.node("promoted").map { $0 + "+" }
    },
    ScriptVerb(name: "transfer", fields: [node, number("to", needed: false)]) {
      ["transfer"] + $0.node("node") + $0.node("to")
    },
    ScriptVerb(name: "suspect", fields: [node, number("of")]) {
      ["lose"] + $0.node("node") + $0.node("of")
    },
    simple("hold"),
    ScriptVerb(name: "durable", fields: [node, number("count", 1 << 20, needed: false)]) {
      ["sync"] + $0.node("node") + $0.word("count")
    },
    ScriptVerb(name: "compact", fields: [node, number("index")]) {
      ["compact"] + $0.node("node") + $0.word("index")
    },
    ScriptVerb(name: "snapshot", fields: [number("from"), number("to")]) {
      ["snapshot"] + $0.node("from") + $0.node("to")
    },
    ScriptVerb(name: "repair", fields: [node, list("entries")]) {
      ["repair"] + $0.node("node") + $0.word("entries")
    },
    ScriptVerb(name: "crash", fields: [node, number("keep", 1 << 20, needed: false)]) {
      ["crash"] + $0.node("node") + $0.word("keep")
    },
    simple("restart"),
    simple("wipe"),
    ScriptVerb(name: "status", fields: []) { _ in ["status"] },
  ]
}
