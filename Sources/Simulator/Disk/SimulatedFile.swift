import Units

/// A file of fixed size, twice: as processes see it through the page cache, and as it would be after
/// a power cut. A sync makes the second like the first.
struct SimulatedFile {
  /// What disks write whole or not at all, but for a torn one.
  static let sector = 512

  private(set) var cache: Bytes
  private var durable: Bytes
  private var isDirty: [Bool]
  private var hasDirt = false
  /// A sync failed: some sectors look clean, and are not on disk.
  private var hasGhosts = false

  /// All zeros, on disk too.
  init(size: Int) {
    cache = Bytes(repeating: 0, count: size)
    durable = cache
    isDirty = Array(
      repeating: false, count: (size + SimulatedFile.sector - 1) / SimulatedFile.sector)
  }

  mutating func write(_ bytes: some Collection<UInt8>, at start: Int) {
    guard !bytes.isEmpty else { return }
    let end = start + bytes.count
    precondition(end <= cache.count, "a write up to \(end) into a file of \(cache.count) bytes")
    cache.replaceSubrange(start..<end, with: bytes)
    for sector in start / SimulatedFile.sector...(end - 1) / SimulatedFile.sector {
      isDirty[sector] = true
    }
    hasDirt = true
  }

  mutating func sync() {
    guard hasDirt else { return }
    for sector in isDirty.indices where isDirty[sector] {
      let span = self.span(of: sector)
      durable.replaceSubrange(span, with: cache[span])
      isDirty[sector] = false
    }
    hasDirt = false
  }

  /// A sync that fails leaves pages that look clean and were never written, some of them (Rebello and
  /// others, "Can applications recover from fsync failures?", ATC 2020).
  mutating func failSync(_ generator: inout SeededGenerator) {
    guard hasDirt else { return }
    for sector in isDirty.indices where isDirty[sector] {
      isDirty[sector] = false
      if generator.happens(500) {
        hasGhosts = true
      } else {
        let span = self.span(of: sector)
        durable.replaceSubrange(span, with: cache[span])
      }
    }
    hasDirt = false
  }

  /// Any subset of the sectors that were not synced stays; `torn` of 1,000 of them up to a byte only.
  mutating func losePower(_ generator: inout SeededGenerator, torn: UInt64) -> Int {
    guard hasDirt || hasGhosts else { return 0 }
    let kept = generator.draw(0...1_000)
    var tears = 0
    for sector in isDirty.indices where isDirty[sector] {
      var span = self.span(of: sector)
      isDirty[sector] = false
      guard generator.happens(kept) else { continue }
      if generator.happens(torn) {
        tears += 1
        span = span.lowerBound..<span.lowerBound + Int(generator.below(UInt64(span.count)))
      }
      durable.replaceSubrange(span, with: cache[span])
    }
    cache = durable
    hasDirt = false
    hasGhosts = false
    return tears
  }

  /// One bit turns over, wherever it is read from.
  mutating func flip(bit: UInt8, at offset: Int) {
    cache[offset] ^= 1 << bit
    durable[offset] ^= 1 << bit
  }

  private func span(of sector: Int) -> Range<Int> {
    let start = sector * SimulatedFile.sector
    return start..<min(cache.count, start + SimulatedFile.sector)
  }
}
