import Messages
import Raft
import Units

/// Writes one object: nodes, terms and indexes are numbers.
struct JSONLine {
  private var writer = JSONWriter()

  init() { writer.beginObject() }

  mutating func closed() -> String {
    writer.endObject()
    return writer.text
  }

  mutating func event(_ name: String, _ node: NodeID?) {
    text("event", name)
    if let node { number("node", node.rawValue) }
  }

  mutating func number(_ key: String, _ value: UInt64) {
    writer.key(key)
    element(value)
  }

  mutating func element(_ value: UInt64) { writer.number(String(value)) }

  mutating func text(_ key: String, _ value: String) {
    writer.key(key)
    writer.value(value)
  }

  mutating func flag(_ key: String, _ value: Bool) {
    writer.key(key)
    writer.value(value)
  }

  /// Null for nobody.
  mutating func node(_ key: String, _ node: NodeID?) {
    writer.key(key)
    if let node { element(node.rawValue) } else { writer.null() }
  }

  mutating func list(_ key: String, _ elements: (inout JSONLine) -> Void) {
    writer.key(key)
    writer.beginArray()
    elements(&self)
    writer.endArray()
  }

  mutating func position(_ key: String, _ position: LogPosition) {
    writer.key(key)
    writer.beginObject()
    number("index", position.index.rawValue)
    number("term", position.term.rawValue)
    writer.endObject()
  }

  mutating func entry(_ header: EntryHeader) {
    writer.beginObject()
    number("index", header.index.rawValue)
    number("term", header.term.rawValue)
    text("kind", "\(header.kind)")
    number("size", UInt64(header.size))
    writer.endObject()
  }

  mutating func configuration(_ placed: PlacedConfiguration) {
    writer.key("configuration")
    writer.beginObject()
    number("index", placed.index.rawValue)
    let configuration = placed.configuration
    list("voters") { line in configuration.voters.forEach { line.element($0.id.rawValue) } }
    list("outgoing") { line in configuration.outgoing.forEach { line.element($0.id.rawValue) } }
    list("learners") { line in
      configuration.learners.forEach { line.element($0.member.id.rawValue) }
    }
    writer.endObject()
  }

  mutating func peer(_ peer: PeerStatus) {
    writer.beginObject()
    number("node", peer.id.rawValue)
    flag("voter", peer.isVoter)
    text("replication", peer.replication.rawValue)
    number("match", peer.match.rawValue)
    number("next", peer.next.rawValue)
    flag("active", peer.isActive)
    writer.endObject()
  }

  mutating func state(_ state: CoreState) {
    number("term", state.hardState.term.rawValue)
    node("vote", state.hardState.vote)
    text("role", state.role.text)
    node("leader", state.leader)
    position("last", state.last)
    number("base", state.base.rawValue)
    number("durable", state.durable.rawValue)
    number("commit", state.commit.rawValue)
    number("applied", state.applied.rawValue)
    number("configuration_index", state.configuration.rawValue)
  }

  mutating func message(_ message: Message) {
    number("from", message.from.rawValue)
    number("to", message.to.rawValue)
    number("term", message.term.rawValue)
    text("kind", message.body.kind)
    text("text", message.body.text)
  }
}
