import Cron
import Foundation
import Testing
import Units

@Suite struct ZoneTests {
  /// Against Python's zoneinfo over the same files; `Zones/table.py` writes the table.
  @Test func agreesWithAnotherImplementation() throws {
    let table = try String(
      contentsOf: Fixtures.directory.appendingPathComponent("Zones/table.txt"), encoding: .utf8)
    var zones: [String: Zone] = [:]
    var lines = 0
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let name = String(parts[0])
      let zone = try zones[name] ?? Fixtures.zone(name)
      zones[name] = zone
      let second = try #require(Int64(parts[1]))
      let segment = zone.segment(at: second)
      #expect("\(segment.offset)" == parts[2], "\(line)")
      #expect(segment.abbreviation == parts[4], "\(line)")
      #expect(segment.start <= second && second < segment.end, "\(line)")
      lines += 1
    }
    #expect(lines > 500)
  }

  @Test(arguments: Fixtures.zoneNames) func segmentsTouch(name: String) throws {
    let zone = try Fixtures.zone(name)
    var current = zone.segment(at: Int64(0))
    while current.end < 10_000_000_000 {
      let following = zone.segment(at: current.end)
      try #require(following.start == current.end)
      #expect(zone.segment(at: following.start - 1) == current)
      current = following
    }
  }

  /// Every cut and many flipped bytes are an error or a zone, never a trap.
  @Test(arguments: ["Europe/Berlin", "Africa/Casablanca"]) func damagedBytes(name: String) throws {
    let bytes = try Fixtures.tzif(name)
    for count in 0..<bytes.count { _ = try? Zone(tzif: Bytes(bytes.prefix(count))) }
    #expect(throws: ZoneError.self) { try Zone(tzif: Bytes(bytes.dropLast())) }
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<5_000 {
      var damaged = bytes
      damaged[Int(generator.below(UInt64(bytes.count)))] = UInt8(generator.below(256))
      if let zone = try? Zone(tzif: damaged) {
        _ = zone.segment(at: Int64(generator.below(8_000_000_000)))
      }
    }
  }

  @Test func bundle() throws {
    let zones = try Fixtures.zoneNames.map { ($0, try Fixtures.tzif($0)) }
    let aliased = zones + [("Europe/Rome", try Fixtures.tzif("Europe/Berlin"))]
    let bundle = try ZoneBundle(release: "2025b", zones: aliased)
    #expect(bundle.hash == (try ZoneBundle(release: "2025b", zones: aliased.reversed())).hash)
    #expect(bundle.hash != (try ZoneBundle(release: "2025b", zones: zones)).hash)
    #expect(try ZoneBundle(decoding: bundle.encoded) == bundle)
    #expect(bundle.encoded.count < zones.reduce(0) { $0 + $1.1.count } + 400)
    #expect(try bundle.zone(named: "Europe/Rome") == Fixtures.zone("Europe/Berlin"))
    #expect(try bundle.zone(named: "UTC") == .utc)

    let near = try #require(throws: ZoneError.self) { try bundle.zone(named: "Europe/Belrin") }
    #expect(near.reason == .unknown)
    #expect(
      near.description == "the time zone 'Europe/Belrin' is not known; did you mean Europe/Berlin?")
    let far = try #require(throws: ZoneError.self) { try bundle.zone(named: "Mars/Olympus") }
    #expect(far.hint == "write an IANA name such as Europe/Berlin, or UTC")

    for count in stride(from: 0, to: bundle.encoded.count, by: 97) {
      #expect(throws: ZoneError.self) {
        try ZoneBundle(decoding: Bytes(bundle.encoded.prefix(count)))
      }
    }
    #expect(throws: ZoneError.self) {
      try ZoneBundle(release: "", zones: [("A/B", Bytes("TZif".utf8))])
    }
    #expect(throws: ZoneError.self) { try ZoneBundle(release: "", zones: zones + zones) }
  }
}
