internal import Glibc
internal import Messages
internal import Units

/// A module on disk: its manifest, and its files as one archive named by content.
struct ModuleFolder {
  var manifest: Bytes
  var archive: Bytes
  /// SHA-256 of the archive, in hexadecimal.
  var hash: String

  static let manifestName = "module.json"
  static let mostBytes = 64 << 20
  static let mostFiles = 10_000

  static func read(_ directory: String) throws -> ModuleFolder {
    let root =
      directory.count > 1 && directory.hasSuffix("/") ? String(directory.dropLast()) : directory
    var paths: [(path: String, isExecutable: Bool)] = []
    try walk(root, "", &paths)
    paths.sort { $0.path < $1.path }
    let manifest = try manifest(in: root)
    var tar = TarWriter()
    for file in paths {
      let data = try read(file: "\(root)/\(file.path)")
      guard TarWriter.split(file.path) != nil else {
        throw Problem(
          "the path \(file.path) is too long", hint: "at most 100 bytes a name", status: .data)
      }
      tar.add(file.path, data, isExecutable: file.isExecutable)
      guard tar.bytes.count < mostBytes else {
        throw Problem(
          "\(root) holds more than \(ByteCount(mostBytes))",
          hint: "a bundle carries handlers, not data", status: .data)
      }
    }
    let archive = tar.finish()
    return ModuleFolder(
      manifest: manifest, archive: archive, hash: ContentHash(of: archive).description)
  }

  /// The manifest's JSON is checked here, where the line of a mistake can be named; what it says is
  /// checked by the cluster. A handler that is missing is found here too.
  private static func manifest(in root: String) throws -> Bytes {
    let path = "\(root)/\(manifestName)"
    let bytes: Bytes
    do throws(SmallFile.Failure) {
      bytes = try SmallFile.read(path, limit: 1 << 20)
    } catch {
      if case .missing = error {
        throw Problem(
          "there is no \(manifestName) in \(root)",
          hint: "see cluster/examples/datacenter/module.json for one", status: .missing)
      }
      throw Problem("\(path) cannot be read: \(error)", status: .data)
    }
    let tree: JSON
    do throws(JSON.SyntaxError) {
      tree = try JSON(parsing: bytes)
    } catch {
      let lines = String(decoding: bytes, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
      var excerpt: [String] = []
      if lines.indices.contains(error.line - 1) {
        let line = String(lines[error.line - 1].prefix(120))
        excerpt = [line, String(repeating: " ", count: max(0, min(error.column - 1, 120))) + "^"]
      }
      throw Problem(
        "\(path), line \(error.line), column \(error.column): \(error.what)", excerpt: excerpt,
        status: .data)
    }
    let capabilities = tree["capabilities"]
    let entries =
      (capabilities?["jobs"]?["handlers"]?.elements ?? [])
      + (capabilities?["events"]?["listeners"]?.elements ?? [])
    for entry in entries {
      guard let handler = entry["handler"]?.text else { continue }
      try check(handler: handler, in: root)
    }
    return bytes
  }

  private static func check(handler: String, in root: String) throws {
    let path = "\(root)/\(handler)"
    var info = stat()
    guard unsafe stat(path, &info) == 0 else {
      throw Problem(
        "the handler \(handler) that \(manifestName) names is not there",
        hint: "put it at \(path), or mend the path", code: "HANDLER_UNKNOWN", status: .data)
    }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw Problem(
        "the handler \(handler) is no plain file", code: "HANDLER_UNKNOWN", status: .data)
    }
    let hasInterpreter = handler.hasSuffix(".py") || handler.hasSuffix(".sh")
    guard info.st_mode & S_IXUSR != 0 || hasInterpreter else {
      throw Problem(
        "the handler \(handler) is not executable", hint: "chmod +x \(path)",
        code: "HANDLER_UNKNOWN", status: .data)
    }
  }

  private static func read(file path: String) throws -> Bytes {
    do throws(SmallFile.Failure) {
      return try SmallFile.read(path, limit: mostBytes)
    } catch {
      throw Problem("\(path) cannot be read: \(error)", status: .data)
    }
  }

  /// Plain files below `folder`, hidden ones left out; anything else is refused.
  private static func walk(
    _ root: String, _ folder: String, _ paths: inout [(path: String, isExecutable: Bool)]
  ) throws {
    let place = folder.isEmpty ? root : "\(root)/\(folder)"
    guard let stream = unsafe opendir(place) else {
      let why = unsafe String(cString: strerror(errno))
      throw Problem(
        "the folder \(place) cannot be read: \(why)",
        hint: "give the folder that holds module.json",
        status: .missing)
    }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name.hasPrefix(".") || name == "__pycache__" { continue }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var info = stat()
      guard unsafe lstat("\(root)/\(path)", &info) == 0 else { continue }
      switch info.st_mode & S_IFMT {
      case S_IFDIR: try walk(root, path, &paths)
      case S_IFREG:
        paths.append((path, info.st_mode & S_IXUSR != 0))
        guard paths.count <= mostFiles else {
          throw Problem("\(root) holds more than \(mostFiles) files", status: .data)
        }
      default:
        throw Problem(
          "\(place)/\(name) is neither a plain file nor a folder",
          hint: "links are not followed: copy the file", status: .data)
      }
    }
  }
}
