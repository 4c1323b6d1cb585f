internal import Units

/// Namespaces on a bridge, one a node, and what is wrong with the links between them. All of it in
/// our own world: the kernel takes it back with us.
///
/// A rule of nftables drops packets where they arrive: at the node they go to, or, on their way to
/// the clients, where they leave.
final class LabNetwork {
  /// One direction between two places: a node, or the clients.
  struct Link: Hashable, Comparable {
    var from: Int
    var to: Int

    static func < (left: Link, right: Link) -> Bool {
      (left.from, left.to) < (right.from, right.to)
    }
  }

  /// The place of the clients.
  static let clients = -1

  private let folder: String
  private let nodes: Int
  /// Descriptors of the nodes' namespaces.
  private(set) var namespaces: [Int32] = []
  private var cuts: Set<Link> = []
  private var losses: [Link: Int] = [:]
  private var rules: [Int: String] = [:]

  static func host(_ place: Int) -> String {
    place == clients ? "10.77.0.254" : "10.77.0.\(place + 1)"
  }

  init(nodes: Int, folder: String) throws(LabError) {
    self.nodes = nodes
    self.folder = folder
    var batch = """
      link add lab0 type bridge
      link set lab0 up
      addr add \(LabNetwork.host(LabNetwork.clients))/24 dev lab0

      """
    for place in 0..<nodes {
      let name = "n\(place + 1)"
      try System.run(["ip", "netns", "add", name])
      batch += """
        link add lab\(name) type veth peer name eth0 netns \(name)
        link set lab\(name) master lab0 up

        """
    }
    try System.write(batch, to: "\(folder)/links")
    try System.run(["ip", "-batch", "\(folder)/links"])
    for place in 0..<nodes {
      let namespace = System.open("/run/netns/n\(place + 1)")
      guard namespace >= 0 else {
        throw LabError(
          .system, "the namespace of n\(place + 1) cannot be opened: \(System.lastError)")
      }
      namespaces.append(namespace)
      try System.write(
        "addr add \(LabNetwork.host(place))/24 dev eth0\nlink set eth0 up\nlink set lo up\n",
        to: "\(folder)/links")
      try System.run(["ip", "-batch", "\(folder)/links"], network: namespace)
    }
  }

  deinit { closeNamespaces() }

  private func closeNamespaces() {
    for namespace in namespaces { System.closeDescriptor(namespace) }
    namespaces = []
  }

  /// Takes everything back, so that the next scenario of this run may have names of its own.
  func remove() {
    closeNamespaces()
    for place in 0..<nodes {
      // What is gone already is as wished.
      _ = try? System.run(["ip", "link", "del", "labn\(place + 1)"])
      _ = try? System.run(["ip", "netns", "del", "n\(place + 1)"])
    }
    _ = try? System.run(["ip", "link", "del", "lab0"])
  }

  /// - Parameter waits: more is cut at once, and the rules are said with that.
  func cut(_ links: [Link], waits: Bool = false) throws(LabError) {
    cuts.formUnion(links)
    if !waits { try apply() }
  }

  /// These are whole again; the others stay as they are.
  func mend(_ links: [Link]) throws(LabError) {
    cuts.subtract(links)
    for link in links { losses[link] = nil }
    try apply()
  }

  func lose(percent: Int, _ links: [Link]) throws(LabError) {
    for link in links { losses[link] = percent }
    try apply()
  }

  func heal() throws(LabError) {
    cuts = []
    losses = [:]
    try apply()
  }

  var isWhole: Bool { cuts.isEmpty && losses.isEmpty }

  /// The rules of one node's namespace.
  private func ruleset(_ place: Int) -> String {
    var into: [String] = []
    var out: [String] = []
    for link in cuts.sorted() {
      if link.to == place { into.append("ip saddr \(LabNetwork.host(link.from)) drop") }
      if link.from == place, link.to == LabNetwork.clients {
        out.append("ip daddr \(LabNetwork.host(link.to)) drop")
      }
    }
    for link in losses.keys.sorted() {
      let share = "numgen random mod 100 < \(losses[link] ?? 0) drop"
      if link.to == place { into.append("ip saddr \(LabNetwork.host(link.from)) \(share)") }
      if link.from == place, link.to == LabNetwork.clients {
        out.append("ip daddr \(LabNetwork.host(link.to)) \(share)")
      }
    }
    guard !into.isEmpty || !out.isEmpty else { return "flush ruleset\n" }
    return """
      flush ruleset
      table inet lab {
        chain into {
          type filter hook input priority 0;
          \(into.joined(separator: "\n    "))
        }
        chain out {
          type filter hook output priority 0;
          \(out.joined(separator: "\n    "))
        }
      }

      """
  }

  /// Says to each namespace what has changed for it.
  private func apply() throws(LabError) {
    for place in 0..<nodes {
      let wanted = ruleset(place)
      guard rules[place, default: "flush ruleset\n"] != wanted else { continue }
      try System.write(wanted, to: "\(folder)/rules")
      try System.run(["nft", "-f", "\(folder)/rules"], network: namespaces[place])
      rules[place] = wanted
    }
  }
}
