public import Units

/// Zones that turn when a test wants them to: TZif bytes of a POSIX rule and nothing else (RFC 9636,
/// section 3.3: without transitions the footer rules all times).
public enum SyntheticZone {
  /// `rule`: `AAA0BBB,J318/22:13:30,J319/2`.
  public static func tzif(rule: String) -> Bytes {
    func header(times: UInt32, types: UInt32, characters: UInt32) -> Bytes {
      var bytes = Bytes("TZif2".utf8) + Bytes(repeating: 0, count: 15)
      for count in [0, 0, 0, times, types, characters] { bytes.append(bigEndian: UInt32(count)) }
      return bytes
    }
    // The one local time type: standard time at the rule's name, no offset, for times before any.
    let type: Bytes = [0, 0, 0, 0, 0, 0]
    let body = type + Bytes("AAA\0".utf8)
    let block = header(times: 0, types: 1, characters: 4) + body
    return block + block + Bytes("\n\(rule)\n".utf8)
  }

  /// A zone whose clocks jump from `second` (since the epoch, in 1970 to 2100) by an hour: ahead, or
  /// back. Its standard time is UTC.
  public static func turning(at second: Int64, ahead: Bool) -> Bytes {
    let day = second.flooredQuotient(dividingBy: 86_400)
    let date = CivilDate(daysSinceEpoch: day)
    let newYear = CivilDate(year: date.year, month: 1, day: 1).daysSinceEpoch
    func time(_ seconds: Int64) -> String {
      "\(seconds / 3_600):\(seconds / 60 % 60):\(seconds % 60)"
    }
    // Days from zero, 29 February counted: `n` of POSIX.
    let own = "\(day - newYear)/\(time(second - day * 86_400))"
    let back = "\(day - newYear)/\(time(second - day * 86_400 + 3_600))"
    let other = "\((day - newYear + 180) % 365)/0"
    return tzif(rule: ahead ? "AAA0BBB,\(own),\(other)" : "AAA0BBB,\(other),\(back)")
  }
}
