import Units

/// How many executions each chain of causes has led to, kept while any of it lives: what keeps a
/// chain from growing for ever is counted, and not only how deep it is.
struct RootTable: Sendable {
  struct Root: Sendable, Hashable {
    /// Executions born under it, itself not counted.
    var born: UInt64 = 0
    /// Of those, the ones that live; derived.
    var live = 0
    /// Whether its record was put out.
    var isStored = false
    /// Whether it is among those that this entry changed.
    var isTouched = false
  }

  /// Only looked up, never walked: its order does not matter.
  private(set) var roots: [RecordID: Root] = [:]

  init() {}

  var count: Int { roots.count }

  subscript(root: RecordID) -> Root? {
    _read { yield roots[root] }
    _modify { yield &roots[root] }
  }

  subscript(root: RecordID, default fresh: Root) -> Root {
    _read { yield roots[root, default: fresh] }
    _modify { yield &roots[root, default: fresh] }
  }

  func born(_ root: RecordID) -> UInt64 { roots[root]?.born ?? 0 }

  static func encode(_ born: UInt64) -> Bytes {
    var record = RecordWriter(capacity: 12)
    record.byte(1)
    record.number(born)
    return record.bytes
  }

  static func decode(_ bytes: Bytes) -> UInt64? {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    let born = record.number()
    return record.isDamaged ? nil : born
  }
}

extension StateMachine {
  /// Takes note that something of a chain was born or ended; its record follows at the entry's end.
  mutating func touch(root: RecordID) {
    guard let known = roots[root], !known.isTouched else { return }
    roots[root]?.isTouched = true
    entry.touchedRoots.append(root)
  }

  /// Writes the counts that this entry changed, and forgets chains of which nothing lives.
  mutating func settleRoots(_ output: inout ApplyOutput) {
    for root in entry.touchedRoots {
      guard var known = roots[root] else { continue }
      known.isTouched = false
      let key = Keys.key(.root, root)
      guard known.live > 0 || executions.slot(of: root) != nil else {
        roots[root] = nil
        if known.isStored { output.delete(key) }
        continue
      }
      let value = RootTable.encode(known.born)
      if known.isStored { output.put(key, value) } else { output.insert(key, value) }
      known.isStored = true
      roots[root] = known
    }
  }
}
