import GRPC
import Raft
import Units

/// The links to the other members, by id, in the order of ids.
struct Peers {
  private(set) var links: [PeerLink] = []
  /// A stream that another node has opened to this one.
  struct Inbound {
    var call: ServerCall
    /// Where the node says that it listens.
    var address: String
    var heardAt: Monotonic
  }

  /// The newest of each node.
  var inbound: [NodeID: Inbound] = [:]

  /// A stream that said something within so long is alive: its node did not end and start elsewhere.
  static let lifeSign = Timeout.seconds(1)

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
