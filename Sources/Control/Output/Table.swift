/// Rows of text in columns as wide as their widest cell; two spaces between columns.
struct Table {
  enum Alignment { case left, right }

  struct Column {
    var title: String
    var alignment: Alignment

    init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  var columns: [Column]
  var rows: [[String]] = []
  /// Cells are cut so that a line fits; nil for no limit.
  var width: Int?

  init(_ columns: [Column], width: Int? = nil) {
    self.columns = columns
    self.width = width
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has \(columns.count) cells")
    rows.append(cells)
  }

  /// The lines, the titles first; trailing spaces are left out.
  var lines: [String] {
    var widths = columns.map(\.title.count)
    for row in rows {
      for (place, cell) in row.enumerated() { widths[place] = max(widths[place], cell.count) }
    }
    if let width { fit(&widths, into: width) }
    return ([columns.map(\.title)] + rows).map { row in
      var line = ""
      for (place, cell) in row.enumerated() {
        let isLast = place == row.count - 1
        let text = Table.cut(cell, to: widths[place])
        let padding = String(repeating: " ", count: max(0, widths[place] - text.count))
        switch columns[place].alignment {
        case .left: line += text + (isLast ? "" : padding)
        case .right: line += padding + text
        }
        if !isLast { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Takes what is too much from the widest columns, never below their titles or 8 characters.
  private func fit(_ widths: inout [Int], into width: Int) {
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
    while excess > 0 {
      let places = widths.indices.filter { widths[$0] > max(8, columns[$0].title.count) }
      guard let widest = places.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  static func cut(_ text: String, to width: Int) -> String {
    guard text.count > width else { return text }
    return width < 2 ? String(text.prefix(width)) : String(text.prefix(width - 1)) + "…"
  }
}
