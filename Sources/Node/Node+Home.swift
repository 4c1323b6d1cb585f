import GRPC
import Messages
import NIOCore
import Raft
import Units

/// A directory that was moved, or an address that now belongs to others: the node would follow nobody
/// and say nothing that helps. So a member asks those it was told to join which cluster they are.
extension Node {
  /// Once a start, each address once. Who does not answer, or has no leader, is no reason to end.
  func askWhetherAtHome() {
    let request = Internal.JoinRequest(
      name: options.name, address: address.description, incarnation: incarnation.rawValue,
      clusterHigh: cluster.high, clusterLow: cluster.low, version: options.version,
      node: id.rawValue, machineVersion: 1
    ).encoded()
    var connect = ClientOptions()
    connect.reconnects = false
    for other in options.join where other != address {
      let connection = ClientConnection(turn: turn, address: other, options: connect)
      connection.connect()
      connection.unary(PeerPaths.join, request, deadline: turn.now + .seconds(5)) {
        [weak self] reply in
        connection.close()
        self?.heardOfHome(reply, from: other)
      }
    }
  }

  private func heardOfHome(_ reply: Reply, from other: Address) {
    guard end == nil, reply.isFromServer, reply.status.code == .failedPrecondition else { return }
    let failure = Failure(
      code: .failedPrecondition, message: reply.status.message,
      details: reply.status.details.isEmpty ? nil : reply.status.details)
    guard let theirs = failure.metadata.first(where: { $0.key == "cluster" })?.value else { return }
    finish(
      NodeEnd(
        .data,
        "the data directory \(options.dataDirectory) belongs to cluster \(cluster), and the node at "
          + "\(other) to cluster \(theirs): give this node a directory of its own with --data, or "
          + "mend --join"))
  }
}
