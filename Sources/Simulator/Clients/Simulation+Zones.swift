import Checkers
import Cron
import Units
import Workload

extension Simulation {
  /// Two zones that turn while the run lasts: one ahead, one back.
  func bringZones() {
    var zones: [(name: String, tzif: Bytes)] = []
    for (name, isAhead) in [("Test/Ahead", true), ("Test/Back", false)] {
      let turn = NodeClock.start.seconds + Int64(random.clients.draw(3...9))
      let tzif = SyntheticZone.turning(at: turn, ahead: isAhead)
      zones.append((name, tzif))
      clients.zones[name] = ReferenceZone(tzif: tzif)
    }
    do {
      ask(Orders.setZones(try ZoneBundle(release: "2025b", zones: zones)), .setup)
    } catch {
      fail("the zones of the workload are refused: \(error)")
    }
  }
}
