import GRPC
import Units

/// Who speaks on a stream between nodes, and whom it wants: fields of the stream's metadata.
struct Handshake: Hashable, Sendable {
  /// The version of the messages between nodes; another one is refused.
  static let version = "2"

  var cluster: ClusterID
  var from: NodeID
  var incarnation: Incarnation
  var to: NodeID
  /// Where to answer: the configuration here may not name the sender yet.
  var address: String

  init(
    cluster: ClusterID, from: NodeID, incarnation: Incarnation, to: NodeID, address: String
  ) {
    self.cluster = cluster
    self.from = from
    self.incarnation = incarnation
    self.to = to
    self.address = address
  }

  var metadata: Metadata {
    var metadata = Metadata()
    metadata.add("carillon-peer-version", Handshake.version)
    metadata.add("carillon-cluster", cluster.description)
    metadata.add("carillon-from", String(from.rawValue))
    metadata.add("carillon-incarnation", incarnation.description)
    metadata.add("carillon-to", String(to.rawValue))
    metadata.add("carillon-address", address)
    return metadata
  }

  /// Nil where a field is missing or malformed.
  init?(_ metadata: Metadata) {
    guard metadata["carillon-peer-version"] == Handshake.version,
      let cluster = metadata["carillon-cluster"], cluster.utf8.count == 26,
      let high = RecordID(text: String(cluster.prefix(13))),
      let low = RecordID(text: String(cluster.suffix(13))),
      let from = metadata["carillon-from"].flatMap({ UInt64($0) }),
      let incarnation = metadata["carillon-incarnation"].flatMap({ RecordID(text: $0) }),
      let to = metadata["carillon-to"].flatMap({ UInt64($0) }),
      let address = metadata["carillon-address"], address.utf8.count <= 255
    else { return nil }
    self.init(
      cluster: ClusterID(high: high.rawValue, low: low.rawValue), from: NodeID(from),
      incarnation: Incarnation(incarnation.rawValue), to: NodeID(to),
      address: address)
  }

  /// Why this node does not listen to the stream, or nil.
  ///
  /// - Parameter known: the incarnation under which the configuration in force names `from`; nil
  ///   where it does not name it (a leader that this node has not heard of yet).
  func objection(cluster own: ClusterID, id: NodeID, known: Incarnation?) -> String? {
    if cluster != own {
      return "this is node \(id) of cluster \(own), and \(from) belongs to cluster \(cluster): "
        + "give the nodes of each cluster addresses of their own"
    }
    if to != id { return "this is node \(id), not \(to): the address has changed hands" }
    if from == id { return "\(from) is this node's own number" }
    if let known, known != incarnation {
      return "\(from) is known here with the data directory \(known), and this is \(incarnation): "
        + "a wiped node joins anew, under a new number"
    }
    return nil
  }
}
