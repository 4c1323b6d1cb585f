import ArgumentParser
import Glibc
import RaftScripts

/// `simulate core`: consensus cores driven by hand, for checkers of other makers.
struct CoreScript: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "core",
    abstract: "Drive consensus cores by commands on standard input, one JSON object a line.",
    discussion: """
      What the cores do and say is printed as JSON objects, one a line; 'status' prints all that each \
      node knows. docs/doors.md lists commands and lines. Everything is decided by the commands: the \
      same input gives the same output, byte for byte.
      Exit status: 0 all was done, 64 usage, 65 a line that is no command or cannot be done.
      """)

  @Flag(help: "Print each change of a core's state, and its cause, as a line of its own.")
  var trace = false

  func run() throws {
    var script = JSONScript(traces: trace)
    while let line = readLine() {
      do throws(JSONScript.Failure) {
        for line in try script.take(line) { print(line) }
      } catch {
        fflush(nil)
        let text = "simulate core: \(error)\n"
        unsafe _ = write(STDERR_FILENO, text, text.utf8.count)
        throw ExitCode(65)
      }
    }
  }
}
