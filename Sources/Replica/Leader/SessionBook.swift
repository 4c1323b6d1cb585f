import Units

/// A session as its leader keeps it: none of this is replicated.
struct TrackedSession: Sendable {
  var id: RecordID
  /// When its worker last said anything.
  var heard: Monotonic
  /// Whether there is a stream or poll to push to.
  var isAttached = false
  /// Grows with every attachment: a push that was begun for an earlier one is void.
  var epoch: UInt64 = 0
  /// Leases that it may still be granted.
  var credits = 0
  /// Grants to it that are proposed and not applied.
  var inFlight = 0
}

/// The sessions of the state, by id, with what their leader knows of them.
struct SessionBook: Sendable {
  private(set) var sessions: [TrackedSession] = []
  private(set) var attached = 0
  /// No session's time is up before.
  var nextExpiry = Monotonic.zero
  /// When the first of those that are silent was noticed.
  var suspectedAt: Monotonic?
  /// A round of heartbeats is under way, before anybody is declared lost.
  var isConfirming = false
  private var lastEpoch: UInt64 = 0

  init() {}

  func place(of id: RecordID) -> Int? {
    let place = lowerBound(id)
    return place < sessions.count && sessions[place].id == id ? place : nil
  }

  private func lowerBound(_ id: RecordID) -> Int {
    var low = 0
    var high = sessions.count
    while low < high {
      let middle = (low + high) / 2
      if sessions[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  subscript(place: Int) -> TrackedSession {
    _read { yield sessions[place] }
    _modify { yield &sessions[place] }
  }

  mutating func insert(_ id: RecordID, at now: Monotonic) {
    let place = lowerBound(id)
    if place < sessions.count && sessions[place].id == id { return }
    sessions.insert(TrackedSession(id: id, heard: now), at: place)
    nextExpiry = .zero
  }

  /// Returns whether it was attached.
  mutating func remove(_ id: RecordID) -> Bool {
    guard let place = place(of: id) else { return false }
    if sessions[place].isAttached { attached -= 1 }
    return sessions.remove(at: place).isAttached
  }

  mutating func attach(_ place: Int) {
    if !sessions[place].isAttached { attached += 1 }
    lastEpoch += 1
    sessions[place].isAttached = true
    sessions[place].epoch = lastEpoch
    sessions[place].credits = 0
  }

  mutating func detach(_ id: RecordID) {
    guard let place = place(of: id), sessions[place].isAttached else { return }
    attached -= 1
    sessions[place].isAttached = false
    sessions[place].credits = 0
  }

  /// Those that were not heard of for `span`; sets `nextExpiry`. O(sessions), seldom.
  mutating func silent(for span: Timeout, at now: Monotonic) -> [RecordID] {
    var found: [RecordID] = []
    var next = Monotonic.distantFuture
    for session in sessions {
      let end = session.heard + span
      if end <= now { found.append(session.id) } else { next = min(next, end) }
    }
    nextExpiry = next
    return found
  }
}
