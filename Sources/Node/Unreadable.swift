import GRPC
import Journal
import Raft
import Storage
import Units

/// Data of this node that cannot be read, and that no truncated tail and no fetched body mends: case
/// (c) of recovery. The process has let go of it all.
struct Unreadable: Error {
  /// What was found, in a sentence that names the file.
  var what: String
  /// Nil where it is the identity.
  var identity: NodeIdentity?
  /// The log is whole and has every entry since the first: only the state has to be made again.
  var replays = false

  init(_ what: String, _ identity: NodeIdentity?, replays: Bool = false) {
    self.what = what
    self.identity = identity
    self.replays = replays
  }
}

/// What was put away, for the operator.
struct SetAside: Sendable {
  var why: String
  var place: String
  /// The node stays who it is, and its state is made again from the log.
  var replays: Bool
}

/// What to do about unreadable data. There is no fourth way beside a torn tail, a fetched body and a
/// wiped node; and nobody may throw away the only copy.
struct Wiping {
  private let path: String
  private let damage: Unreadable
  private let note: MemberNote?
  private let others: [Address]

  init(_ damage: Unreadable, _ options: NodeOptions) {
    path = options.dataDirectory
    self.damage = damage
    note = Wiping.note(path, damage.identity)
    others = Wiping.others(note, options)
  }

  /// What was written down of the members, where it is this node's.
  private static func note(_ path: String, _ identity: NodeIdentity?) -> MemberNote? {
    guard let note = DataDirectory.note(path: path) else { return nil }
    guard let identity, !identity.isWiped else { return note }
    let isOwn =
      note.cluster == identity.cluster && note.node == identity.node
      && note.incarnation == identity.incarnation
    return isOwn ? note : nil
  }

  /// Whom a wiped node asks: those its configuration names, and then the members as it knew them,
  /// since a founder's names nobody. Never a membership.
  static func others(_ note: MemberNote?, _ options: NodeOptions) -> [Address] {
    var all = options.join
    if let note, let configuration = Configuration(decoding: note.configuration) {
      for member in configuration.members where member.id != note.node {
        if let address = Address(member.address), !all.contains(address) { all.append(address) }
      }
    }
    return all
  }

  private enum Copies {
    case here
    case elsewhere
    case unknown
  }

  /// Who else has the data. Where one of the majorities that decide is this node alone, nobody has.
  private var copies: Copies {
    if damage.identity?.isWiped == true { return .elsewhere }
    guard let note, let configuration = Configuration(decoding: note.configuration),
      !configuration.voters.isEmpty
    else { return .unknown }
    let isSole = [configuration.voters, configuration.outgoing].contains { voters in
      !voters.isEmpty && voters.allSatisfy { $0.id == note.node }
    }
    return isSole ? .here : .elsewhere
  }

  /// Puts away what cannot be read, so that the directory can be opened again.
  ///
  /// - Throws: where nothing may be moved, with what to do instead; nothing has been then.
  func carryOut(_ incarnation: Incarnation) throws(NodeEnd) -> SetAside {
    if damage.replays {
      let place = try onDisk { () throws(StorageError) in
        let directory = try DataDirectory(path: path, incarnation: incarnation)
        return try directory.setStateAside()
      }
      return SetAside(why: damage.what, place: place, replays: true)
    }
    switch copies {
    case .here:
      throw NodeEnd(
        .data,
        "\(damage.what). This node is the only voter of its cluster: nobody else has its data, and "
          + "nothing was moved. Restore a backup into an empty directory with 'clusterctl snapshot "
          + "restore', or see what is left with 'clusterctl recover --data \(path) --inspect'")
    case .unknown:
      throw NodeEnd(
        .data,
        "\(damage.what). Nothing in \(path) says whether another node has its data, and nothing was "
          + "moved. If others have, move the directory away and start this node with --join; if not, "
          + "restore a backup into an empty directory with 'clusterctl snapshot restore'")
    case .elsewhere: break
    }
    guard !others.isEmpty else {
      throw NodeEnd(
        .data,
        "\(damage.what). The other members have its data, but nobody is named to ask, and nothing was "
          + "moved: start this node with --join and the address of one of them")
    }
    let place = try onDisk { () throws(StorageError) in
      guard damage.identity != nil else {
        return try DataDirectory.setAside(
          path: path, cluster: note?.cluster ?? .none, incarnation: incarnation)
      }
      var directory = try DataDirectory(path: path, incarnation: incarnation)
      return try directory.setAside(incarnation: incarnation)
    }
    return SetAside(why: damage.what, place: place, replays: false)
  }

  private func onDisk<Value>(_ body: () throws(StorageError) -> Value) throws(NodeEnd) -> Value {
    do { return try body() } catch { throw NodeEnd(error) }
  }
}
