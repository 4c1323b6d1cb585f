import StateMachine
package import Units

/// What apply changed and the store does not have yet, in key order, the last change of each key.
///
/// Changes gather in the active layer; the frozen one is being written and is read through until that
/// is done. The one written last stays as a cache for single keys: most of what is read is young,
/// such as the payload of a lease. A record that was inserted and deleted within one layer is not
/// written at all.
struct Overlay: Sendable {
  private var active = OverlayLayer()
  private var frozen: OverlayLayer?
  private var written: OverlayLayer?

  init() {}

  /// Changes gathered since the last `freeze`, those included that will not be written.
  var count: Int { active.count }
  var bytes: Int { active.bytes }
  var isEmpty: Bool { active.count == 0 }
  var isFrozen: Bool { frozen != nil }
  /// Changes of both layers.
  var total: Int { active.count + (frozen?.count ?? 0) }

  @inline(__always)
  mutating func put(_ change: Change) { active.put(change) }

  /// What is to be written, sorted by key. The layer stays readable until `thaw`.
  ///
  /// - Precondition: no layer is frozen.
  mutating func freeze() -> [Change] {
    precondition(frozen == nil, "a layer is frozen: it has to be written first")
    // The next one will hold about as much.
    var layer = OverlayLayer(expecting: active.count)
    swap(&layer, &active)
    let changes = layer.sortedChanges()
    frozen = layer
    return changes
  }

  /// The frozen layer is in the store now.
  mutating func thaw() {
    written = frozen
    frozen = nil
  }

  /// Forgets everything: another store took the place of the one that this lay over.
  mutating func removeAll() {
    active = OverlayLayer()
    frozen = nil
    written = nil
  }

  /// What is known of a key here.
  enum Known: Hashable, Sendable {
    case value(Bytes)
    case deleted
    /// Ask the store.
    case unknown
  }

  func get(_ key: Bytes) -> Known {
    let known = active.get(key)
    if known != .unknown { return known }
    if let known = frozen?.get(key), known != .unknown { return known }
    return written?.get(key) ?? .unknown
  }

  /// An entry of a scan: nil hides what the store may have.
  struct Item: Hashable, Sendable {
    var key: Bytes
    var value: Bytes?
  }

  /// The entries of a range, from its lower end or, `reversed`, from its upper end, up to the one
  /// with which `limit` values were found.
  mutating func scan(_ range: Keys.Range, reversed: Bool, limit: Int) -> [Item] {
    var newer = active.walk(range, reversed: reversed)
    var older = frozen?.walk(range, reversed: reversed)
    var found: [Item] = []
    var values = 0
    func isBefore(_ left: Bytes, _ right: Bytes) -> Bool {
      reversed ? KeyOrder.isBefore(right, left) : KeyOrder.isBefore(left, right)
    }
    while values < limit {
      let new = active.peek(&newer)
      var old: Item?
      if var walk = older {
        old = frozen?.peek(&walk)
        older = walk
      }
      let item: Item
      switch (new, old) {
      case (nil, nil): return found
      case (let one?, nil):
        item = one
        newer.step()
      case (nil, let one?):
        item = one
        older?.step()
      case (let new?, let old?):
        if new.key == old.key {
          item = new
          newer.step()
          older?.step()
        } else if isBefore(new.key, old.key) {
          item = new
          newer.step()
        } else {
          item = old
          older?.step()
        }
      }
      if item.value != nil { values += 1 }
      found.append(item)
    }
    return found
  }
}

/// The order of keys: by bytes, unsigned, a prefix before what it begins.
package enum KeyOrder {
  @inline(__always)
  package static func isBefore(_ left: Bytes, _ right: Bytes) -> Bool {
    let shared = min(left.count, right.count)
    var place = 0
    while place < shared {
      let (one, other) = (left[place], right[place])
      if one != other { return one < other }
      place += 1
    }
    return left.count < right.count
  }
}
