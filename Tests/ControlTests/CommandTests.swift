import ArgumentParser
import GRPC
import Testing

@testable import Control

/// What is typed: every command explains itself, and what is wrong is told from what failed.
@Suite struct CommandTests {
  /// Every command that does something, with the words that lead to it.
  static let leaves: [(words: [String], command: any ParsableCommand.Type)] = {
    var found: [(words: [String], command: any ParsableCommand.Type)] = []
    func walk(_ command: any ParsableCommand.Type, _ words: [String]) {
      let below = command.configuration.subcommands
      if below.isEmpty { found.append((words, command)) }
      for next in below { walk(next, words + [next.configuration.commandName ?? "?"]) }
    }
    walk(Clusterctl.self, [])
    return found
  }()

  @Test func thereAreCommands() { #expect(CommandTests.leaves.count > 35) }

  @Test(arguments: leaves.map(\.words))
  func helpHasTwoRealExamples(_ words: [String]) throws {
    let leaf = try #require(CommandTests.leaves.first { $0.words == words })
    let examples = leaf.command.configuration.discussion.split(separator: "\n").filter {
      $0.contains("clusterctl ")
    }
    #expect(examples.count >= 2, "\(words.joined(separator: " "))")
    #expect(!leaf.command.configuration.abstract.isEmpty)
    let help = Clusterctl.helpMessage(for: leaf.command)
    #expect(help.contains("USAGE: clusterctl \(words.joined(separator: " "))"))
  }

  @Test(arguments: leaves.map(\.words))
  func helpIsNoMistake(_ words: [String]) {
    do {
      var command = try Clusterctl.parseAsRoot(words + ["--help"])
      try command.run()
      Issue.record("--help was taken for a value")
    } catch { #expect(Clusterctl.exitCode(for: error).isSuccess) }
  }

  /// Nobody listens on port 1 of this machine: what gets as far as the network ends with 2.
  @Test(
    arguments: [
      (["nope"], 64), (["job", "creat"], 64), (["job", "get"], 64),
      (["job", "list", "--bogus"], 64),
      (["job", "get", "x", "--timeout", "5q"], 64),
      (["job", "list", "--endpoint", "nowhere"], 64),
      (["execution", "list", "-n", "0", "--endpoint", "127.0.0.1:1"], 64),
      (["event", "list", "-n", "-3", "--endpoint", "127.0.0.1:1"], 64),
      (["status", "--endpoint", "127.0.0.1:1", "--timeout", "60s"], 2),
      (["--endpoint", "127.0.0.1:1", "--timeout", "60s", "job", "list"], 2),
      (["module", "apply", "/no/such/directory", "--endpoint", "127.0.0.1:1"], 66),
      (["version"], 0), (["job", "create", "--help"], 0),
    ] as [([String], Int32)])
  func theExitStatusTells(_ arguments: [String], _ status: Int32) async {
    #expect(await Control.run(arguments) == status)
  }

  @Test func flagsBeforeTheCommandAreItsOwn() {
    #expect(
      Control.globalsLast(["--endpoint", "a:1", "-o", "json", "job", "list"])
        == ["job", "list", "--endpoint", "a:1", "-o", "json"])
    #expect(Control.globalsLast(["--endpoint=a:1", "status"]) == ["status", "--endpoint=a:1"])
    #expect(Control.globalsLast(["--help"]) == ["--help"])
    #expect(Control.globalsLast(["--endpoint", "a:1"]) == ["--endpoint", "a:1"])
  }

  @Test func addressesAreListed() throws {
    let context = try Context.parse(["127.0.0.1:7601, [::1]:7602", "h:1"], origin: "--endpoint")
    #expect(context.addresses.map(\.description) == ["127.0.0.1:7601", "[::1]:7602", "h:1"])
  }

  @Test(arguments: [
    ("nowhere", "'nowhere' from --endpoint is no address"),
    ("h:0", "'h:0' from --endpoint is no address"),
    ("h:99999", "'h:99999' from --endpoint is no address"), (",", "--endpoint names no address"),
  ])
  func otherAddressesAreNamed(_ text: String, _ said: String) {
    do throws(Problem) {
      _ = try Context.parse([text], origin: "--endpoint")
      Issue.record("taken for an address")
    } catch {
      #expect(error.message == said)
      #expect(error.status == .usage)
    }
  }
}
