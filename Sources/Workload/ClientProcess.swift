internal import Checkers
internal import Units

/// One client in a closed loop.
public struct ClientProcess: Sendable {
  public enum Role: Hashable, Sendable {
    /// Changes and reads a few jobs, with compare-and-set and without.
    case definer
    /// Makes, edits, pauses and deletes schedules.
    case planner
    /// Enqueues, and looks at what became of it.
    case enqueuer
    case publisher
  }

  struct Definition: Hashable, Sendable {
    var kind: ClientOperation.Definition
    var name: String
  }

  public let number: UInt32
  public let role: Role
  /// Every definition that it asked for.
  private(set) var touched: [Definition] = []
  /// To be asked once more, under the same key.
  private var again: Wish?
  private var keys = 0
  private var values = 0
  /// The newest version known, by name.
  private var versions: [String: UInt64] = [:]
  /// Executions that it was told of, the newest last.
  private var executions: [RecordID] = []
  private var plan = Plan()

  /// A planner's schedules.
  private struct Plan: Sendable {
    struct Item: Sendable {
      var name: String
      /// Whether its creation was acknowledged.
      var isMade = false
    }
    var items: [Item] = []
    var made = 0
  }

  init(number: UInt32, _ role: Role) {
    self.number = number
    self.role = role
  }

  // MARK: Asking

  mutating func next(
    _ mix: WorkloadMix, _ markers: inout Markers, _ generator: inout SeededGenerator
  ) -> Wish {
    if let wish = again {
      again = nil
      return wish
    }
    switch role {
    case .definer: return define(mix, &generator)
    case .planner: return plan(mix, &generator)
    case .enqueuer: return enqueue(mix, &markers, &generator)
    case .publisher:
      return wish(.publish(marker: markers.next()), mix, &generator)
    }
  }

  private mutating func wish(
    _ operation: ClientOperation, _ mix: WorkloadMix, _ generator: inout SeededGenerator,
    delay: Timeout? = nil, isAlwaysKeyed: Bool = false
  ) -> Wish {
    if case .define(let kind, let name, _) = operation {
      let definition = Definition(kind: kind, name: name)
      if !touched.contains(definition) { touched.append(definition) }
    }
    guard !operation.isRead, isAlwaysKeyed || generator.below(1_000) < mix.keyed else {
      return Wish(operation, delay: delay)
    }
    keys += 1
    return Wish(operation, key: "\(number).\(keys)", delay: delay)
  }

  private func freshness(
    _ mix: WorkloadMix, _ generator: inout SeededGenerator
  ) -> ClientOperation.Freshness {
    generator.below(1_000) < mix.stale ? .stale : .linearizable
  }

  private mutating func value() -> String {
    values += 1
    return "\(number).\(values)"
  }

  private mutating func define(
    _ mix: WorkloadMix, _ generator: inout SeededGenerator
  ) -> Wish {
    let name = "register\(generator.below(UInt64(mix.registers)))"
    let expected = versions[name] ?? 1
    let change: ClientOperation.Change =
      switch generator.below(20) {
      case 0...1: .create(value: value())
      case 2...5: .update(value: value(), expected: expected)
      case 6...7: .update(value: value(), expected: 0)
      case 8: .turn(on: generator.below(2) == 0)
      case 9: generator.below(3) == 0 ? .delete(expected: 0) : .delete(expected: expected)
      default: .read(freshness(mix, &generator))
      }
    return wish(.define(.job, name: name, change), mix, &generator)
  }

  private mutating func plan(_ mix: WorkloadMix, _ generator: inout SeededGenerator) -> Wish {
    // Names are used once, so that a version names one definition.
    if plan.items.count < mix.schedules {
      plan.made += 1
      let name = "\(mix.scheduledJob)/s\(number)-\(plan.made)"
      plan.items.append(Plan.Item(name: name))
      return wish(
        .define(.schedule, name: name, .create(value: timing(mix, &generator))), mix, &generator,
        isAlwaysKeyed: true)
    }
    let place = Int(generator.below(UInt64(plan.items.count)))
    let name = plan.items[place].name
    let expected = versions[name] ?? 0
    let change: ClientOperation.Change =
      switch generator.below(20) {
      case 0...3: .update(value: timing(mix, &generator), expected: expected)
      case 4...5: .turn(on: false)
      case 6...9: .turn(on: true)
      case 10: .delete(expected: 0)
      default: .read(freshness(mix, &generator))
      }
    if case .delete = change { plan.items.remove(at: place) }
    // All of them, so that no version is left that nobody was told of.
    return wish(
      .define(.schedule, name: name, change), mix, &generator, isAlwaysKeyed: true)
  }

  /// About one due time a second; some by the real clock, some by walls, so that zones that turn back
  /// or forth make a difference.
  private func timing(_ mix: WorkloadMix, _ generator: inout SeededGenerator) -> String {
    let expression = [
      "* * * * * *", "*/2 * * * * *", "*/3 */1 * * * *", "0-59 0-59 0-23 * * *",
      "0-58/2 0-59 0-23 * * *", "10-50 * * * * *",
    ][Int(generator.below(6))]
    let zones = ["UTC"] + mix.zones
    return ScheduleStory.value(expression, in: zones[Int(generator.below(UInt64(zones.count)))])
  }

  private mutating func enqueue(
    _ mix: WorkloadMix, _ markers: inout Markers, _ generator: inout SeededGenerator
  ) -> Wish {
    if !executions.isEmpty, generator.below(10) < 4 {
      let recent = executions.suffix(5)
      let id = recent[recent.startIndex + Int(generator.below(UInt64(recent.count)))]
      return Wish(.look(execution: id, freshness(mix, &generator)))
    }
    let dedup =
      generator.below(10) < 2 && mix.dedupKeys > 0
      ? "key\(generator.below(UInt64(mix.dedupKeys)))" : ""
    let delay =
      generator.below(10) == 0
      ? Timeout.milliseconds(Int64(1 + generator.below(1_500))) : nil
    return wish(
      .enqueue(marker: markers.next(), job: mix.job, dedup: dedup), mix, &generator, delay: delay)
  }

  // MARK: Hearing

  mutating func heard(
    _ wish: Wish, _ outcome: History.Outcome<Answer>, _ mix: WorkloadMix,
    _ generator: inout SeededGenerator
  ) {
    let isPlanner = role == .planner
    switch outcome {
    case .unknown, .refused:
      // A planner never leaves it open.
      let repeats = isPlanner ? 1_000 : mix.repeats
      if !wish.key.isEmpty, generator.below(1_000) < repeats { again = wish }
      return
    case .acknowledged: break
    }
    if !wish.key.isEmpty, generator.below(1_000) < mix.needless { again = wish }
    switch (wish.operation, outcome) {
    case (.define(_, let name, _), .acknowledged(.record(_, _, let version))):
      versions[name] = version
    case (.define(_, let name, .delete), _): versions[name] = nil
    case (.enqueue, .acknowledged(.execution(let id, _))): executions.append(id)
    default: break
    }
  }
}
