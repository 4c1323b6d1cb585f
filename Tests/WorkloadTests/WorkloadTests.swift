import Checkers
import Messages
import Testing
import Units
import Workload

/// A cluster of one that answers at once, or whose answers get lost: enough to see that clients make
/// sense, and that what they saw passes every checker.
struct Toy {
  var workload: Workload
  var recording = Recording()
  private var generator: SeededGenerator
  private var index: UInt64 = 10
  private var definitions: [String: DefinitionModel.Record] = [:]
  private var keys: [String: (Answer, UInt64)] = [:]
  private var dedup: [String: RecordID] = [:]
  private(set) var isEnded: [RecordID: Bool] = [:]
  private var offset: UInt64 = 0
  var asked: [Wish] = []

  init(seed: UInt64) {
    workload = Workload(seed: seed)
    generator = SeededGenerator(seed: seed ^ 99)
  }

  mutating func run(_ steps: Int) {
    for step in 0..<steps {
      let place = Int(generator.below(UInt64(workload.processes.count)))
      let wish = workload.next(place)
      asked.append(wish)
      let process = workload.processes[place].number
      let call = recording.begin(wish.operation, key: wish.key, process: process, at: Int64(step))
      let fate = generator.below(10)
      // One in ten gets lost on its way, one in ten on its way back.
      let answer = fate == 0 ? nil : answer(wish, process)
      let outcome: History.Outcome<Answer> =
        fate <= 1 ? .unknown : answer.map { .acknowledged($0.0) } ?? .unknown
      recording.end(
        call, outcome, index: LogIndex(fate <= 1 ? 0 : answer?.1 ?? 0), at: Int64(step))
      workload.heard(place, wish, outcome)
    }
  }

  private mutating func answer(_ wish: Wish, _ process: UInt32) -> (Answer, UInt64) {
    let key = wish.key.isEmpty ? "" : "\(process) \(wish.key)"
    if !wish.operation.isRead { index += 1 }
    if let known = keys[key] { return (known.0, index) }
    let answer = decide(wish.operation)
    if !key.isEmpty { keys[key] = (answer, index) }
    return (answer, index)
  }

  private mutating func decide(_ operation: ClientOperation) -> Answer {
    switch operation {
    case .define(let kind, let name, let change):
      let key = "\(kind) \(name)"
      let (next, answer) = DefinitionModel().outcome(definitions[key], change)
      definitions[key] = next
      return answer
    case .enqueue(_, _, let dedup):
      if let id = self.dedup[dedup] { return .execution(id, isNew: false) }
      let id = RecordID(index: LogIndex(index), position: 1)
      if !dedup.isEmpty { self.dedup[dedup] = id }
      return .execution(id, isNew: true)
    case .publish:
      offset += 1
      return .event(offset: offset)
    default: return .state(.pending)
    }
  }
}

@Suite struct WorkloadTests {
  @Test(arguments: UInt64(0)..<20) func whatClientsSawPassesEveryChecker(_ seed: UInt64) {
    var toy = Toy(seed: seed)
    toy.run(600)
    let finding = Judge(mustHaveEnded: false).judge(toy.recording)
    // Nobody swept the toy: only what is lost at the end is missing.
    let found = finding.violations.filter { !$0.text.contains("is lost") }
    #expect(found == [])
    #expect(finding.undecided == 0)
  }

  @Test func everySeedAsksForEverything() {
    var toy = Toy(seed: 5)
    toy.run(4_000)
    func count(_ matches: (ClientOperation) -> Bool) -> Int {
      toy.asked.count { matches($0.operation) }
    }
    let counts = [
      count { if case .define(.job, _, .create) = $0 { true } else { false } },
      count { if case .define(.job, _, .update(_, 1...)) = $0 { true } else { false } },
      count { if case .define(.job, _, .turn) = $0 { true } else { false } },
      count { if case .define(.job, _, .delete) = $0 { true } else { false } },
      count { if case .define(.job, _, .read(.stale)) = $0 { true } else { false } },
      count { if case .define(.job, _, .read(.linearizable)) = $0 { true } else { false } },
      count { if case .define(.schedule, _, .create) = $0 { true } else { false } },
      count { if case .define(.schedule, _, .update) = $0 { true } else { false } },
      count { if case .define(.schedule, _, .turn(on: false)) = $0 { true } else { false } },
      count { if case .define(.schedule, _, .delete) = $0 { true } else { false } },
      count { if case .enqueue(_, _, "") = $0 { true } else { false } },
      count { if case .enqueue(_, _, "key1") = $0 { true } else { false } },
      count { if case .look(_, .stale) = $0 { true } else { false } },
      count { if case .publish = $0 { true } else { false } },
    ]
    #expect(counts.allSatisfy { $0 >= 5 }, "\(counts)")
    let repeated = Dictionary(grouping: toy.asked.filter { !$0.key.isEmpty }, by: \.key)
      .values.filter { $0.count > 1 }
    #expect(repeated.count > 100)
    #expect(repeated.allSatisfy { Set($0.map(\.body)).count == 1 })
  }

  @Test func oneSeedIsOneWorkload() {
    var (first, second) = (Toy(seed: 3), Toy(seed: 3))
    first.run(500)
    second.run(500)
    #expect(first.asked == second.asked)
    #expect(first.recording.jsonLines == second.recording.jsonLines)
  }

  @Test func requestsReadAsWritten() throws {
    let job = Wish(.define(.job, name: "a", .update(value: "x", expected: 7)))
    let update = try UpdateJobRequest(decoding: job.body)
    #expect(update.job?.description == "x" && update.expectedVersion == 7)
    let made = Wish(.define(.schedule, name: "a/b", .create(value: "*/2 * * * * * in Test/Gap")))
    let schedule = try #require(try CreateScheduleRequest(decoding: made.body).schedule)
    #expect(schedule.job == "a" && schedule.name == "b" && schedule.zone == "Test/Gap")
    #expect(
      made.answer(schedule.encoded())
        == .record(value: "*/2 * * * * * in Test/Gap", isOn: true, version: 0))
    let enqueue = Wish(.enqueue(marker: 9, job: "a", dedup: "k"), delay: .seconds(1))
    let request = try EnqueueRequest(decoding: enqueue.body)
    #expect(Marker.read(request.payload) == 9 && request.delay == .seconds(1))
    #expect(Marker.read(Bytes("{}".utf8)) == nil)
  }

  @Test(arguments: [
    (Failure(.notFound, .notFound, ""), History.Outcome<Answer>.acknowledged(.refused(.absent))),
    (Failure(.resourceExhausted, .quotaExceeded, ""), .refused),
    (Failure(.unavailable, .leaderChanged, ""), .unknown),
    (Failure(.unavailable, .noLeader, ""), .refused),
    (Failure(.deadlineExceeded, .internalError, ""), .unknown),
  ])
  func failuresSayWhatTheyLeaveOpen(_ failure: Failure, _ outcome: History.Outcome<Answer>) {
    #expect(Wish.outcome(of: failure) == outcome)
  }

  @Test(arguments: [true, false]) func aZoneTurnsWhenAsked(_ isAhead: Bool) throws {
    let second: Int64 = 1_700_000_010
    let zone = try #require(
      ReferenceZone(tzif: SyntheticZone.turning(at: second, ahead: isAhead)))
    #expect(zone.offset(at: second - 1) == (isAhead ? 0 : 3_600))
    #expect(zone.offset(at: second) == (isAhead ? 3_600 : 0))
  }
}
