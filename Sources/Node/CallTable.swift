import Replica
import Storage
import Units

/// Calls at the replica, from input to answer: slots that are used again, so that a call costs no
/// allocation of its own here.
struct CallTable {
  struct Pending {
    var completion: NodeCompletion
    /// Where it came from, if it may be routed anew.
    var call: NodeCall?
    /// Of a write: where the node may be made to die before it answers.
    var point: Failpoint?
  }

  private struct Slot {
    var generation: UInt32
    var pending: Pending?
  }

  private var slots: [Slot] = []
  private var free: [UInt32] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  var count: Int { slots.count - free.count }

  /// Nil where `limit` calls are open.
  mutating func add(_ pending: Pending) -> CallID? {
    if let place = free.popLast() {
      slots[Int(place)].pending = pending
      return CallID(UInt64(slots[Int(place)].generation) << 32 | UInt64(place))
    }
    guard slots.count < limit else { return nil }
    slots.append(Slot(generation: 1, pending: pending))
    return CallID(1 << 32 | UInt64(slots.count - 1))
  }

  /// Nil for an id that is not open.
  mutating func take(_ id: CallID) -> Pending? {
    let place = Int(id.rawValue & 0xFFFF_FFFF)
    guard place < slots.count, UInt64(slots[place].generation) == id.rawValue >> 32 else {
      return nil
    }
    guard let pending = slots[place].pending else { return nil }
    slots[place].pending = nil
    slots[place].generation &+= 1
    free.append(UInt32(place))
    return pending
  }

  /// All that are open, in no order that means anything.
  mutating func takeAll() -> [Pending] {
    var all: [Pending] = []
    for place in slots.indices {
      guard let pending = slots[place].pending else { continue }
      all.append(pending)
      slots[place].pending = nil
      slots[place].generation &+= 1
      free.append(UInt32(place))
    }
    return all
  }
}
