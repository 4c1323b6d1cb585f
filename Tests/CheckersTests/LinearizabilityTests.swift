import Checkers
import Testing
import Units

/// Histories of one register by clients that are linearizable by construction, and what becomes of
/// them when one answer is changed.
struct RandomHistory {
  var generator: SeededGenerator
  var recording = Recording()
  private var state: DefinitionModel.Record?
  private let model = DefinitionModel()
  private var index: UInt64 = 1
  /// A client's call while it is under way.
  private struct Open {
    var call: Int
    var change: ClientOperation.Change
    var outcome: Answer?
    var index: UInt64 = 0
  }

  init(seed: UInt64, clients: Int, steps: Int, unknown: UInt64) {
    generator = SeededGenerator(seed: seed)
    var open = [Open?](repeating: nil, count: clients)
    for step in 0..<steps {
      let client = Int(generator.below(UInt64(clients)))
      let time = Int64(step)
      guard let call = open[client] else {
        let change = draw(step)
        let number = recording.begin(
          .define(.job, name: "x", change), process: UInt32(client), at: time)
        open[client] = Open(call: number, change: change)
        continue
      }
      if call.outcome == nil {
        // Now it takes effect, unless it gets lost on its way.
        if generator.below(100) < unknown / 2 {
          recording.end(call.call, .unknown, at: time)
          open[client] = nil
          continue
        }
        let (next, answer) = model.outcome(state, call.change)
        if !call.change.isRead { index += 1 }
        open[client]?.outcome = answer
        open[client]?.index = index
        state = next
        continue
      }
      if generator.below(100) < unknown / 2 {
        recording.end(call.call, .unknown, at: time)
      } else if let answer = call.outcome {
        recording.end(
          call.call, .acknowledged(answer), index: LogIndex(call.index), at: time)
      }
      open[client] = nil
    }
  }

  private mutating func draw(_ step: Int) -> ClientOperation.Change {
    let version = state?.version ?? 1
    switch generator.below(10) {
    case 0: return .create(value: "c\(step)")
    case 1, 2: return .update(value: "u\(step)", expected: 0)
    case 3, 4: return .update(value: "v\(step)", expected: version)
    case 5: return .turn(on: generator.below(2) == 0)
    case 6: return generator.below(4) == 0 ? .delete(expected: 0) : .read(.linearizable)
    default: return .read(.linearizable)
    }
  }

  /// The history with one read changed so that it cannot be right: it gives a value that nobody wrote,
  /// or, `isStale`, a record that was overwritten before the read began. Nil where it has no such read.
  mutating func spoiled(isStale: Bool) -> Recording? {
    var choices: [(call: Int, answer: Answer)] = []
    for (number, call) in recording.calls.enumerated() {
      guard case .define(_, _, .read) = call.operation,
        case .record(_, let isOn, let version)? = call.answer
      else { continue }
      if isStale {
        if let old = overwritten(before: call.began) { choices.append((number, old)) }
      } else {
        choices.append((number, .record(value: "nobody's", isOn: isOn, version: version)))
      }
    }
    guard !choices.isEmpty else { return nil }
    let choice = choices[Int(generator.below(UInt64(choices.count)))]
    var copy = Recording()
    for line in recording.lines {
      switch line.content {
      case .began(let number):
        let call = recording.calls[number]
        _ = copy.begin(call.operation, process: call.process, at: line.time)
      case .ended(let number):
        let call = recording.calls[number]
        copy.end(
          number, number == choice.call ? .acknowledged(choice.answer) : call.outcome,
          index: call.index, at: line.time)
      case .saw: break
      }
    }
    return copy
  }

  /// A record that somebody was told, and a newer version of which somebody was told before `time`.
  private func overwritten(before time: UInt64) -> Answer? {
    // Versions begin again after a deletion.
    let isDeleted = recording.calls.contains {
      if case .define(_, _, .delete) = $0.operation { return true }
      return false
    }
    if isDeleted { return nil }
    var told: [(version: UInt64, answer: Answer)] = []
    for call in recording.calls where call.ended < time {
      if case .record(_, _, let version)? = call.answer, let answer = call.answer {
        told.append((version, answer))
      }
    }
    guard let newest = told.map(\.version).max() else { return nil }
    return told.last { $0.version < newest }?.answer
  }
}

extension ClientOperation.Change {
  var isRead: Bool {
    if case .read = self { return true }
    return false
  }
}

@Suite struct LinearizabilityTests {
  static func verdicts(_ recording: Recording) -> (search: Finding, witness: Finding) {
    let requests = recording.requests
    let search = DefinitionHistory().check(requests)
    let witness = Witness().check(recording, requests)
    return (
      Finding(search.violations, search.undecided), Finding(witness.violations, witness.undecided)
    )
  }

  struct Finding {
    var texts: [String]
    var undecided: Int

    init(_ violations: [Violation], _ undecided: Int) {
      texts = violations.map(\.description)
      self.undecided = undecided
    }
  }

  @Test(arguments: [UInt64(0), 8, 20], 1...4)
  func goodHistoriesPassAndSpoiledOnesDoNot(_ unknown: UInt64, _ clients: Int) {
    var undecided = 0
    var spoiled = 0
    for seed in 0..<UInt64(60) {
      var history = RandomHistory(seed: seed, clients: clients, steps: 100, unknown: unknown)
      let good = LinearizabilityTests.verdicts(history.recording)
      #expect(good.search.texts == [], "seed \(seed)")
      #expect(good.witness.texts == [], "seed \(seed)")
      undecided += good.search.undecided + good.witness.undecided
      for isStale in [false, true] {
        guard let recording = history.spoiled(isStale: isStale) else { continue }
        spoiled += 1
        let bad = LinearizabilityTests.verdicts(recording)
        undecided += bad.search.undecided + bad.witness.undecided
        #expect(bad.search.texts.count + bad.search.undecided == 1, "seed \(seed), \(isStale)")
        #expect(bad.witness.texts.count + bad.witness.undecided >= 1, "seed \(seed), \(isStale)")
      }
    }
    #expect(spoiled > 60)
    #expect(undecided <= (unknown == 20 ? 20 : 0), "\(undecided) of \(120 + 2 * spoiled)")
  }

  /// Against the definition itself: every order of a few requests is tried.
  @Test func theSearchAgreesWithEveryOrder() {
    var generator = SeededGenerator(seed: 7)
    var verdicts = [false: 0, true: 0]
    for _ in 0..<3_000 {
      let items = LinearizabilityTests.few(&generator)
      let holds = LinearizabilityTests.anyOrder(items)
      verdicts[holds, default: 0] += 1
      let verdict = Linearizability(DefinitionModel()).check(items)
      #expect((verdict == .holds) == holds, "\(items)")
      if verdict == .undecided(steps: 1_000_000) { Issue.record("undecided: \(items)") }
    }
    #expect(verdicts[true, default: 0] > 150 && verdicts[false, default: 0] > 150, "\(verdicts)")
  }

  private static func few(_ generator: inout SeededGenerator) -> [Request<
    ClientOperation.Change, Answer
  >] {
    var items: [Request<ClientOperation.Change, Answer>] = []
    for _ in 0..<(2 + generator.below(4)) {
      let began = generator.below(8) * 2
      let version = 1 + generator.below(2)
      let value = ["a", "b"][Int(generator.below(2))]
      let change: ClientOperation.Change =
        switch generator.below(4) {
        case 0: .create(value: value)
        case 1: .update(value: value, expected: generator.below(2))
        case 2: .delete(expected: 0)
        default: .read(.linearizable)
        }
      let answer: Answer? =
        switch generator.below(8) {
        case 0: nil
        case 1: .refused(.absent)
        case 2: .refused(.exists)
        case 3: change == .delete(expected: 0) ? .done : .refused(.absent)
        default:
          change == .delete(expected: 0)
            ? .done : .record(value: value, isOn: true, version: version)
        }
      items.append(
        Request(
          input: change, output: answer, began: began, ended: began + 1 + generator.below(4) * 2))
    }
    return items
  }

  /// Herlihy and Wing, word by word.
  private static func anyOrder(_ items: [Request<ClientOperation.Change, Answer>]) -> Bool {
    let model = DefinitionModel()
    func go(_ left: [Int], _ state: DefinitionModel.Record?) -> Bool {
      if left.allSatisfy({ items[$0].output == nil }) { return true }
      for number in left {
        let item = items[number]
        let isFirst = left.allSatisfy {
          $0 == number || items[$0].output == nil || items[$0].ended >= item.began
        }
        guard isFirst, let next = model.step(state, item.input, item.output) else { continue }
        if go(left.filter { $0 != number }, next) { return true }
      }
      return false
    }
    return go(Array(items.indices), nil)
  }

  /// Two hundred writes at one time, of which nobody knows the outcome, and a read that none explains.
  @Test func whatIsTooHardIsSaidToBe() {
    var items: [Request<ClientOperation.Change, Answer>] = [
      Request(input: .create(value: "0"), output: nil, began: 1, ended: .max)
    ]
    for number in 1...200 {
      items.append(
        Request(
          input: .update(value: "\(number)", expected: 0), output: nil, began: 1, ended: .max))
    }
    items.append(
      Request(
        input: .read(.linearizable), output: .record(value: "x", isOn: true, version: 150),
        began: 2, ended: 3))
    let search = Linearizability(DefinitionModel(), limit: 20_000)
    #expect(search.check(items) == .undecided(steps: 20_000))
  }

  /// Nothing of it is quadratic: a long history of one client at a time.
  @Test func aLongHistoryIsSearchedInOneGo() {
    let history = RandomHistory(seed: 3, clients: 3, steps: 20_000, unknown: 0)
    let search = DefinitionHistory(limit: 60_000).check(history.recording.requests)
    #expect(search.violations == [])
    #expect(search.undecided == 0)
  }
}
