import ArgumentParser
import Glibc
import Simulator

/// `simulate mutations`: known bugs, put back on purpose, must be found. `tools/simulate --mutations`
/// runs each in a process of its own, since what some break makes a process trap.
struct Mutations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutations",
    abstract: "Put a known bug back, and run seeds until one finds it.",
    discussion: """
      Prints a row of docs/mutations.md: bug, room, what it does, seeds that it took, the seed, how it \
      showed. Each seed is named on standard error before it is run, so that the seed of a trap is \
      known.
      Exit status: 0 found, 1 not found within the seeds, 64 usage.
      """)

  @Flag(help: "Print the names of all bugs.") var list = false
  @Flag(help: "Print the bug's room and what it does, and run nothing.") var describe = false
  @Option(help: "The bug.") var bug: String?
  @Option(help: "The first seed.") var first: UInt64 = 0
  @Option(help: "How many seeds are tried at most.") var most: UInt64 = 200

  func run() throws {
    if list {
      for bug in Bug.all { print(bug.name) }
      return
    }
    guard let name = bug else { throw ValidationError("--bug names a bug, --list all of them") }
    guard let bug = Bug(named: name) else {
      throw ValidationError("there is no bug '\(name)'; --list names all")
    }
    if describe { return print("\(bug.room.rawValue) | \(bug.what)") }
    guard most > 0, first <= UInt64.max - most else {
      throw ValidationError("--most is at least 1")
    }
    for seed in first..<(first + most) {
      let text = "seed \(seed)\n"
      unsafe _ = write(STDERR_FILENO, text, text.utf8.count)
      if let found = bug.hunt(from: seed, through: seed) {
        row(bug, "\(seed - first + 1)", "\(seed)", found.violation)
        return
      }
    }
    row(bug, "more than \(most)", "", "")
    throw ExitCode(1)
  }

  private func row(_ bug: Bug, _ seeds: String, _ seed: String, _ how: String) {
    // A row of a table for people: what a whole state says is in the run of that seed.
    let line = how.split(separator: "\n").first.map { $0.replacing("|", with: "/") } ?? ""
    let how = line.count > 160 ? line.prefix(159) + "…" : line
    print("| `\(bug.name)` | \(bug.room.rawValue) | \(bug.what) | \(seeds) | \(seed) | \(how) |")
  }
}
