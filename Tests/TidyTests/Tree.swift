import Foundation

/// The tree these tests stand in, as they see it.
struct Tree {
  /// Relative to the root, with its text.
  struct File {
    let path: String
    let text: String

    /// `Sources/Raft/Log/HeaderLog.swift` → `Raft`.
    var target: String {
      let parts = path.split(separator: "/")
      return parts.count > 2 ? String(parts[1]) : ""
    }
    var isTest: Bool { path.hasPrefix("Tests/") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file under Sources and Tests, in order of path.
  static let files: [File] = ["Sources", "Tests"].flatMap { folder in
    let base = root.appending(path: folder)
    let names =
      FileManager.default.enumerator(atPath: base.path)?
      .compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name -> File? in
      guard let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8) else {
        return nil
      }
      return File(path: "\(folder)/\(name)", text: text)
    }
  }

  static func read(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
