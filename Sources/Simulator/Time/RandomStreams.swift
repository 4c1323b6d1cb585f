import Units

/// Generators of a run, one for each concern, so that one kind of fault more or less moves the draws
/// of the others as little as can be: that is what makes shrinking work.
struct RandomStreams {
  var faults: SeededGenerator
  var network: SeededGenerator
  var disk: SeededGenerator
  var lives: SeededGenerator
  var clients: SeededGenerator

  init(seed: UInt64) {
    func stream(_ number: UInt64) -> SeededGenerator {
      SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ number << 56 ^ number)
    }
    faults = stream(1)
    network = stream(2)
    disk = stream(3)
    lives = stream(4)
    clients = stream(5)
  }
}

extension SeededGenerator {
  /// Both ends are possible.
  mutating func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `parts` of 1,000 cases.
  mutating func happens(_ parts: UInt64) -> Bool { parts > 0 && below(1_000) < parts }

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[Int(below(UInt64(elements.count)))]
  }
}
