import Units

/// `carillon.internal.v1.JoinRequest`: a node with an empty directory asks to be let in.
struct JoinRequest: Hashable {
  var name = ""
  var address = ""
  var incarnation = Incarnation(0)
  /// `none` where it does not know yet.
  var cluster = ClusterID.none
  var version = ""

  func encoded() -> Bytes {
    var writer = FieldWriter(capacity: 256)
    writer.text(1, name)
    writer.text(2, address)
    writer.fixed64(3, incarnation.rawValue)
    writer.fixed64(4, cluster.high)
    writer.fixed64(5, cluster.low)
    writer.text(7, version)
    writer.flag(9, true)
    writer.number(10, 1)
    return writer.bytes
  }

  init() {}

  init?(_ bytes: Bytes) {
    var reader = FieldReader(bytes[...])
    while reader.next() {
      switch reader.field {
      case 1: name = reader.text()
      case 2: address = reader.text()
      case 3: incarnation = Incarnation(reader.fixed64())
      case 4: cluster.high = reader.fixed64()
      case 5: cluster.low = reader.fixed64()
      case 7: version = reader.text()
      default: break
      }
    }
    if reader.isDamaged { return nil }
  }
}

/// `carillon.internal.v1.JoinResponse`: it is a learner, and becomes a voter by itself.
struct JoinResponse: Hashable {
  var cluster = ClusterID.none
  var node = NodeID(0)

  init(cluster: ClusterID, node: NodeID) {
    self.cluster = cluster
    self.node = node
  }

  func encoded() -> Bytes {
    var writer = FieldWriter(capacity: 32)
    writer.fixed64(1, cluster.high)
    writer.fixed64(2, cluster.low)
    writer.number(3, node.rawValue)
    return writer.bytes
  }

  init?(_ bytes: Bytes) {
    var reader = FieldReader(bytes[...])
    while reader.next() {
      switch reader.field {
      case 1: cluster.high = reader.fixed64()
      case 2: cluster.low = reader.fixed64()
      case 3: node = NodeID(reader.number())
      default: break
      }
    }
    if reader.isDamaged || cluster == .none || node.rawValue == 0 { return nil }
  }
}
