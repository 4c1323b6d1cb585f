internal import Units

/// Replays one record's requests in the order of the log through a model. Requests whose place in the
/// log is not known exactly may be put wherever real time lets them; every way is followed at once.
struct Replay<Model: SequentialModel> {
  struct Item {
    var request: Request<Model.Input, Model.Output>
    /// Where it was decided; for an inexact one the last place where it may have been.
    var index: UInt64
    var isExact: Bool
    var isRead: Bool
    /// Somebody's answer from here was known before it began: it was decided later.
    var floor: UInt64
  }

  let model: Model
  /// States and choices that are followed at once, at most.
  var limit = 20_000

  private struct World: Hashable {
    var state: Model.State
    /// Which of the floating ones have been placed.
    var used: UInt64
  }

  /// On the way through one entry.
  private struct Open: Hashable {
    var world: World
    /// Which of the entry's writes are placed.
    var done: UInt64
  }

  /// `broken(at:)` names a place in `items`.
  func run(_ items: [Item]) -> Verdict {
    let exact = items.indices.filter { items[$0].isExact }.sorted {
      (items[$0].index, items[$0].isRead ? 1 : 0, $0)
        < (items[$1].index, items[$1].isRead ? 1 : 0, $1)
    }
    let floating = items.indices.filter { !items[$0].isExact && !items[$0].isRead }
    guard floating.count <= 64 else { return .undecided(steps: 0) }
    // Those that need not have happened.
    let optional = floating.indices.reduce(UInt64(0)) {
      items[floating[$1]].request.output == nil ? $0 | 1 << UInt64($1) : $0
    }
    var worlds: [World] = [World(state: model.initial, used: 0)]
    var place = 0
    while place < exact.count {
      let index = items[exact[place]].index
      var writes: [Int] = []
      var reads: [Int] = []
      while place < exact.count, items[exact[place]].index == index {
        let item = exact[place]
        if items[item].isRead { reads.append(item) } else { writes.append(item) }
        place += 1
      }
      // What began after the answer of this entry was known cannot have come before it.
      let active = floating.indices.filter { items[floating[$0]].floor < index }
      guard let next = putIn(writes, among: active, floating, items, worlds) else {
        return .undecided(steps: limit)
      }
      if next.isEmpty { return .broken(at: writes.first ?? reads[0]) }
      worlds = thrifty(next, optional)
      for read in reads {
        worlds = worlds.compactMap { world in
          step(world.state, items[read]).map { World(state: $0, used: world.used) }
        }
        if worlds.isEmpty { return .broken(at: read) }
      }
      // Whose answer named this entry or an earlier one must have its place by now.
      for number in active {
        let item = items[floating[number]]
        guard item.request.output != nil, item.index <= index else { continue }
        worlds.removeAll { $0.used & 1 << UInt64(number) == 0 }
        if worlds.isEmpty { return .broken(at: floating[number]) }
      }
    }
    guard let last = putIn([], among: Array(floating.indices), floating, items, worlds) else {
      return .undecided(steps: limit)
    }
    for (number, item) in floating.enumerated() where items[item].request.output != nil {
      if !last.contains(where: { $0.used & 1 << UInt64(number) != 0 }) { return .broken(at: item) }
    }
    return last.contains { ($0.used | optional).nonzeroBitCount == floating.count }
      ? .holds : .broken(at: floating.first ?? 0)
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
      }
      if known.contains(where: { covers($0, world) }) { continue }
      kept[world.state] = known.filter { !covers(world, $0) } + [world]
    }
    return order.flatMap { kept[$0] ?? [] }
  }

  /// Every world in which all of `writes` are placed, in any order, and any of the active ones around
  /// them. Nil where there are too many.
  private func putIn(
    _ writes: [Int], among active: [Int], _ floating: [Int], _ items: [Item], _ worlds: [World]
  ) -> [World]? {
    // The common case: one write, nothing else to place.
    if active.isEmpty, writes.count <= 1 {
      guard let write = writes.first else { return worlds }
      return worlds.compactMap { world in
        step(world.state, items[write]).map { World(state: $0, used: world.used) }
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
            world: World(state: state, used: here.world.used),
            done: here.done | 1 << UInt64(number)))
      }
      for number in active where here.world.used & 1 << UInt64(number) == 0 {
        let item = items[floating[number]]
        guard let state = step(here.world.state, item) else { continue }
        if item.request.output == nil, state == here.world.state { continue }
        next.append(
          Open(
            world: World(state: state, used: here.world.used | 1 << UInt64(number)),
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
