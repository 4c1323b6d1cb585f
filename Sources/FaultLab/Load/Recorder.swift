internal import Checkers
internal import Synchronization
internal import Units

/// What everybody asked, was answered and saw in one run, with the time of each: at the end it is
/// put in the order of time, so that what another process recorded has its place too.
final class Recorder: Sendable {
  struct Call {
    var process: UInt32
    var key: String
    var operation: ClientOperation
    var began: Monotonic
    var ended: Monotonic?
    var outcome: History.Outcome<Answer>
    var index: LogIndex
    var tries: UInt32
  }

  /// One operation of a client, for the figures.
  struct Sample: Sendable {
    /// When it was due, in the open loop; when it was sent, in the closed one.
    var due: Monotonic
    var ended: Monotonic
    var isAcknowledged: Bool
    var isWrite: Bool
    var isStock = false
    /// The only node that was asked.
    var node: Int?
    /// What the caller was told; nil where the answer is one that it may get.
    var error: String?
  }

  struct State {
    var calls: [Call] = []
    var sights: [(time: Monotonic, process: UInt32, observation: Observation)] = []
    var samples: [Sample] = []
    var lastMarker: UInt64 = 0
    var lastProcess: UInt32 = 0
    var resource = FencedResource()
    /// Executions acknowledged of late, for readers to look at.
    var recent: [RecordID] = []
    var acknowledged = 0
  }

  let start: Monotonic
  /// The machine's clock at `start`.
  private let wallStart: Instant
  private let state = Mutex(State())

  init(start: Monotonic) {
    self.start = start
    wallStart = System.wallClock + (start - System.now)
  }

  /// A number for someone who calls; and one for a payload.
  func process() -> UInt32 {
    state.withLock { state in
      state.lastProcess += 1
      return state.lastProcess
    }
  }

  func marker() -> UInt64 {
    state.withLock { state in
      state.lastMarker += 1
      return state.lastMarker
    }
  }

  func begin(
    _ operation: ClientOperation, key: String = "", process: UInt32, at time: Monotonic
  ) -> Int {
    state.withLock { state in
      state.calls.append(
        Call(
          process: process, key: key, operation: operation, began: time, ended: nil,
          outcome: .unknown, index: .zero, tries: 1))
      return state.calls.count - 1
    }
  }

  func end(
    _ call: Int, _ outcome: History.Outcome<Answer>, index: LogIndex, tries: UInt32,
    at time: Monotonic
  ) {
    state.withLock { state in
      state.calls[call].ended = time
      state.calls[call].outcome = outcome
      state.calls[call].index = index
      state.calls[call].tries = tries
      if case .acknowledged(.execution(let id, _)) = outcome { state.remember(id) }
    }
  }

  /// A call that somebody else recorded.
  func add(_ call: Call) { state.withLock { $0.calls.append(call) } }

  func saw(_ observation: Observation, process: UInt32, at time: Monotonic) {
    state.withLock { $0.sights.append((time, process, observation)) }
  }

  /// A handler does something outside the cluster.
  func effect(_ execution: RecordID, token: RecordID, process: UInt32, at time: Monotonic) {
    state.withLock { state in
      let isAccepted = state.resource.apply(execution, token: token)
      state.sights.append(
        (time, process, .effect(execution: execution, token: token, isAccepted: isAccepted)))
    }
  }

  func add(_ sample: Sample) {
    state.withLock { state in
      state.samples.append(sample)
      if sample.isAcknowledged, sample.isWrite { state.acknowledged += 1 }
    }
  }

  /// The longest gap between acknowledged writes of a try. Looks at what was recorded since
  /// then only, since whoever records waits meanwhile.
  func longestGap(
    from first: Monotonic, since start: Monotonic, to last: Monotonic
  ) -> Gaps.Gap? {
    state.withLock { state in
      var times: [Monotonic] = []
      for sample in state.samples.reversed() where sample.isAcknowledged && sample.isWrite {
        times.append(sample.ended)
        if sample.ended <= first { break }
      }
      return Gaps.longest(from: first, since: start, to: last, times.reversed())
    }
  }

  /// When somebody was first given each of the executions, by the machine's clock.
  func begun() -> [RecordID: Instant] {
    state.withLock { state in
      var first: [RecordID: Monotonic] = [:]
      for sight in state.sights {
        guard case .grant(let execution, _, _) = sight.observation else { continue }
        first[execution] = min(first[execution] ?? sight.time, sight.time)
      }
      return first.mapValues { wallStart + ($0 - start) }
    }
  }

  /// From the moment when the schedule was known to be there to the one when it was asked to pause, by
  /// the machine's clock.
  func firing() -> ClosedRange<Instant>? {
    state.withLock { state in
      var (made, paused): (Monotonic?, Monotonic?)
      for call in state.calls {
        switch call.operation {
        case .define(.schedule, _, .create): made = made ?? call.ended
        case .define(.schedule, _, .turn(on: false)): paused = call.began
        default: break
        }
      }
      guard let made, let paused, made <= paused else { return nil }
      return wallStart + (made - start)...wallStart + (paused - start)
    }
  }

  /// Writes acknowledged so far.
  var acknowledged: Int { state.withLock { $0.acknowledged } }

  var samples: [Sample] { state.withLock { $0.samples } }

  func recent(_ draw: UInt64) -> RecordID? {
    state.withLock { state in
      state.recent.isEmpty ? nil : state.recent[Int(draw % UInt64(state.recent.count))]
    }
  }

  /// All of it, in the order of time.
  func recording() -> Recording {
    let (calls, sights) = state.withLock { ($0.calls, $0.sights) }
    enum Moment {
      case began(Int)
      case ended(Int)
      case saw(Int)
    }
    var moments: [(time: Monotonic, rank: Int, place: Int, moment: Moment)] = []
    moments.reserveCapacity(calls.count * 2 + sights.count)
    for (place, call) in calls.enumerated() {
      // At one time an answer comes after what is asked: then nothing is said of their order.
      moments.append((call.began, 1, place, .began(place)))
      if let ended = call.ended { moments.append((ended, 2, place, .ended(place))) }
    }
    for (place, sight) in sights.enumerated() {
      moments.append((sight.time, 0, place, .saw(place)))
    }
    moments.sort {
      ($0.time.nanoseconds, $0.rank, $0.place) < ($1.time.nanoseconds, $1.rank, $1.place)
    }
    var recording = Recording()
    var numbers = [Int](repeating: -1, count: calls.count)
    for (time, _, _, moment) in moments {
      let since = (time - start).microseconds
      switch moment {
      case .began(let place):
        let call = calls[place]
        numbers[place] = recording.begin(
          call.operation, key: call.key, process: call.process, at: since)
      case .ended(let place):
        let call = calls[place]
        recording.end(
          numbers[place], call.outcome, index: call.index, tries: call.tries, at: since)
      case .saw(let place):
        recording.saw(sights[place].observation, process: sights[place].process, at: since)
      }
    }
    return recording
  }
}

extension Recorder.State {
  mutating func remember(_ id: RecordID) {
    if recent.count < 512 { recent.append(id) } else { recent[Int(id.rawValue >> 16) % 512] = id }
  }
}
