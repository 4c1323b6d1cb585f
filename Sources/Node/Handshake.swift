import GRPC
import StateMachine
import Units

/// Who speaks on a stream between nodes, and whom it wants: fields of the stream's metadata.
struct Handshake: Hashable, Sendable {
  /// The version of the messages between nodes; another one is refused.
  static let version: UInt32 = 3

  var cluster: ClusterID
  var from: NodeID
  var incarnation: Incarnation
  var to: NodeID
  /// Where to answer: the configuration here may not name the sender yet.
  var address: String
  var versions: PeerVersions

  init(
    cluster: ClusterID, from: NodeID, incarnation: Incarnation, to: NodeID, address: String,
    versions: PeerVersions = PeerVersions()
  ) {
    self.cluster = cluster
    self.from = from
    self.incarnation = incarnation
    self.to = to
    self.address = address
    self.versions = versions
  }

  var metadata: Metadata {
    var metadata = Metadata()
    metadata.add("carillon-peer-version", String(versions.protocolVersion))
    metadata.add("carillon-machine-version", String(versions.machineVersion))
    metadata.add("carillon-cluster", cluster.description)
    metadata.add("carillon-from", String(from.rawValue))
    metadata.add("carillon-incarnation", incarnation.description)
    metadata.add("carillon-to", String(to.rawValue))
    metadata.add("carillon-address", address)
    return metadata
  }

  /// Nil where a field is missing or malformed.
  init?(_ metadata: Metadata) {
    guard let versions = PeerVersions(metadata),
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
      address: address, versions: versions)
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

/// What a node speaks and writes. Nodes of different protocol versions do not talk; one that cannot
/// read the state as the cluster writes it is no member.
struct PeerVersions: Hashable, Sendable {
  /// Of the messages between nodes.
  var protocolVersion = Handshake.version
  /// The newest version of the state that it can read and write.
  var machineVersion = StateMachine.newestVersion

  init(
    protocolVersion: UInt32 = Handshake.version,
    machineVersion: UInt32 = StateMachine.newestVersion
  ) {
    self.protocolVersion = protocolVersion
    self.machineVersion = machineVersion
  }

  /// Nil where a field is missing or no number.
  init?(_ metadata: Metadata) {
    guard let spoken = metadata["carillon-peer-version"].flatMap({ UInt32($0) }),
      let written = metadata["carillon-machine-version"].flatMap({ UInt32($0) })
    else { return nil }
    self.init(protocolVersion: spoken, machineVersion: written)
  }

  /// Why a node with these versions cannot talk with one of `own`, whose cluster writes the state as
  /// of `inForce`; nil where it can.
  func objection(own: PeerVersions, inForce: UInt32) -> String? {
    if protocolVersion != own.protocolVersion {
      let age = protocolVersion < own.protocolVersion ? "older" : "newer"
      return
        "the other node is \(age): it speaks version \(protocolVersion) of the messages between "
        + "nodes, and this one version \(own.protocolVersion); run the same release on both"
    }
    if machineVersion < inForce {
      return "the other node is older: it knows the state up to version \(machineVersion), and the "
        + "cluster writes version \(inForce); run the cluster's release on it"
    }
    return nil
  }
}
