import GRPC
import Journal
import Logging
import Messages
import NIOCore
import NIOPosix
import Node
import Raft
import StateMachine
import Storage
import Units

/// A node's directory as a kill leaves it, and everything that is in it.
struct Golden {
  let directory: String
  let contents: Contents
  let half: HalfSnapshot
  /// `EntryKind.command`: the other kinds change no record.
  static let commandKind: UInt8 = 2

  static func options(_ directory: String) -> NodeOptions {
    var options = NodeOptions(
      name: "n1", listen: Address(host: "127.0.0.1", port: 0), dataDirectory: directory)
    options.founds = true
    options.zoneDirectory = directory + "/none"
    options.limits.logSegment = .kibibytes(256)
    options.tailEntries = 120
    options.flushAge = .milliseconds(400)
    return options
  }

  /// Runs a node of its own for a few seconds, and copies its directory while it runs: what a kill
  /// at that moment leaves. The last entries are in the log alone.
  static func make(in base: String) async throws -> Golden {
    let live = base + "/live"
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let running = try await RunningNode.start(
      options(live), on: group.next(),
      logger: Logger(label: "flips") { _ in SwiftLogNoOpLogHandler() }, services: { _, _ in })
    for _ in 0..<400 where try await !running.leads() {
      try await Task.sleep(for: .milliseconds(10))
    }
    let job = CreateJobRequest(job: Job(name: "flip", handler: "none", queue: "nobody"))
    try await running.submit(.createJob, job.encoded())
    var random = SeededGenerator(seed: 7)
    for number in 0..<900 {
      let size = 40 + Int(random.below(1_500))
      let filling = String((0..<size).map { _ in "abcdefghijklmnop".randomLetter(&random) })
      let request = EnqueueRequest(job: "flip", payload: Bytes("\"\(number) \(filling)\"".utf8))
      try await running.submit(.enqueue, request.encoded())
      // Flushes in between, so that there are files of all ages.
      if number % 200 == 199 { try await Task.sleep(for: .milliseconds(900)) }
    }
    for number in 0..<60 {
      let request = EnqueueRequest(job: "flip", payload: Bytes("\"last \(number)\"".utf8))
      try await running.submit(.enqueue, request.encoded())
    }
    // So that the second ring has what was synced; the next flush is not due yet.
    try await Task.sleep(for: .milliseconds(250))
    try Files.copy(live, to: base + "/golden")
    await running.stop()
    try await group.shutdownGracefully()
    try Files.copy(base + "/golden", to: base + "/read")
    let node = try await OfflineNode.open(
      options(base + "/read"), incarnation: Incarnation(99))
    let contents = try await Contents(of: node)
    node.close()
    try noteOthers(base + "/golden/members", contents.identity)
    let half = try HalfSnapshot.make(in: base + "/golden", source: base + "/sent")
    return Golden(directory: base + "/golden", contents: contents, half: half)
  }
}

extension Golden {
  /// As if two others had all of it, too: then what cannot be read is put away, and the node begins
  /// anew. A node that is alone does not start.
  private static func noteOthers(_ path: String, _ own: NodeIdentity) throws {
    let members = (1...3).map { number in
      let id = NodeID(UInt64(number))
      return Member(
        id: id, incarnation: id == own.node ? own.incarnation : Incarnation(UInt64(number)),
        address: "127.0.0.1:\(number)")
    }
    let note = MemberNote(
      cluster: own.cluster, node: own.node, incarnation: own.incarnation, index: LogIndex(1),
      configuration: Configuration(voters: members).encoded())
    try Files.write(note.encoded(), to: path)
  }
}

extension String {
  fileprivate func randomLetter(_ random: inout SeededGenerator) -> Character {
    self[index(startIndex, offsetBy: Int(random.below(UInt64(count))))]
  }
}

extension RunningNode {
  func leads() async throws -> Bool {
    let promise = eventLoop.makePromise(of: Bool.self)
    onLoop { promise.succeed($0.isLeading) }
    return try await promise.futureResult.get()
  }

  func submit(_ kind: CommandKind, _ body: Bytes) async throws {
    let promise = eventLoop.makePromise(of: Void.self)
    onLoop { node in
      node.submit(Command(CommandHeader(kind), body: body), for: nil) { answer in
        switch answer.result {
        case .success: promise.succeed(())
        case .failure(let failure): promise.fail(FlipError("\(kind): \(failure.message)"))
        }
      }
    }
    try await promise.futureResult.get()
  }
}

struct FlipError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// What a node would serve when it has applied its log: every row, and every entry it could send.
struct Contents: Equatable {
  var identity: NodeIdentity
  var hardState: JournalHardState
  var last: LogIndex
  var rows: [Bytes: Bytes] = [:]
  var digest = Hash128.zero
  var entries: [LogIndex: JournalEntry] = [:]
  var damaged: [LogIndex] = []
  /// Where application ended: before the first damaged entry.
  var applied: LogIndex

  init(of node: OfflineNode) async throws {
    identity = node.identity
    hardState = node.hardState
    last = node.last
    damaged = node.damaged
    var lower: Bytes = [0]
    while true {
      let page = try await node.rows(StateScan(lower: lower, upper: [0xFF], byteLimit: 1 << 22))
        .get()
      for row in page.rows { rows[row.key] = row.value }
      guard page.hasMore, let last = page.rows.last else { break }
      lower = last.key + [0]
    }
    var index = node.base.next()
    while index <= last {
      if damaged.contains(index) {
        index = index.next()
        continue
      }
      var through = last
      if let next = damaged.first(where: { $0 > index }) { through = next.previous() }
      let read = try await node.entries(from: index, through: through, maxBytes: 1 << 20).get()
      guard let end = read.last else { throw FlipError("entry \(index) is not in the log") }
      for entry in read { entries[entry.index] = entry }
      index = end.index.next()
    }
    var machine = node.machine
    var output = ApplyOutput()
    while machine.index < last, let entry = entries[machine.index.next()] {
      if entry.kind == Golden.commandKind {
        machine.apply(index: entry.index, term: entry.term, batch: entry.payload, into: &output)
        for change in output.changes { rows[change.key] = change.value }
        output.removeAll()
      } else {
        machine.advance(index: entry.index, term: entry.term)
      }
    }
    rows[Keys.meta] = machine.metaRecord()
    digest = machine.digest
    applied = machine.index
  }
}
