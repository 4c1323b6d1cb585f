internal import Messages

/// Writes results in the format that was asked for.
struct Printer {
  let format: OutputFormat

  /// A list: a table for people, one object a line as JSON.
  func list<Item: WireMessage>(
    _ items: [Item], names: (Item) -> String, table: ([Item], _ wide: Bool) -> Table
  ) {
    switch format {
    case .table, .wide:
      for line in table(items, format == .wide).lines { Terminal.print(line) }
    case .json: for item in items { Terminal.print(item.json) }
    case .yaml:
      for (place, item) in items.enumerated() {
        if place > 0 { Terminal.print("---") }
        yaml(item)
      }
    case .name: for item in items { Terminal.print(names(item)) }
    }
  }

  /// One object.
  func object<Item: WireMessage>(_ item: Item, name: String, text: () -> [String]) {
    switch format {
    case .table, .wide: for line in text() { Terminal.print(line) }
    case .json: Terminal.print(item.json)
    case .yaml: yaml(item)
    case .name: Terminal.print(name)
    }
  }

  /// What is no message of the API.
  func tree(_ tree: JSON, name: String, text: () -> [String]) {
    switch format {
    case .table, .wide: for line in text() { Terminal.print(line) }
    case .json: Terminal.print(tree.encoded)
    case .yaml: for line in YAMLText.lines(tree) { Terminal.print(line) }
    case .name: Terminal.print(name)
    }
  }

  private func yaml<Item: WireMessage>(_ item: Item) {
    guard let tree = try? JSON(parsing: item.json) else { return Terminal.print(item.json) }
    for line in YAMLText.lines(tree) { Terminal.print(line) }
  }
}

/// A JSON tree as YAML's block style; strings that YAML might take for something else are quoted.
enum YAMLText {
  static func lines(_ value: JSON) -> [String] {
    switch value {
    case .object(let members) where !members.isEmpty:
      return members.flatMap { member -> [String] in
        let key = scalar(member.key)
        if let short = inline(member.value) { return ["\(key): \(short)"] }
        return ["\(key):"] + lines(member.value).map { "  " + $0 }
      }
    case .array(let items) where !items.isEmpty:
      return items.flatMap { item -> [String] in
        if let short = inline(item) { return ["- \(short)"] }
        let inner = lines(item)
        return ["- " + (inner.first ?? "")] + inner.dropFirst().map { "  " + $0 }
      }
    default: return [inline(value) ?? ""]
    }
  }

  private static func inline(_ value: JSON) -> String? {
    switch value {
    case .object(let members): members.isEmpty ? "{}" : nil
    case .array(let items): items.isEmpty ? "[]" : nil
    case .string(let text): scalar(text)
    default: value.encoded
    }
  }

  private static func scalar(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./".contains($0)) }
      && text.first.map { $0.isLetter || $0 == "/" } ?? false
      && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    return isPlain ? text : JSON.string(text).encoded
  }
}
