import GRPC
import Raft
import Units

/// The links to the other members, by id, in the order of ids.
struct Peers {
  private(set) var links: [PeerLink] = []
  /// The newest stream that each node has opened to this one.
  var inbound: [NodeID: ServerCall] = [:]

  func link(_ id: NodeID) -> PeerLink? { links.first { $0.peer == id } }

  mutating func add(_ link: PeerLink) {
    remove(link.peer)
    links.append(link)
    links.sort { $0.peer < $1.peer }
  }

  mutating func remove(_ id: NodeID) {
    guard let place = links.firstIndex(where: { $0.peer == id }) else { return }
    links.remove(at: place).close()
  }

  mutating func closeAll() {
    for link in links { link.close() }
    links = []
  }
}
