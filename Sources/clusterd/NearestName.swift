/// Which name somebody meant.
enum NearestName {
  /// The nearest of `names` by edits (insert, delete, replace), where at most a third of `name` would
  /// change; nil where none is near. The same word with other case or separators is nearest of all.
  static func of(_ name: String, among names: [String]) -> String? {
    func plain(_ text: String) -> [UInt8] {
      text.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
    }
    let wanted = plain(name)
    var best: (name: String, distance: Int)?
    for candidate in names {
      let distance = edits(wanted, plain(candidate))
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(2, wanted.count / 3) else { return nil }
    return best.name
  }

  private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[right.count]
  }
}
