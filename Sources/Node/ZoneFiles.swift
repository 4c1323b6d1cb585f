public import Cron
import Glibc

/// The system's zone data as one bundle: what a cluster is founded with, and what an update
/// proposes.
public enum ZoneFiles {
  /// Why there is none.
  public struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
  }

  /// Reads every zone below the directory. Systems lay out their indexes differently, so the files
  /// themselves are looked at, and what is no TZif file is passed over.
  public static func bundle(_ directory: String) -> Result<ZoneBundle, Unreadable> {
    var names: [String] = []
    walk(directory, "", depth: 0, &names)
    names.sort()
    var zones: [(name: String, tzif: [UInt8])] = []
    for name in names {
      guard zones.count < ZoneBundle.mostNames else { break }
      guard let bytes = Files.read(directory + "/" + name, limit: 64 << 10), bytes.count > 44,
        bytes.prefix(4).elementsEqual("TZif".utf8)
      else { continue }
      zones.append((name, bytes))
    }
    guard !zones.isEmpty else {
      return .failure(
        Unreadable(
          description:
            "there is no zone data in \(directory): install tzdata, or name its directory"))
    }
    do {
      return .success(try ZoneBundle(release: release(directory), zones: zones))
    } catch {
      return .failure(Unreadable(description: "the zone data in \(directory): \(error.message)"))
    }
  }

  /// Beside the zones proper, systems keep copies with other leap seconds or POSIX rules there.
  private static let passedOver: Set<String> = ["posix", "right", "posixrules", "localtime"]

  private static func walk(
    _ directory: String, _ prefix: String, depth: Int, _ names: inout [String]
  ) {
    guard depth < 4, let listing = unsafe opendir(directory + "/" + prefix) else { return }
    defer { unsafe closedir(listing) }
    while let entry = unsafe readdir(listing) {
      let name = unsafe Files.name(of: entry)
      guard !name.hasPrefix("."), !name.contains("."), !passedOver.contains(name) else { continue }
      let path = prefix.isEmpty ? name : prefix + "/" + name
      if unsafe entry.pointee.d_type == UInt8(DT_DIR) {
        walk(directory, path, depth: depth + 1, &names)
      } else {
        names.append(path)
      }
    }
  }

  /// From `tzdata.zi`'s first line, `# version 2025b`; empty where the system does not say.
  private static func release(_ directory: String) -> String {
    guard let bytes = Files.read(directory + "/tzdata.zi", limit: 1 << 20) else { return "" }
    let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }.prefix(80), as: UTF8.self)
    let prefix = "# version "
    return line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : ""
  }
}
