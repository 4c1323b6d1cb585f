import Foundation

/// What each target may import: read from Package.swift, which is the table.
struct ImportTable {
  private(set) var dependencies: [String: Set<String>] = [:]

  /// Modules that come with the toolchain, which Package.swift cannot name.
  static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "Testing",
  ]
  /// Targets that may import nothing of those: they know no clock, no disk and no locale.
  static let pure: Set<String> = [
    "Units", "Messages", "Raft", "Journal", "Cron", "StateMachine", "Scheduler", "Replica",
    "Checkers", "Workload", "Simulator",
  ]
  static let forbiddenInPure: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "NIOCore", "NIOPosix",
  ]

  /// Reads the declarations `room(...)`, `front(...)`, `tests(...)`, `.target(...)`,
  /// `.executableTarget(...)`, with the lists that `let` names at the top.
  init(package text: String) {
    let lists = ImportTable.namedLists(text)
    for kind in ["room(", "front(", "tests(", ".target(name:", ".executableTarget("] {
      for declaration in ImportTable.declarations(of: kind, in: text) {
        let strings = ImportTable.strings(in: declaration)
        guard let name = strings.first else { continue }
        var allowed = Set(strings.dropFirst())
        for (list, names) in lists where ImportTable.mentions(list, in: declaration) {
          allowed.formUnion(names)
        }
        dependencies[name] = allowed
        // A target that lives elsewhere is known by its folder too.
        for path in strings where path.hasPrefix("Tests/") || path.hasPrefix("Sources/") {
          dependencies[String(path.split(separator: "/").last ?? "")] = allowed
        }
      }
    }
  }

  func allows(_ module: String, in target: String) -> Bool {
    if ImportTable.system.contains(module) {
      return !(ImportTable.pure.contains(target) && ImportTable.forbiddenInPure.contains(module))
    }
    return dependencies[target]?.contains(module) ?? false
  }

  /// `let nio: [...] = [ .product(name: "NIOCore", ...) ]` → nio: NIOCore, NIOPosix.
  private static func namedLists(_ text: String) -> [String: Set<String>] {
    var lists: [String: Set<String>] = [:]
    for chunk in text.components(after: "\nlet ") {
      guard let end = chunk.firstIndex(where: { !$0.isLetter }) else { continue }
      let body = chunk[..<(chunk.range(of: "\n\n")?.lowerBound ?? chunk.endIndex)]
      // One declaration a line, or a list that ends at its bracket.
      let own =
        body.split(separator: "\n").first.map { $0.hasSuffix("[") ? body : $0[...] } ?? body
      let products = own.components(after: ".product(name: \"").compactMap { rest in
        rest.firstIndex(of: "\"").map { String(rest[..<$0]) }
      }
      if !products.isEmpty { lists[String(chunk[..<end])] = Set(products) }
    }
    return lists
  }

  /// The text between the brackets of each call of `kind`.
  private static func declarations(of kind: String, in text: String) -> [String] {
    text.components(after: kind).compactMap { rest in
      var depth = 1
      for place in rest.indices {
        if rest[place] == "(" { depth += 1 }
        if rest[place] == ")" { depth -= 1 }
        if depth == 0 { return String(rest[..<place]) }
      }
      return nil
    }
  }

  private static func strings(in declaration: String) -> [String] {
    let parts = declaration.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private static func mentions(_ word: String, in declaration: String) -> Bool {
    declaration.split { !$0.isLetter && $0 != "\"" }.contains { $0 == word }
  }
}

extension StringProtocol {
  /// What follows each occurrence of `text`.
  func components(after text: String) -> [SubSequence] {
    var found: [SubSequence] = []
    var rest = self[...]
    while let range = rest.range(of: text) {
      found.append(rest[range.upperBound...])
      rest = rest[range.upperBound...]
    }
    return found
  }
}
