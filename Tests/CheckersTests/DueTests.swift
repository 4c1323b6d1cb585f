import Checkers
import Cron
import Foundation
import Testing
import Units

/// Two readings of cron and zones, made apart from each other, give the same due times.
@Suite struct DueTests {
  static let zones = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "CronTests/Zones")

  static func tzif(_ name: String) throws -> Bytes {
    Bytes(try Data(contentsOf: zones.appending(path: "\(name).tzif")))
  }

  static let names = [
    "Africa-Casablanca", "America-New_York", "America-Sao_Paulo", "Antarctica-Troll",
    "Asia-Kathmandu", "Australia-Lord_Howe", "Europe-Berlin", "Europe-Dublin", "Pacific-Apia",
  ]

  @Test(arguments: names) func offsetsAgree(_ name: String) throws {
    let bytes = try DueTests.tzif(name)
    let reference = try #require(ReferenceZone(tzif: bytes))
    let zone = try Zone(tzif: bytes)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      // 1970 to 2100.
      let second = Int64(generator.below(4_102_444_800))
      #expect(
        reference.offset(at: second) == zone.segment(at: second).offset,
        "at \(second)")
    }
  }

  static let expressions = [
    "*/7 * * * *", "0 2 * * *", "30 2 * * *", "15,45 1-3 * * *", "0 */2 * * *", "5 0 * * *",
    "0 3 1 * *", "0 12 13 * 5", "59 23 * * 0", "30 1,2 * * *", "0 0 * * 7", "0-30/10 2 * 3,10,11 *",
    "*/20 30 2 * * *", "15 59 1 * * *",
  ]

  /// A week around every turn of 2023 and 2040, of which TZif lists the one and rules the other.
  @Test(arguments: names) func dueTimesAgree(_ name: String) throws {
    let bytes = try DueTests.tzif(name)
    let reference = try #require(ReferenceZone(tzif: bytes))
    let zone = try Zone(tzif: bytes)
    for (year, newYear) in [(2011, 1_293_840_000), (2023, 1_672_531_200), (2040, 2_208_988_800)] {
      var turns: [Int64] = []
      for hour in 0..<Int64(366 * 24)
      where reference.offset(at: Int64(newYear) + hour * 3_600)
        != reference.offset(at: Int64(newYear) + (hour + 1) * 3_600)
      {
        turns.append(Int64(newYear) + hour * 3_600)
      }
      if turns.isEmpty { turns = [Int64(newYear)] }
      for turn in turns.prefix(4) {
        let start = Instant(seconds: turn - 30 * 3_600)
        let end = Instant(seconds: turn + 30 * 3_600)
        for text in DueTests.expressions {
          let cron = try #require(ReferenceCron(text))
          let expected = cron.due(after: start, through: end, in: reference)
          let expression = try CronExpression(parsing: text)
          var found: [Instant] = []
          var last = start
          while let next = expression.next(after: last, in: zone), next <= end {
            found.append(next)
            last = next
          }
          #expect(found == expected, "'\(text)' around \(Instant(seconds: turn)) of \(year)")
        }
      }
    }
  }

  @Test(arguments: ["@hourly", "0 0 L * *", "H * * * *", "61 * * * *", "* * *", "5-2 * * * *"])
  func whatItDoesNotReadItSays(_ text: String) {
    #expect(ReferenceCron(text) == nil)
  }
}
