internal import Units

/// Replays one record's requests in the order of the log through a model. Requests whose place in the
/// log is not known exactly may be put wherever real time lets them; every way is followed at once.
struct Replay<Model: SequentialModel> {
  struct Item {
    var request: Request<Model.Input, Model.Output>
    /// Where it was decided; for an inexact one the last place where it may have been; for a read the
    /// first.
    var index: UInt64
    /// The last place where a read may have looked: what is behind it was asked for later.
    var last: UInt64 = .max
    var isExact: Bool
    var isRead: Bool
    /// A read that may look at the past: others need not have looked before it.
    var isStale = false
    /// Somebody's answer from here was known before it began: it was decided later.
    var floor: UInt64
  }

  let model: Model
  /// States and choices that are followed at once, at most.
  var limit = 20_000

  private struct World: Hashable {
    var state: Model.State
    /// Which of the floating ones in slots have been placed.
    var used: UInt64
    /// Which of the open reads have been there.
    var seen: UInt64 = 0
  }

  /// On the way through one entry.
  private struct Open: Hashable {
    var world: World
    /// Which of the entry's writes are placed.
    var done: UInt64
  }

  /// The inexact ones that may have been decided by now, each in a slot until its place is certain; up
  /// to 64 at a time.
  private struct Floating {
    /// By floor, those that have no slot yet.
    private let order: [Int]
    private var next = 0
    /// Places in `items`.
    private(set) var slots = [Int](repeating: 0, count: 64)
    private(set) var open: UInt64 = 0
    /// Those that need not have happened.
    private(set) var optional: UInt64 = 0

    init(_ items: [Item]) {
      order = items.indices.filter { !items[$0].isExact && !items[$0].isRead }
        .sorted { (items[$0].floor, $0) < (items[$1].floor, $1) }
    }

    /// What began after the answer of an entry was known cannot have come before it. False where there
    /// are more than there is room for.
    mutating func openAll(before index: UInt64, _ items: [Item]) -> Bool {
      while next < order.count, items[order[next]].floor < index {
        guard open != .max else { return false }
        let slot = (~open).trailingZeroBitCount
        slots[slot] = order[next]
        open |= 1 << UInt64(slot)
        if items[order[next]].request.output == nil { optional |= 1 << UInt64(slot) }
        next += 1
      }
      return true
    }

    mutating func free(_ slot: Int) { open &= ~(1 << UInt64(slot)) }

    var active: [Int] { open == 0 ? [] : (0..<64).filter { open & 1 << UInt64($0) != 0 } }
  }

  /// `broken(at:)` names a place in `items`.
  func run(_ items: [Item]) -> Verdict {
    let exact = items.indices.filter { items[$0].isExact && !items[$0].isRead }.sorted {
      (items[$0].index, $0) < (items[$1].index, $1)
    }
    // Whoever was answered has its place by the entry that its answer named.
    let bounds = items.filter { !$0.isExact && !$0.isRead && $0.request.output != nil }.map(\.index)
    let steps = Set(exact.map { items[$0].index } + bounds).subtracting([.max]).sorted()
    var floating = Floating(items)
    var glances = Glances(items)
    var worlds: [World] = [World(state: model.initial, used: 0)]
    var place = 0
    for index in steps {
      var writes: [Int] = []
      while place < exact.count, items[exact[place]].index == index {
        writes.append(exact[place])
        place += 1
      }
      // Who looked from an earlier entry on may have seen what is there now.
      guard open(&glances, before: index, &worlds, items),
        floating.openAll(before: index, items)
      else { return .undecided(steps: 0) }
      glances.close(before: index)
      guard let next = putIn(writes, among: floating, items, worlds, glances) else {
        return .undecided(steps: limit)
      }
      if next.isEmpty { return .broken(at: writes[0]) }
      worlds = next
      if let missed = end(&glances, &worlds) { return .broken(at: missed) }
      if let missed = settle(&floating, at: index, &worlds, items) { return .broken(at: missed) }
      worlds = thrifty(worlds, floating.optional)
    }
    guard open(&glances, before: .max, &worlds, items), floating.openAll(before: .max, items),
      var last = putIn([], among: floating, items, worlds, glances)
    else { return .undecided(steps: limit) }
    if let missed = settle(&floating, at: .max, &last, items) { return .broken(at: missed) }
    glances.closing = glances.open
    return end(&glances, &last).map { .broken(at: $0) } ?? .holds
  }

  /// Keeps the worlds in which all that must have been decided by an entry was; one that was in none.
  private func settle(
    _ floating: inout Floating, at index: UInt64, _ worlds: inout [World], _ items: [Item]
  ) -> Int? {
    for slot in floating.active {
      let item = items[floating.slots[slot]]
      guard item.request.output != nil, item.index <= index else { continue }
      let bit = 1 << UInt64(slot) as UInt64
      worlds.removeAll { $0.used & bit == 0 }
      if worlds.isEmpty { return floating.slots[slot] }
      for place in worlds.indices { worlds[place].used &= ~bit }
      floating.free(slot)
    }
    return nil
  }

  // MARK: Reads

  /// Opens all reads that may have looked before an entry; false where there are too many.
  private func open(
    _ glances: inout Glances, before index: UInt64, _ worlds: inout [World], _ items: [Item]
  ) -> Bool {
    while glances.hasMore(before: index) {
      // Those that looked, whatever happened, are through.
      let through = worlds.reduce(glances.open) { $0 & $1.seen }
      for place in worlds.indices { worlds[place].seen &= ~through }
      glances.free(through)
      guard glances.openSome(before: index) else { return false }
      worlds = worlds.map { look($0, glances.open, glances, items) }
    }
    return true
  }

  /// The world with a note of those among `reads` whose answer is its state.
  private func look(
    _ world: World, _ reads: UInt64, _ glances: Glances, _ items: [Item]
  ) -> World {
    var world = world
    var left = reads & ~world.seen
    while left != 0 {
      let slot = left.trailingZeroBitCount
      left &= left - 1
      guard glances.earlier[slot] & ~world.seen == 0,
        step(world.state, items[glances.slots[slot]]) != nil
      else { continue }
      world.seen |= 1 << UInt64(slot)
      // One that waited for this may be in a slot before it.
      left |= glances.later(slot) & reads & ~world.seen
    }
    return world
  }

  /// Keeps the worlds in which all that close were there; a read that was in none.
  private func end(_ glances: inout Glances, _ worlds: inout [World]) -> Int? {
    var left = glances.closing
    while left != 0 {
      let slot = left.trailingZeroBitCount
      left &= left - 1
      worlds.removeAll { $0.seen & 1 << UInt64(slot) == 0 }
      if worlds.isEmpty { return glances.slots[slot] }
    }
    for place in worlds.indices { worlds[place].seen &= ~glances.closing }
    glances.free(glances.closing)
    return nil
  }

  /// Reads between the first and the last place where they may have looked: up to 64 at a time.
  private struct Glances {
    /// By first place.
    private let order: [(item: Int, place: Item)]
    private var next = 0
    /// For each slot those whose answer was known before it began: it looks no earlier than they do.
    private(set) var earlier = [UInt64](repeating: 0, count: 64)
    private var lasts = [UInt64](repeating: 0, count: 64)
    private var ends = [UInt64](repeating: 0, count: 64)
    /// Places in `items`.
    private(set) var slots = [Int](repeating: 0, count: 64)
    private(set) var open: UInt64 = 0
    /// Those of the open ones that cannot have looked at what comes next.
    var closing: UInt64 = 0

    init(_ items: [Item]) {
      order = items.indices.filter { items[$0].isRead }.map { (item: $0, place: items[$0]) }
        .sorted {
          ($0.place.index, $0.place.request.began, $0.item)
            < ($1.place.index, $1.place.request.began, $1.item)
        }
    }

    func hasMore(before index: UInt64) -> Bool {
      next < order.count && order[next].place.index < index
    }

    /// Those that look no earlier than a slot's.
    func later(_ slot: Int) -> UInt64 {
      earlier.indices.reduce(UInt64(0)) {
        earlier[$1] & 1 << UInt64(slot) != 0 ? $0 | 1 << UInt64($1) : $0
      }
    }

    /// As many as there are slots for; false where there is none.
    mutating func openSome(before index: UInt64) -> Bool {
      guard open != .max else { return false }
      while hasMore(before: index), open != .max {
        let slot = (~open).trailingZeroBitCount
        let (item, place) = order[next]
        earlier[slot] = 0
        for other in 0..<64
        where open & 1 << UInt64(other) != 0 && !place.isStale
          && ends[other] < place.request.began
        {
          earlier[slot] |= 1 << UInt64(other)
        }
        open |= 1 << UInt64(slot)
        slots[slot] = item
        lasts[slot] = place.last
        ends[slot] = place.request.ended
        next += 1
      }
      return true
    }

    mutating func close(before index: UInt64) {
      for slot in 0..<64 where open & 1 << UInt64(slot) != 0 && lasts[slot] < index {
        closing |= 1 << UInt64(slot)
      }
    }

    mutating func free(_ reads: UInt64) {
      open &= ~reads
      closing &= ~reads
      for slot in earlier.indices { earlier[slot] &= ~reads }
    }
  }

  /// Of worlds in one state, those that have used the least of what need not have happened: they can
  /// become whatever the others can.
  private func thrifty(_ worlds: [World], _ optional: UInt64) -> [World] {
    guard worlds.count > 1 else { return worlds }
    var kept: [Model.State: [World]] = [:]
    var order: [Model.State] = []
    for world in worlds {
      guard let known = kept[world.state] else {
        kept[world.state] = [world]
        order.append(world.state)
        continue
      }
      func covers(_ less: World, _ more: World) -> Bool {
        less.used | optional == more.used | optional && less.used & ~more.used == 0
          && more.seen & ~less.seen == 0
      }
      if known.contains(where: { covers($0, world) }) { continue }
      kept[world.state] = known.filter { !covers(world, $0) } + [world]
    }
    return order.flatMap { kept[$0] ?? [] }
  }

  /// Every world in which all of `writes` are placed, in any order, and any of the active ones around
  /// them. Nil where there are too many.
  private func putIn(
    _ writes: [Int], among floating: Floating, _ items: [Item], _ worlds: [World],
    _ glances: Glances
  ) -> [World]? {
    let lasting = glances.open & ~glances.closing
    let active = floating.active
    // The common case: one write, nothing else to place.
    if active.isEmpty, writes.count <= 1 {
      guard let write = writes.first else { return worlds }
      return worlds.compactMap { world in
        step(world.state, items[write]).map {
          look(World(state: $0, used: world.used, seen: world.seen), lasting, glances, items)
        }
      }
    }
    guard writes.count <= 64 else { return nil }
    let whole = writes.count == 64 ? UInt64.max : (1 << UInt64(writes.count)) - 1
    var seen: Set<Open> = []
    var open = worlds.map { Open(world: $0, done: 0) }
    var finished: [World] = []
    for start in open { seen.insert(start) }
    while let here = open.popLast() {
      if here.done == whole { finished.append(here.world) }
      var next: [Open] = []
      for (number, write) in writes.enumerated() where here.done & 1 << UInt64(number) == 0 {
        guard let state = step(here.world.state, items[write]) else { continue }
        next.append(
          Open(
            world: look(
              World(state: state, used: here.world.used, seen: here.world.seen), lasting, glances,
              items),
            done: here.done | 1 << UInt64(number)))
      }
      for number in active where here.world.used & 1 << UInt64(number) == 0 {
        let item = items[floating.slots[number]]
        guard let state = step(here.world.state, item) else { continue }
        if item.request.output == nil, state == here.world.state { continue }
        next.append(
          Open(
            world: look(
              World(
                state: state, used: here.world.used | 1 << UInt64(number), seen: here.world.seen),
              here.done == 0 ? glances.open : lasting, glances, items),
            done: here.done))
      }
      for one in next where seen.insert(one).inserted {
        if seen.count > limit { return nil }
        open.append(one)
      }
    }
    return finished
  }

  private func step(_ state: Model.State, _ item: Item) -> Model.State? {
    model.step(state, item.request.input, item.request.output)
  }
}
