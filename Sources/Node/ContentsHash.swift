import Replica
import Storage
import Units

/// A hash over everything that a store holds, key by key: equal on every node at an equal entry,
/// however its files came about. The node's own record of configurations is left out.
enum ContentsHash {
  /// Reads the whole checkpoint in `directory`; takes as long as that takes.
  static func of(_ directory: String) throws(StorageError) -> Hash128 {
    let store = try StateStore(directory: directory)
    var scan = StateScan(
      lower: StoredConfigurations.key + [0], upper: Bytes(repeating: 0xFF, count: 64),
      limit: 4_096, byteLimit: 1 << 20)
    var hash = Hash128.zero
    while true {
      let page = try store.scan(scan)
      var bytes = Bytes()
      for row in page.rows {
        bytes.append(littleEndian: UInt32(row.key.count))
        bytes.append(contentsOf: row.key)
        bytes.append(littleEndian: UInt32(row.value.count))
        bytes.append(contentsOf: row.value)
      }
      bytes.append(littleEndian: hash.high)
      hash = Hash128(of: bytes, seed: hash.low)
      guard page.hasMore, let last = page.rows.last else { return hash }
      scan.lower = last.key + [0]
    }
  }
}
