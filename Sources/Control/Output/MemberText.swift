internal import Messages
internal import Units

/// Members as people read them.
enum MemberText {
  /// How each fares: for `status`.
  static func status(_ members: [ClusterMember]) -> Table {
    var table = Table([
      .init("NODE"), .init("ROLE"), .init("ADDRESS"), .init("APPLIED", .right),
      .init("LAG", .right), .init("AGREED", .right),
      .init("LOG", .right), .init("STATE", .right), .init("FREE", .right),
      .init("WORKERS", .right), .init("UP", .right), .init("VERSION"),
    ])
    for member in members {
      guard member.up else {
        table.add([
          member.name, role(member), member.address, "–", "–", "–", "–", "–", "–", "–", "–", "",
        ])
        continue
      }
      table.add([
        member.name, role(member), member.address, NumberText.grouped(member.applied),
        member.role == .leader ? "–" : NumberText.grouped(member.lag), agreed(member),
        ByteCount(member.logBytes).description, ByteCount(member.stateBytes).description,
        room(member),
        "\(member.workersBusy)/\(member.workers)", member.uptime.map(TimeText.span) ?? "–",
        member.version,
      ])
    }
    return table
  }

  /// Who each is: for `member list`.
  static func list(_ members: [ClusterMember], now: Instant?) -> Table {
    var table = Table([
      .init("NODE"), .init("ID"), .init("ROLE"), .init("ADDRESS"), .init("MATCH", .right),
      .init("LAG", .right), .init("HEARD", .right), .init("SINCE"), .init("INCARNATION"),
    ])
    for member in members {
      let isHere = member.role != .announced
      table.add([
        member.name, id(member.id), role(member), member.address,
        isHere && member.match > 0 ? NumberText.grouped(member.match) : "–",
        member.up && member.role != .leader ? NumberText.grouped(member.lag) : "–",
        heard(member, now),
        member.sinceTime.map { TimeText.moment($0, now: now ?? $0) } ?? "–",
        isHere ? RecordID(member.incarnation).text : "–",
      ])
    }
    return table
  }

  static func id(_ id: UInt64) -> String { NodeID(id).description }

  /// `n4 (#4)`
  static func named(_ member: ClusterMember) -> String {
    member.id == 0 ? member.name : "\(member.name) (\(id(member.id)))"
  }

  /// Free on its disk, and what that means where it is little.
  private static func room(_ member: ClusterMember) -> String {
    let free = member.freeBytes == 0 ? "–" : ByteCount(member.freeBytes).description
    return switch member.disk {
    case .low: "\(free) LOW"
    case .critical: "\(free) FULL"
    case .normal, .unspecified, .unrecognized: free
    }
  }

  private static func agreed(_ member: ClusterMember) -> String {
    member.agreedIndex == 0 ? "–" : NumberText.grouped(member.agreedIndex)
  }

  private static func heard(_ member: ClusterMember, _ now: Instant?) -> String {
    guard let now, let seen = member.seenTime, member.role != .leader else { return "–" }
    return TimeText.span(max(.zero, now - seen))
  }

  static func role(_ member: ClusterMember) -> String {
    var role: String
    switch member.role {
    case .leader: role = "leader"
    case .follower: role = "follower"
    case .candidate: role = "candidate"
    case .learner: role = "learner"
    case .outside: role = "outside"
    case .leaving: role = "leaving"
    case .announced:
      return member.replaces == 0 ? "announced" : "announced for \(id(member.replaces))"
    case .unspecified, .unrecognized: role = "?"
    }
    if !member.voter && member.replaces != 0 { role = "\(role) for \(id(member.replaces))" }
    if !member.up { return member.voter ? "down" : "\(role), down" }
    if member.snapshotPercent > 0 { role += ", snapshot \(member.snapshotPercent) %" }
    return member.draining ? "\(role), drains" : role
  }

  /// `voters n1 n2 n4`
  static func voters(_ status: ClusterStatus) -> String {
    "voters " + status.members.filter(\.voter).map(\.name).joined(separator: " ")
  }
}
