import Units

/// Where entries lie in a slab, by keys that the slab holds: open addressing with linear probing, at
/// most half full. A cell has half of its key's hash, so that another key is hardly ever looked at;
/// growing looks at none. Keys only come; never walked, it has no order.
struct KeyTable: Sendable {
  /// The upper half is the hash's upper half, the lower one the place plus one; 0 is empty.
  private var cells: ContiguousArray<UInt64>
  private var count = 0

  init(expecting expected: Int = 0) {
    var size = 64
    while size < expected * 2 { size *= 2 }
    cells = ContiguousArray(repeating: 0, count: expected == 0 ? 0 : size)
  }

  /// - Parameter key: the key of the entry at a place.
  @inline(__always)
  func find(_ wanted: Bytes, at key: (Int32) -> Bytes) -> Int32? {
    guard count > 0 else { return nil }
    let hash = Hash128(of: wanted).low
    var cell = KeyTable.start(hash, cells.count)
    while cells[cell] != 0 {
      if let place = KeyTable.place(in: cells[cell], hash), key(place) == wanted { return place }
      cell = (cell + 1) & (cells.count - 1)
    }
    return nil
  }

  /// The place of a key that is known; else nil, and it is known from now on, as at `place`.
  @inline(__always)
  mutating func find(_ wanted: Bytes, orAdd place: Int32, at key: (Int32) -> Bytes) -> Int32? {
    if 2 * (count + 1) > cells.count { grow() }
    let hash = Hash128(of: wanted).low
    var cell = KeyTable.start(hash, cells.count)
    while cells[cell] != 0 {
      if let known = KeyTable.place(in: cells[cell], hash), key(known) == wanted { return known }
      cell = (cell + 1) & (cells.count - 1)
    }
    cells[cell] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(UInt32(bitPattern: place + 1))
    count += 1
    return nil
  }

  /// Taken from the upper half, so that a table can grow by what its cells hold; with 2^32 of them
  /// it would be full long before the bits are used up.
  @inline(__always)
  private static func start(_ hash: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: hash >> 32) & (size - 1)
  }

  @inline(__always)
  private static func place(in cell: UInt64, _ hash: UInt64) -> Int32? {
    guard (cell ^ hash) >> 32 == 0 else { return nil }
    return Int32(bitPattern: UInt32(truncatingIfNeeded: cell)) - 1
  }

  private mutating func grow() {
    let old = cells
    cells = ContiguousArray(repeating: 0, count: max(64, old.count * 2))
    for cell in old where cell != 0 {
      var free = KeyTable.start(cell, cells.count)
      while cells[free] != 0 { free = (free + 1) & (cells.count - 1) }
      cells[free] = cell
    }
  }
}
