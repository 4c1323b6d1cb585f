import ArgumentParser
import GRPC
import Glibc
import Messages
import NIOPosix
import Units

/// How long nobody can write after the leader was killed.
struct GapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gap",
    abstract: "Kills the leader (SIGKILL) and measures until a write is acknowledged again.",
    discussion: """
      Writes go to the other nodes, one every two milliseconds to each, from before the kill on. What
      is printed, in milliseconds, is from the kill to the first answer to a write sent after it.
      """)

  @Option(help: "Carillon's addresses, comma-separated.")
  var endpoints: String
  @Option(help: "The process ids of its nodes, in the same order.")
  var pids: String

  func run() async throws {
    let target = try Target(.carillon, endpoints, pids)
    guard target.endpoints.count == target.pids.count else {
      throw ValidationError("--endpoints and --pids name different numbers of nodes")
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let gap = try await Runner(on: group.next(), disk: nil).gap(target)
    print((Double(gap.microseconds) / 1_000).rounded(to: 1))
  }
}

/// Writes at a steady pace to nodes that are not the leader. Confined to one event loop.
final class GapProbe {
  private let turn: Turn
  private let connections: [ClientConnection]
  private let request: Bytes
  private var killed: Monotonic?
  private(set) var gap: Timeout?

  init(turn: Turn, addresses: [Address], request: Bytes) {
    self.turn = turn
    self.request = request
    connections = addresses.map { ClientConnection(turn: turn, address: $0) }
  }

  func markKill() { killed = turn.now }

  func beat() {
    let sent = turn.now
    for connection in connections {
      connection.unary(
        Methods.ExecutionService.enqueue.path, request, deadline: sent + .seconds(10)
      ) { [self] reply in
        guard reply.status.isOK, gap == nil, let killed, sent >= killed else { return }
        gap = turn.now - killed
      }
    }
  }

  func close() {
    for connection in connections { connection.close() }
  }
}
