/// One way in which a simulated world is unkind. A seed draws a subset of them (swarm testing: Groce
/// and others, ISSTA 2012), and coverage counts each.
public enum FaultKind: Int, CaseIterable, Sendable {
  // Processes and machines.
  /// The process dies; what it wrote stays in the page cache.
  case kill
  /// The machine loses power: of what was not synced any sectors are lost.
  case powerLoss
  /// A node stays away for seconds.
  case absence
  /// Every node goes down at once.
  case blackout
  /// A whole node stands still and goes on.
  case pause

  // The network.
  case loss
  case duplication
  case reordering
  case slowLink
  case corruption
  case replay
  case oneWay
  case isolation
  case split
  case bridge
  case chain
  case ring
  case flapping
  /// A connection is said to be lost that was not.
  case falseSuspicion

  // Time.
  case skew
  case drift
  case clockJump

  // The disk.
  case slowSync
  case stall
  case syncError
  case fullDisk
  case tornSector
  case flippedBody
  case flippedHeader
  case earlyFlush
  case readError

  // Life of a cluster.
  case wipe
  case addMember
  case removeMember
  case transfer
  case interruptedSnapshot
  /// Another process answers where a member should, under its number and with another directory.
  case foreigner
  /// A voter is replaced by a new node, as an operator does it; now and then the old one is dead.
  case replaceMember
  /// The first nodes run a build that knows one machine version less; a process comes back with the
  /// newer build, or with the older one again.
  case upgrade

  /// `flippedBody`, as the command line knows it.
  public var name: String { "\(self)" }

  public init?(name: String) {
    guard let kind = FaultKind.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}

/// A set of kinds; iterates in their order.
public struct FaultKinds: OptionSet, Hashable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public init(_ kinds: [FaultKind]) {
    rawValue = kinds.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
  }

  public static let all = FaultKinds(FaultKind.allCases)

  public func contains(_ kind: FaultKind) -> Bool { rawValue & 1 << UInt64(kind.rawValue) != 0 }

  public mutating func insert(_ kind: FaultKind) { rawValue |= 1 << UInt64(kind.rawValue) }

  public mutating func remove(_ kind: FaultKind) { rawValue &= ~(1 << UInt64(kind.rawValue)) }

  /// In the order of `FaultKind.allCases`.
  public var kinds: [FaultKind] { FaultKind.allCases.filter(contains) }
}
