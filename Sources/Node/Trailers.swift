import GRPC
import Messages
import Units

/// The fields that every answer ends with (`api.md`, "Rules for every call").
enum Trailers {
  static let index = "carillon-index"
  static let term = "carillon-term"
  /// The name of the node that was asked.
  static let node = "carillon-node"
  /// The address of the leader, where one is known: a client may go there.
  static let leader = "carillon-leader"
  /// On calls from node to node: the id of the node that forwarded the call.
  static let forwarded = "carillon-forwarded"

  /// From node to node, on failures only: `none` where the call certainly changed nothing, `unknown`
  /// where nobody can say.
  static let outcome = "carillon-outcome"

  static func of(_ mark: NodeMark) -> Metadata {
    var trailers = Metadata()
    guard mark.index > .zero else { return trailers }
    trailers.add(index, String(mark.index.rawValue), isVolatile: true)
    trailers.add(term, String(mark.term.rawValue))
    return trailers
  }

  /// What a forwarded answer keeps of the leader's trailers: node and leader are said anew.
  static func passedOn(_ trailers: Metadata) -> Metadata {
    trailers.removing([node, leader, outcome])
  }
}
