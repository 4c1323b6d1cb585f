/// Flushes that the disk behind a directory has completed, as the kernel counts them for the device.
struct DiskFlushes {
  let device: String

  /// The device that holds `directory`, by the longest mount point that it lies under. Nil where
  /// that is no block device.
  init?(under directory: String) {
    guard let mounts = readFile("/proc/self/mounts") else { return nil }
    var best = (length: -1, device: "")
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 1, fields[0].hasPrefix("/dev/") else { continue }
      let mount = String(fields[1])
      let prefix = mount.hasSuffix("/") ? mount : mount + "/"
      if (directory + "/").hasPrefix(prefix), mount.count > best.length {
        best = (mount.count, String(fields[0].dropFirst("/dev/".count)))
      }
    }
    guard best.length >= 0 else { return nil }
    device = best.device
  }

  /// Nil where the kernel does not count them (the 18th field of statistics, Linux 5.5 and later:
  /// Documentation/admin-guide/iostats.rst).
  func count() -> UInt64? {
    guard let table = readFile("/proc/diskstats") else { return nil }
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ", omittingEmptySubsequences: true)
      guard fields.count > 18, fields[2] == device else { continue }
      return UInt64(fields[18])
    }
    return nil
  }
}
