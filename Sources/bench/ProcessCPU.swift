import Glibc

/// The CPU time that processes have used so far, as the kernel counts it.
struct ProcessCPU {
  /// What `/proc/PID/stat` counts in: USER_HZ, which Linux holds at 100 for every program.
  static let ticksPerSecond = 100.0

  let pids: [Int]

  /// User and system seconds of all the processes together, their ended threads included. Nil where
  /// one of them has gone, since a sum without it would flatter whoever lost it.
  func seconds() -> Double? {
    var ticks = 0.0
    for pid in pids {
      guard let text = readFile("/proc/\(pid)/stat"),
        // The name in parentheses may hold spaces: fields are counted from after it (proc(5)).
        let nameEnd = text.lastIndex(of: ")")
      else { return nil }
      let fields = text[text.index(after: nameEnd)...].split(separator: " ")
      guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
        return nil
      }
      ticks += user + system
    }
    return ticks / Self.ticksPerSecond
  }
}

/// The text of a small file, such as those in /proc: at most 64 KiB of it. Nil where it cannot be read.
func readFile(_ path: String) -> String? {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 4_096)
  while bytes.count < 65_536 {
    let count = unsafe chunk.withUnsafeMutableBytes { buffer in
      unsafe read(descriptor, buffer.baseAddress, buffer.count)
    }
    if count <= 0 { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
    bytes += chunk[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
