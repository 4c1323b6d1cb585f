internal import Checkers
internal import Client
internal import GRPC
internal import Messages
internal import NIOCore
internal import Units

/// Calls the cluster through our client and records each call and its answer. Confined to one event
/// loop.
final class Caller {
  let channel: ClusterChannel
  let recorder: Recorder
  let turn: Turn
  /// What is under way; a run ends when nothing is.
  private(set) var open = 0
  private var generator: SeededGenerator
  private var isClosed = false
  var onIdle: (() -> Void)?

  /// Before each idempotency key. A seed gives the same keys again, and a cluster that is not ours
  /// still knows those of an earlier run.
  private let run: String

  /// - Parameter run: what no other run is called.
  init(turn: Turn, addresses: [Address], recorder: Recorder, run: String, seed: UInt64) {
    self.turn = turn
    self.recorder = recorder
    self.run = run
    generator = SeededGenerator(seed: seed)
    channel = ClusterChannel(
      turn: turn, addresses: addresses, options: ClientOptions(), seed: generator.next())
  }

  func draw(_ bound: UInt64) -> UInt64 { generator.below(bound) }

  /// What one call is, beside its bytes.
  struct Request {
    var method: Messages.Method
    var bytes: Bytes
    var operation: ClientOperation
    var process: UInt32
    var due: Monotonic
    /// Under which it is sent more than once, each time as a call of its own; nil: under one of its own.
    var key: String?
    /// Asked before, and answered: it writes nothing, so that neither the rate nor the gaps between
    /// writes are its. Where it fails that is an error as of any other.
    var isRepeat = false
    /// The place of the only node that is asked: its silence is no error of the cluster while something
    /// is wrong with that node.
    var node: Int?
    /// A compare-and-set may come too late. Who asks for work, or for what is there, is refused nothing
    /// by a cluster that has its jobs.
    var mayBeRefused = false

    /// What figures count as an error, where the call failed.
    func complaint(_ outcome: History.Outcome<Answer>, _ error: CallError) -> String? {
      if mayBeRefused, case .acknowledged = outcome { return nil }
      return "\(error)"
    }
  }

  /// - Parameters:
  ///   - understand: what the message says; nil where it makes no sense.
  ///   - then: told how it ended, after it was recorded.
  func call(
    _ request: Request, understand: @escaping (Bytes) -> Answer?,
    then: @escaping (History.Outcome<Answer>) -> Void = { _ in }
  ) {
    open += 1
    var options = CallOptions()
    let isRead = request.operation.isRead
    options.followsLeader = request.node == nil
    if isRead {
      options.isRead = true
    } else {
      options.idempotencyKey =
        request.key ?? "\(run)-\(RecordID(generator.next()))\(RecordID(generator.next()))"
    }
    let number = recorder.begin(
      request.operation, key: options.idempotencyKey ?? "", process: request.process, at: turn.now)
    let handle = CallHandle()
    handle.call = channel.unary(request.method.path, request.bytes, options) { [self] result in
      // Not the turn's time, which is that of its beginning: an answer is never put before it came.
      let now = System.now
      var tries = UInt32(handle.call?.attempts ?? 1)
      handle.call = nil
      var outcome = History.Outcome<Answer>.unknown
      var index = LogIndex.zero
      var complaint: String?
      switch result {
      case .success(let reply):
        index = Caller.index(reply.trailers)
        if let answer = understand(reply.message) {
          outcome = .acknowledged(answer)
        } else {
          complaint = "an answer cannot be read"
        }
      case .failure(let error):
        index = Caller.index(error.trailers)
        outcome = Caller.outcome(error)
        complaint = request.complaint(outcome, error)
      }
      // Under a key that is sent more than once `index` is a bound.
      if !isRead, request.key != nil || !Caller.isOfEntry(index, outcome) { tries = max(tries, 2) }
      recorder.end(number, outcome, index: index, tries: tries, at: now)
      recorder.add(
        Recorder.Sample(
          due: request.due, ended: now, isAcknowledged: complaint == nil,
          isWrite: !isRead && !request.isRepeat, node: request.node, error: complaint))
      open -= 1
      then(outcome)
      if open == 0 { onIdle?() }
    }
  }

  /// Whether the answer shows that the entry `index` made it. A node that sent a write on to a leader
  /// may have done so again after the leader changed; then the repeat is answered at a later entry
  /// than the first was decided at, and whoever called is not told.
  private static func isOfEntry(_ index: LogIndex, _ outcome: History.Outcome<Answer>) -> Bool {
    guard case .acknowledged(.execution(let id, _)) = outcome else { return false }
    return id.index == index
  }

  static func index(_ trailers: Metadata) -> LogIndex {
    trailers["carillon-index"].flatMap { UInt64($0) }.map { LogIndex($0) } ?? .zero
  }

  /// What an error says about what happened.
  static func outcome(_ error: CallError) -> History.Outcome<Answer> {
    guard error.isFromServer else { return .unknown }
    let failure = Failure(
      code: StatusCode(rawValue: error.status.code.rawValue) ?? .unknown,
      message: error.status.message,
      details: error.status.details.isEmpty ? nil : error.status.details)
    if let known = Answer.Refusal(rawValue: failure.reason.rawValue) {
      return .acknowledged(.refused(known))
    }
    switch error.status.code {
    case .invalidArgument, .failedPrecondition, .notFound, .alreadyExists, .permissionDenied,
      .unimplemented, .aborted, .outOfRange:
      return .refused
    default: return .unknown
    }
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    channel.close()
  }
}

private final class CallHandle {
  var call: UnaryCall?
}

/// What makes a payload known again.
enum Marker {
  static func bytes(_ marker: UInt64) -> Bytes { Bytes("{\"m\":\(marker)}".utf8) }

  static func read(_ bytes: Bytes) -> UInt64? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("{\"m\":"), text.hasSuffix("}") else { return nil }
    return UInt64(text.dropFirst(5).dropLast())
  }
}
