import ArgumentParser
import FaultLab
import GRPC
import Messages
import Units

/// A running cluster that is measured.
struct Target: Sendable {
  enum Kind: String, Sendable {
    case carillon
    case etcd
  }

  let kind: Kind
  let endpoints: [Address]
  /// Of all its nodes.
  let pids: [Int]

  /// The method that finds its leader.
  var statusPath: String {
    switch kind {
    case .carillon: Methods.ClusterService.getStatus.path
    case .etcd: Etcd.status
    }
  }

  var statusRequest: Bytes {
    switch kind {
    case .carillon: GetStatusRequest(local: true).encoded()
    case .etcd: []
    }
  }

  /// Where the leader is, as the node at `endpoint` answered; nil where it does not say.
  func leader(by reply: Reply, from endpoint: Address) -> Address? {
    guard reply.status.isOK else { return nil }
    switch kind {
    case .carillon: return reply.trailers["carillon-leader"].flatMap { Address($0) }
    case .etcd: return Etcd.isLeader(reply.message) == true ? endpoint : nil
    }
  }
}

/// What the clients do.
enum Work: String, CaseIterable, Sendable {
  /// One durable write that makes a record: Enqueue here, Put there.
  case enqueue
  /// Enqueue, lease and complete here; there three durable writes to one key: Put, Put, DeleteRange.
  case life
}

/// What is measured: one system, one work, so many clients.
struct Setting: Sendable {
  var target: Target
  var work: Work
  var clients: Int
  var payload: Int
}

extension Target {
  init(_ kind: Kind, _ endpoints: String, _ pids: String) throws {
    self.init(
      kind: kind, endpoints: try Target.list(endpoints, "the list of endpoints") { Address($0) },
      pids: try Target.list(pids, "the list of process ids") { Int($0) })
  }

  /// The elements of a list in commas.
  static func list<Element>(
    _ text: String, _ option: String, _ read: (String) -> Element?
  ) throws -> [Element] {
    let words = text.split(separator: ",").map { String($0) }
    guard !words.isEmpty else { throw ValidationError("\(option) is empty") }
    return try words.map { word in
      guard let element = read(word) else {
        throw ValidationError("\(option) takes no '\(word)'; see bench --help")
      }
      return element
    }
  }
}
