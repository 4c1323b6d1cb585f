import Foundation
import Glibc
import Journal
import NIOPosix
import Node
import StateMachine
import Storage
import Units

/// Flips bytes of a node's directory, one at a time, and starts what a node starts over it: whatever
/// it says must be right, or it must not start, and say where.
///
///     flips [count] [seed] [directory]
///
/// Offsets are drawn over every class of file: three quarters of them where there is something else
/// than zeros. Prints what became of each class; exit status 1 where an answer was wrong.
@main
struct Flips {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let count = arguments.first.flatMap { Int($0) } ?? 200
    let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
    // Files are copied for each flip, and syncs are not what is looked at: memory serves.
    let place = arguments.dropFirst(2).first ?? "/dev/shm"
    let base = place + "/flips-\(getpid())"
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    defer { Files.remove(base) }
    let golden = try await Golden.make(in: base)
    let began = ContinuousClock.now
    let workers = 2
    var report = Report()
    try await withThrowingTaskGroup(of: Report.self) { group in
      for worker in 0..<workers {
        group.addTask {
          let share = count / workers + (worker < count % workers ? 1 : 0)
          return try await Flipper(
            golden: golden, work: base + "/work\(worker)",
            random: SeededGenerator(seed: seed &* 1_000 &+ UInt64(worker))
          ).run(share)
        }
      }
      for try await part in group { report.add(part) }
    }
    let span = (ContinuousClock.now - began) / .seconds(1)
    print("flips, seed \(seed): \(count) in \(Int(span)) s\n\(report.text)")
    if !report.wrong.isEmpty { exit(1) }
  }
}

/// What became of each class of file.
struct Report: Sendable {
  var rows: [String: [String: Int]] = [:]
  var wrong: [String] = []
  /// What was said where a node does not start or stops, of each class and verdict the first.
  var said: [String: String] = [:]

  mutating func add(_ other: Report) {
    said.merge(other.said) { first, _ in first }
    for (kind, verdicts) in other.rows { rows[kind, default: [:]].merge(verdicts) { $0 + $1 } }
    wrong += other.wrong
  }

  var text: String {
    let lines = rows.sorted { $0.key < $1.key }.map { kind, verdicts in
      let all = verdicts.values.reduce(0, +)
      let what = verdicts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return "  \(kind.padding(toLength: 14, withPad: " ", startingAt: 0))\(all): "
        + what.joined(separator: ", ")
    }
    let sentences = said.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
    return (lines + sentences + wrong.prefix(20).map { "  WRONG \($0)" }).joined(separator: "\n")
  }
}

struct Flipper {
  let golden: Golden
  let work: String
  var random: SeededGenerator

  init(golden: Golden, work: String, random: SeededGenerator) {
    self.golden = golden
    self.work = work
    self.random = random
  }

  func run(_ count: Int) async throws -> Report {
    var flipper = self
    return try await flipper.go(count)
  }

  private mutating func go(_ count: Int) async throws -> Report {
    let targets = try Files.targets(in: golden.directory)
    let kinds = Set(targets.map(\.kind)).sorted()
    var report = Report()
    for number in 0..<count {
      // Each class in turn, so that small files are not forgotten; twice as often what holds most.
      let drawn = kinds[number % kinds.count]
      let kind = random.below(3) == 0 ? ["segment", "table"][Int(random.below(2))] : drawn
      let some = targets.filter { $0.kind == kind }
      let target = some[Int(random.below(UInt64(some.count)))]
      Files.remove(work)
      try Files.copy(golden.directory, to: work)
      var bytes = try Files.read(work + "/" + target.path)
      let offset = drawOffset(bytes)
      bytes[offset] ^= UInt8(1 + random.below(255))
      try Files.write(bytes, to: work + "/" + target.path)
      var verdict = await judge()
      // It is no part of what a start reads: the reception goes on with it.
      if kind == "snapshot", verdict.word == "right" { verdict = try golden.half.goOn(in: work) }
      report.rows[kind, default: [:]][verdict.word, default: 0] += 1
      if verdict.word == "wrong" {
        report.wrong.append("\(target.path) at \(offset): \(verdict.why)")
      } else if !verdict.why.isEmpty, report.said["\(kind), \(verdict.word)"] == nil {
        report.said["\(kind), \(verdict.word)"] = verdict.why
      }
    }
    Files.remove(work)
    return report
  }

  private mutating func drawOffset(_ bytes: Bytes) -> Int {
    var offset = Int(random.below(UInt64(bytes.count)))
    guard random.below(4) > 0 else { return offset }
    for _ in 0..<200 where bytes[offset] == 0 { offset = Int(random.below(UInt64(bytes.count))) }
    return offset
  }

  private func judge() async -> (word: String, why: String) {
    let node: OfflineNode
    do {
      node = try await OfflineNode.open(Golden.options(work), incarnation: Incarnation(77))
    } catch {
      // Whoever reads it must know where to look.
      let isPlaced = error.description.contains(work)
      return isPlaced
        ? ("does not start", error.description) : ("wrong", "no place in: \(error.description)")
    }
    defer { node.close() }
    let wanted = golden.contents
    if node.identity.incarnation == Incarnation(77) {
      // It began anew: nothing of what it had is kept, and nobody takes it for what it was.
      return node.last == .zero && node.machine.index == .zero
        ? ("begins anew", "") : ("wrong", "a new incarnation over old data")
    }
    let found: Contents
    do { found = try await Contents(of: node) } catch {
      // Found when it is read: the process ends there.
      let isPlaced = "\(error)".contains(work)
      return isPlaced ? ("stops when read", "\(error)") : ("wrong", "no place in: \(error)")
    }
    return compare(found, wanted)
  }

  private func compare(_ found: Contents, _ wanted: Contents) -> (word: String, why: String) {
    guard found.identity == wanted.identity else { return ("wrong", "another identity") }
    guard found.hardState == wanted.hardState else {
      return ("wrong", "term and vote are \(found.hardState), were \(wanted.hardState)")
    }
    guard found.last == wanted.last else {
      return ("wrong", "the log ends at \(found.last), and did at \(wanted.last)")
    }
    for (index, entry) in found.entries where wanted.entries[index].map({ $0 != entry }) ?? false {
      return ("wrong", "entry \(index) is another")
    }
    guard found.damaged.isEmpty else {
      return found.applied < found.damaged[0] ? ("fetches bodies", "") : ("wrong", "passed damage")
    }
    guard found.digest == wanted.digest else { return ("wrong", "another digest") }
    var (rows, others) = (found.rows, wanted.rows)
    rows[[0]] = nil
    others[[0]] = nil
    return rows == others ? ("right", "") : ("wrong", "\(rows.count) rows, others than they were")
  }
}
