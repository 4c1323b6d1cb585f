import Testing
import Units

@testable import StateMachine

/// The table of places against a dictionary.
@Suite struct PlaceTableTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func isADictionary(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = PlaceTable()
    var truth: [RecordID: Int32] = [:]
    for step in 0..<20_000 {
      let id = draw(&generator, seed)
      // Grows, shrinks, and grows again.
      if generator.below(10) < (step / 4_000 % 2 == 0 ? 6 : 3) {
        table.set(id, to: Int32(step))
        truth[id] = Int32(step)
      } else {
        table.remove(id)
        truth[id] = nil
      }
      #expect(table.count == truth.count)
      let other = draw(&generator, seed)
      #expect(table.place(of: other) == truth[other])
    }
    for (id, place) in truth { #expect(table.place(of: id) == place) }
  }

  /// As entries make them: few positions at many indexes, or many at few.
  private func draw(_ generator: inout SeededGenerator, _ seed: UInt64) -> RecordID {
    RecordID(
      index: LogIndex(generator.below(seed % 2 == 0 ? 400 : 5) + 1),
      position: UInt16(generator.below(seed % 2 == 0 ? 3 : 300) + 1))
  }
}
