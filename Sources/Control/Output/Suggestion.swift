/// The nearest known word to one that is not known.
enum Suggestion {
  /// Nil where none is near: more than a third of its letters differ.
  static func nearest(to word: String, in known: [String]) -> String? {
    let scored = known.map { (name: $0, distance: distance(word.lowercased(), $0)) }
    guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }),
      best.distance <= max(1, best.name.count / 3)
    else { return nil }
    return best.name
  }

  /// Damerau's distance with adjacent swaps (optimal string alignment).
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.prefix(64))
    let b = Array(right.prefix(64))
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var rows = [Array(0...b.count), Array(repeating: 0, count: b.count + 1)]
    var before = rows[0]
    for row in 1...a.count {
      rows[1][0] = row
      for column in 1...b.count {
        let cost = a[row - 1] == b[column - 1] ? 0 : 1
        var best = min(rows[0][column] + 1, rows[1][column - 1] + 1, rows[0][column - 1] + cost)
        if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
          best = min(best, before[column - 2] + 1)
        }
        rows[1][column] = best
      }
      before = rows[0]
      rows[0] = rows[1]
    }
    return rows[0][b.count]
  }
}
