import Units

/// Where records lie in a slab, by their id: open addressing with linear probing, at most half full.
///
/// Ids are made by this program, so that one multiplication spreads them and nobody can make them
/// collide on purpose: a `Dictionary` hashes for worse. Eight ids that follow each other, as those of
/// one entry do, start in neighbouring cells, which costs one cache miss instead of eight. Never
/// walked: it has no order.
struct PlaceTable: Sendable {
  private struct Cell: Sendable {
    /// `RecordID.none` for an empty cell.
    var id: RecordID
    var place: Int32
  }

  private var cells: ContiguousArray<Cell> = []
  private(set) var count = 0
  /// 64 - log2 of the number of groups of eight cells.
  private var shift: UInt64 = 64

  init() {}

  func place(of id: RecordID) -> Int32? {
    guard count > 0 else { return nil }
    let cell = cells[find(id)]
    return cell.id == .none ? nil : cell.place
  }

  /// - Precondition: `id` is not `RecordID.none`.
  mutating func set(_ id: RecordID, to place: Int32) {
    precondition(id != .none, "no record has the id none")
    if 2 * (count + 1) > cells.count { grow() }
    let found = find(id)
    if cells[found].id == .none { count += 1 }
    cells[found] = Cell(id: id, place: place)
  }

  mutating func remove(_ id: RecordID) {
    guard count > 0 else { return }
    var hole = find(id)
    guard cells[hole].id != .none else { return }
    count -= 1
    // What follows without a gap moves up, as far as its own start lets it (Knuth 6.4, algorithm R).
    let mask = cells.count - 1
    var next = (hole + 1) & mask
    while cells[next].id != .none {
      let start = start(of: cells[next].id)
      if (next &- start) & mask >= (next &- hole) & mask {
        cells[hole] = cells[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    cells[hole] = Cell(id: .none, place: 0)
  }

  @inline(__always)
  private func start(of id: RecordID) -> Int {
    let group = ((id.rawValue >> 3) &* 0x9E37_79B9_7F4A_7C15) >> shift
    return Int(truncatingIfNeeded: group << 3 | id.rawValue & 7)
  }

  /// The cell of `id`, or the empty one where it would go.
  @inline(__always)
  private func find(_ id: RecordID) -> Int {
    let mask = cells.count - 1
    var place = start(of: id)
    while cells[place].id != id, cells[place].id != .none { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = cells
    let size = max(64, old.count * 2)
    cells = ContiguousArray(repeating: Cell(id: .none, place: 0), count: size)
    shift = UInt64(64 - (size / 8).trailingZeroBitCount)
    for cell in old where cell.id != .none { cells[find(cell.id)] = cell }
  }
}
