import Glibc
import Units

/// A file of JSON lines.
enum HistoryFile {
  /// Makes or replaces the file.
  static func write(_ bytes: Bytes, to path: String) throws(WriteError) {
    // The path outlives the call.
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw WriteError(path: path, number: errno) }
    defer { close(file) }
    try write(bytes, to: file, path)
  }

  /// Opens or makes the file, empty; the process's end closes it.
  static func begin(_ path: String) throws(WriteError) -> Int32 {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_APPEND, 0o644)
    guard file >= 0 else { throw WriteError(path: path, number: errno) }
    return file
  }

  /// Empties the file and writes a first line.
  static func begin(_ line: String, in file: Int32, _ path: String) throws(WriteError) {
    guard ftruncate(file, 0) == 0 else { throw WriteError(path: path, number: errno) }
    try write(Bytes("\(line)\n".utf8), to: file, path)
  }

  static func write(_ bytes: Bytes, to file: Int32, _ path: String) throws(WriteError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // The slice outlives the call, which reads no further than its count.
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw WriteError(path: path, number: errno) }
      rest = rest.dropFirst(count)
    }
  }

  struct WriteError: Error, CustomStringConvertible {
    var path: String
    var number: Int32

    var description: String {
      let reason = unsafe String(cString: strerror(number))
      return "'\(path)' cannot be written: \(reason)"
    }
  }
}
