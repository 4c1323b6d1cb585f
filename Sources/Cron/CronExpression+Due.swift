public import Units

/// Due times: what a zone's clock makes of the wall times that an expression names.
///
/// *Cadence* (minute or hour field begins with `*`): due is every second at which the wall clock
/// shows a named time. An hour that does not exist is not fired, one that comes twice is fired
/// twice.
///
/// *List* (any other): due is, for each named wall time, the first second at which the clock has
/// reached it. So a time that does not exist is due right after the gap, several in one gap
/// together and once; one that comes twice is due at the first.
///
/// Due times are whole seconds and strictly grow. Searches end after 400 years.
extension CronExpression {
  /// The first due time after `instant`; nil where there is none within 400 years.
  public func next(after instant: Instant, in zone: Zone) -> Instant? {
    next(after: instant.seconds, in: zone).map { Instant(seconds: $0) }
  }

  /// The last due time before `instant`; nil where there is none within 400 years.
  public func previous(before instant: Instant, in zone: Zone) -> Instant? {
    // The last whole second that lies before.
    let last = (instant - .microseconds(1)).seconds
    return previous(through: last, in: zone).map { Instant(seconds: $0) }
  }

  /// How many due times lie after `lower` and not after `upper`. O(days between), so that what a
  /// long silence missed is one range with a count.
  public func count(after lower: Instant, through upper: Instant, in zone: Zone) -> Int64 {
    guard lower < upper else { return 0 }
    return keepsCadence
      ? countCadence(lower.seconds, upper.seconds, zone)
      : countList(lower.seconds, upper.seconds, zone)
  }

  func next(after second: Int64, in zone: Zone) -> Int64? {
    guard keepsCadence else {
      return nextWall(from: zone.furthestWall(by: second) + 1).map(zone.firstSecond(reaching:))
    }
    let horizon = second + CronExpression.calendarDays * 86_400
    var current = zone.segment(at: second + 1)
    var from = second + 1
    while from < horizon {
      guard let wall = nextWall(from: from + current.offset) else { return nil }
      if wall - current.offset < current.end { return wall - current.offset }
      from = current.end
      current = zone.segment(at: from)
    }
    return nil
  }

  func previous(through second: Int64, in zone: Zone) -> Int64? {
    guard keepsCadence else {
      return previousWall(from: zone.furthestWall(by: second)).map(zone.firstSecond(reaching:))
    }
    let horizon = second - CronExpression.calendarDays * 86_400
    var current = zone.segment(at: second)
    var through = second
    while through > horizon {
      guard let wall = previousWall(from: through + current.offset) else { return nil }
      if wall - current.offset >= current.start { return wall - current.offset }
      through = current.start - 1
      current = zone.segment(at: through)
    }
    return nil
  }

  private func countCadence(_ lower: Int64, _ upper: Int64, _ zone: Zone) -> Int64 {
    var count: Int64 = 0
    var from = lower + 1
    while from <= upper {
      let current = zone.segment(at: from)
      let end = min(upper + 1, current.end)
      count += countWalls(from: from + current.offset, to: end + current.offset)
      from = end
    }
    return count
  }

  private func countList(_ lower: Int64, _ upper: Int64, _ zone: Zone) -> Int64 {
    let start = zone.furthestWall(by: lower)
    var count = countWalls(from: start + 1, to: zone.furthestWall(by: upper) + 1)
    // What one gap passed over is due together, at its end.
    var current = zone.segment(at: lower)
    while current.end <= upper {
      let end = current.end
      current = zone.segment(at: end)
      let together = countWalls(
        from: zone.furthestWall(by: end - 1) + 1, to: zone.furthestWall(by: end) + 1)
      if together > 1 { count -= together - 1 }
    }
    return count
  }
}
