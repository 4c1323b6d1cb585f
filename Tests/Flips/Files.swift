import Foundation
import Units

/// A file of a data directory, by what it is.
struct Target: Sendable {
  /// `log segment`, `table`, …
  let kind: String
  /// Below the directory.
  let path: String
}

enum Files {
  static func copy(_ source: String, to target: String) throws {
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: source) {
      let from = source + "/" + name
      // Of a node that runs some are gone meanwhile.
      guard FileManager.default.fileExists(atPath: from) else { continue }
      if isDirectory(from) {
        try copy(from, to: target + "/" + name)
      } else if let bytes = FileManager.default.contents(atPath: from) {
        try bytes.write(to: URL(filePath: target + "/" + name))
      }
    }
  }

  private static func isDirectory(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  static func read(_ path: String) throws -> Bytes {
    Bytes(try Data(contentsOf: URL(filePath: path)))
  }

  static func write(_ bytes: Bytes, to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  /// Every file of the directory, sorted, but for empty ones.
  static func targets(in directory: String) throws -> [Target] {
    let all = FileManager.default.subpaths(atPath: directory) ?? []
    return try all.sorted().compactMap { path in
      let full = directory + "/" + path
      guard !isDirectory(full), try !read(full).isEmpty else { return nil }
      return Target(kind: kind(path), path: path)
    }
  }

  private static func kind(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if path == "identity" || path == "LOCK" { return path }
    if path.hasPrefix("log/") {
      return name == "headers.ring" ? "header ring" : name.hasPrefix("spare") ? "spare" : "segment"
    }
    if path == "state/current" { return "pointer" }
    if path.hasPrefix("snapshots/") { return "snapshot" }
    if name.hasSuffix(".sst") { return "table" }
    return String(name.prefix { $0.isLetter })
  }
}
