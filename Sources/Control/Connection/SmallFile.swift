internal import Glibc

/// Reads files that people write: manifests, payloads, contexts.
enum SmallFile {
  enum Failure: Error {
    case missing
    case failed(String)
    case tooLarge(limit: Int)
  }

  /// The bytes of `path`; `-` is standard input.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor: Int32
    if path == "-" {
      descriptor = 0
    } else {
      descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 {
        let error = errno
        if error == ENOENT { throw .missing }
        throw .failed(unsafe String(cString: strerror(error)))
      }
    }
    defer { if descriptor > 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .failed(unsafe String(cString: strerror(errno)))
      }
      bytes += chunk[..<count]
      if bytes.count > limit { throw .tooLarge(limit: limit) }
    }
  }

  /// The working directory and those above it, nearest first.
  static func ancestors() -> [String] {
    guard let start = unsafe realpath(".", nil) else { return [] }
    defer { unsafe free(start) }
    var path = unsafe String(cString: start)
    var all = [path]
    while let slash = path.lastIndex(of: "/"), path != "/" {
      path = slash == path.startIndex ? "/" : String(path[..<slash])
      all.append(path)
    }
    return all
  }
}
