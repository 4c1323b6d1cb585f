import Checkers
import Client
import Messages
import Synchronization
import Units

/// One count for the whole run: what was seen before something else began has the smaller number.
final class Order: Sendable {
  private let last = Mutex<UInt64>(0)

  func next() -> UInt64 {
    last.withLock { last in
      last += 1
      return last
    }
  }
}

/// Enqueues at a fixed rate, whatever the answers take (an open loop), each under a key of its own.
struct Load: Sendable {
  let cluster: LiveCluster
  let job: String
  /// Bytes that each payload is filled up to.
  var padding = 0

  struct Sample: Sendable {
    var enqueue: History.Enqueue
    var answered: ContinuousClock.Instant
    var took: Duration
    /// What the caller was told where it failed.
    var error: String?
  }

  /// - Parameter first: the first marker; each enqueue has the next.
  func run(rate: Int, for span: Duration, first: UInt64 = 1) async -> [Sample] {
    await withTaskGroup(of: Sample.self) { group in
      let began = ContinuousClock.now
      let count = Int(span / .milliseconds(1)) * rate / 1_000
      for number in 0..<count {
        let due = began + .microseconds(number * 1_000_000 / rate)
        if due > ContinuousClock.now { try? await Task.sleep(until: due, clock: .continuous) }
        group.addTask { await one(first + UInt64(number)) }
      }
      var samples: [Sample] = []
      for await sample in group { samples.append(sample) }
      return samples
    }
  }

  private func one(_ marker: UInt64) async -> Sample {
    let began = ContinuousClock.now
    var request = EnqueueRequest()
    request.job = job
    request.payload = Marker.bytes(marker, padding: padding)
    do {
      let response: EnqueueResponse = try await cluster.write(
        Methods.ExecutionService.enqueue, request)
      let now = ContinuousClock.now
      return Sample(
        enqueue: History.Enqueue(
          marker: marker, outcome: .acknowledged(RecordID(text: response.execution) ?? .none)),
        answered: now, took: now - began)
    } catch {
      let now = ContinuousClock.now
      return Sample(
        enqueue: History.Enqueue(marker: marker, outcome: .unknown), answered: now,
        took: now - began, error: "\(error)")
    }
  }
}

extension [Load.Sample] {
  var failures: [String] { compactMap(\.error) }
  var acknowledged: Int { count { $0.error == nil } }

  /// The longest time in which nothing was acknowledged.
  var longestGap: Duration {
    let times = filter { $0.error == nil }.map(\.answered).sorted()
    return zip(times.dropFirst(), times).map { $0 - $1 }.max() ?? .zero
  }

  var figures: String {
    "\(count) asked, \(acknowledged) acknowledged, \(failures.count) failed, longest gap "
      + "\(longestGap.inMilliseconds) ms, slowest \((map(\.took).max() ?? .zero).inMilliseconds) ms"
  }
}

extension Duration {
  var inMilliseconds: Int64 { Int64(self / .milliseconds(1)) }
}

/// What makes a payload known again.
enum Marker {
  /// Filled with blanks up to `padding` bytes.
  static func bytes(_ marker: UInt64, padding: Int = 0) -> Bytes {
    let bytes = Bytes("{\"m\":\(marker)}".utf8)
    return bytes + Bytes(repeating: 0x20, count: max(0, padding - bytes.count))
  }

  static func read(_ bytes: Bytes) -> UInt64? {
    let end = bytes.lastIndex { $0 != 0x20 } ?? 0
    let text = String(decoding: bytes.prefix(end + 1), as: UTF8.self)
    guard text.hasPrefix("{\"m\":"), text.hasSuffix("}") else { return nil }
    return UInt64(text.dropFirst(5).dropLast())
  }
}

extension History.Final {
  init(_ execution: Execution) {
    let attempts = execution.attempts.map {
      History.Attempt(number: $0.number, isSuccess: $0.outcome == .completed)
    }
    self.init(
      execution: RecordID(text: execution.id) ?? .none, marker: Marker.read(execution.payload),
      state: History.State(execution.state), attempts: attempts)
  }
}

extension History.State {
  init(_ state: Execution.State) {
    switch state {
    case .blocked: self = .blocked
    case .delayed: self = .delayed
    case .running: self = .running
    case .completed: self = .completed
    case .failed: self = .failed
    case .timeout: self = .timeout
    case .cancelled: self = .cancelled
    case .expired: self = .expired
    case .pending, .unspecified, .unrecognized: self = .pending
    }
  }
}
