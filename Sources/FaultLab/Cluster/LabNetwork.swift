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
  /// Packets dropped, as they were read last; and whether there may be more by now.
  private var counts: [Link: Int] = [:]
  private var isCounting = false

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
    // Now, and not when the next fault begins: reading takes longer than a rule.
    if isCounting { try count() }
  }

  var isWhole: Bool { cuts.isEmpty && losses.isEmpty }

  /// The rules of one node's namespace, each with a counter of what it dropped. Counters outlive the
  /// rules: what is flushed is the table's rules only.
  private func ruleset(_ place: Int) -> String {
    var lines: [String] = []
    func add(_ link: Link, _ share: String) {
      if link.to == place {
        lines.append(
          "add rule inet lab into ip saddr \(LabNetwork.host(link.from)) \(share)counter name "
            + "\(LabNetwork.counter(link)) drop")
      }
      if link.from == place, link.to == LabNetwork.clients {
        lines.append(
          "add rule inet lab out ip daddr \(LabNetwork.host(link.to)) \(share)counter name "
            + "\(LabNetwork.counter(link)) drop")
      }
    }
    for link in cuts.sorted() { add(link, "") }
    for link in losses.keys.sorted() {
      // All of a hundred is no share to nft.
      let percent = losses[link] ?? 0
      add(link, percent < 100 ? "numgen random mod 100 < \(percent) " : "")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func counter(_ link: Link) -> String {
    link.to == clients
      ? "to_clients" : "from_\(link.from == clients ? "clients" : "n\(link.from + 1)")"
  }

  /// The table and its counters, before the first rule of a namespace.
  private func table() -> String {
    let links =
      [Link(from: 0, to: LabNetwork.clients), Link(from: LabNetwork.clients, to: 0)]
      + (0..<nodes).map { Link(from: $0, to: 0) }
    return """
      add table inet lab
      add chain inet lab into { type filter hook input priority 0; }
      add chain inet lab out { type filter hook output priority 0; }

      """ + links.map { "add counter inet lab \(LabNetwork.counter($0))\n" }.joined()
  }

  /// Says to each namespace what has changed for it.
  private func apply() throws(LabError) {
    for place in 0..<nodes {
      let wanted = ruleset(place)
      guard rules[place, default: ""] != wanted else { continue }
      let made = rules[place] == nil ? table() : ""
      try System.write(made + "flush table inet lab\n" + wanted, to: "\(folder)/rules")
      try System.run(["nft", "-f", "\(folder)/rules"], network: namespaces[place])
      rules[place] = wanted
      isCounting = true
    }
  }

  /// Packets that the rules of these links have dropped so far.
  func dropped(_ links: [Link]) throws(LabError) -> Int {
    if isCounting { try count() }
    return Set(links).reduce(0) { $0 + counts[$1, default: 0] }
  }

  /// Asks each namespace that ever had rules.
  private func count() throws(LabError) {
    for place in 0..<nodes where rules[place] != nil {
      let listing = try System.run(
        ["nft", "list", "counters", "table", "inet", "lab"], network: namespaces[place])
      let packets = LabNetwork.packets(listing)
      counts[Link(from: place, to: LabNetwork.clients)] = packets["to_clients"]
      for from in [LabNetwork.clients] + (0..<nodes) where from != place {
        let link = Link(from: from, to: place)
        counts[link] = packets[LabNetwork.counter(link)]
      }
    }
    isCounting = !isWhole
  }

  /// Reads `counter NAME { packets 3 bytes 180 }`, on however many lines.
  static func packets(_ listing: String) -> [String: Int] {
    let words = listing.split { $0 == " " || $0 == "\n" || $0 == "\t" }
    var found: [String: Int] = [:]
    var name = Substring()
    for (word, next) in zip(words, words.dropFirst()) {
      if word == "counter" { name = next }
      if word == "packets" { found[String(name)] = Int(next) }
    }
    return found
  }
}
