import GRPC
import Testing
import Units

@testable import Node

struct HandshakeTests {
  static let cluster = ClusterID(high: 1, low: 2)

  static func handshake(
    cluster: ClusterID = cluster, from: UInt64 = 2, incarnation: UInt64 = 20, to: UInt64 = 1
  ) -> Handshake {
    Handshake(
      cluster: cluster, from: NodeID(from), incarnation: Incarnation(incarnation), to: NodeID(to),
      address: "127.0.0.1:7602")
  }

  @Test("goes through metadata and back")
  func roundTrip() {
    let handshake = HandshakeTests.handshake(incarnation: .max)
    #expect(Handshake(handshake.metadata) == handshake)
  }

  @Test(
    "a field less is no handshake",
    arguments: [
      "carillon-peer-version", "carillon-cluster", "carillon-from", "carillon-incarnation",
      "carillon-to", "carillon-address",
    ])
  func missing(field: String) {
    #expect(Handshake(HandshakeTests.handshake().metadata.removing([field])) == nil)
  }

  @Test(
    "who is refused, and in which words",
    arguments: [
      (handshake(), Incarnation(20), nil),
      (handshake(), nil, nil),
      (handshake(cluster: ClusterID(high: 9, low: 9)), nil, "belongs to cluster"),
      (handshake(to: 3), nil, "not #3"),
      (handshake(from: 1), nil, "this node's own number"),
      (handshake(), Incarnation(21), "a wiped node joins anew"),
    ] as [(Handshake, Incarnation?, String?)])
  func objections(handshake: Handshake, known: Incarnation?, words: String?) {
    let objection = handshake.objection(
      cluster: HandshakeTests.cluster, id: NodeID(1), known: known)
    if let words {
      #expect(objection?.contains(words) == true, "\(objection ?? "no objection")")
    } else {
      #expect(objection == nil)
    }
  }
}
