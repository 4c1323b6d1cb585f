public import Checkers
public import Units

/// Clients that use a cluster in every way that its promises speak of: drawn from a seed, and from
/// nothing else but the answers that they got.
///
/// Closed loop: each process asks, waits, thinks and asks again (`next`, `heard`, `think`). Open loop:
/// wishes arrive at their own rate, however long the answers take (`arrival`, `gap`).
public struct Workload: Sendable {
  public var mix: WorkloadMix
  public private(set) var processes: [ClientProcess] = []
  private var generator: SeededGenerator
  private var markers = Markers()

  public init(seed: UInt64, mix: WorkloadMix = WorkloadMix()) {
    self.mix = mix
    generator = SeededGenerator(seed: seed)
    func add(_ role: ClientProcess.Role, _ count: Int) {
      for _ in 0..<count {
        processes.append(ClientProcess(number: UInt32(processes.count + 1), role))
      }
    }
    add(.definer, mix.definers)
    add(.planner, mix.planners)
    add(.enqueuer, mix.enqueuers)
    add(.publisher, mix.publishers)
  }

  /// Who asks in the open loop.
  public var openProcess: UInt32 { UInt32(processes.count + 1) }

  // MARK: Closed loop

  /// What the process, by place, asks next.
  public mutating func next(_ place: Int) -> Wish {
    processes[place].next(mix, &markers, &generator)
  }

  /// What became of it. An unknown outcome under a key is asked again, most of the time.
  public mutating func heard(
    _ place: Int, _ wish: Wish, _ outcome: History.Outcome<Answer>
  ) {
    processes[place].heard(wish, outcome, mix, &generator)
  }

  /// How long a process thinks before it asks again.
  public mutating func think() -> Timeout { mix.think.draw(&generator) }

  /// How long a process waits for an answer before it gives up.
  public mutating func patience() -> Timeout { mix.patience.draw(&generator) }

  /// A last look at every definition that was touched, so that what is in force at the end is known.
  public var lastLooks: [Wish] {
    processes.flatMap { $0.touched }.uniqued().map {
      Wish(.define($0.kind, name: $0.name, .read(.linearizable)))
    }
  }

  // MARK: Open loop

  public mutating func arrival() -> Wish {
    if generator.below(3) == 0 { return Wish(.publish(marker: markers.next()), key: "") }
    let marker = markers.next()
    return Wish(
      .enqueue(marker: marker, job: mix.job, dedup: ""),
      key: generator.below(2) == 0 ? "open \(marker)" : "")
  }

  public mutating func gap() -> Timeout { mix.gap.draw(&generator) }

  // MARK: Workers

  /// What becomes of an attempt whose lease has come.
  public mutating func fate() -> AttemptFate { AttemptFate(mix, &generator) }
}

/// Numbers that are given out once.
struct Markers: Sendable {
  private var last: UInt64 = 0

  mutating func next() -> UInt64 {
    last += 1
    return last
  }
}

extension [ClientProcess.Definition] {
  /// Each once, in the order of their first place.
  fileprivate func uniqued() -> [ClientProcess.Definition] {
    var seen: Set<ClientProcess.Definition> = []
    return filter { seen.insert($0).inserted }
  }
}
