internal import Checkers
internal import GRPC
internal import Glibc
internal import Units

extension Scenario.Load {
  /// It writes files.
  var isStock: Bool { if case .stock = self { true } else { false } }
}

/// Stock Python gRPC as a client: a process that enqueues in the open loop with the published service
/// config and idempotency keys, and writes down each call with the system's clock, which is ours too.
final class StockClient: Sendable {
  /// Where its markers begin: far from those of our own clients, and of another stock client.
  private static func firstMarker(of number: Int) -> UInt64 { UInt64(number + 1) << 40 }

  private let pid: Int32
  private let job: String
  private let output: String
  private let log: String
  private let process: UInt32
  private let ledger: Ledger
  private let item: Ledger.Item?

  /// Before a cluster is started: whether there is what it needs.
  static func check(_ scenario: Scenario, _ options: LabOptions) throws(LabError) {
    guard scenario.loads.contains(where: \.isStock) else { return }
    func missing(_ what: String) -> LabError {
      LabError(
        .unavailable,
        "\(scenario.path), line \(scenario.stockLine): 'load stock' needs stock Python gRPC: \(what)"
      )
    }
    guard let python = options.python else {
      throw missing("tools/setup --tests installs it, and tools/failover finds it")
    }
    let program = python.contains("/") ? System.absolute(python) : python
    guard System.find(program) != nil else { throw missing("there is no program \(python)") }
    guard System.exists(System.absolute(options.stockClient)) else {
      throw missing("there is no \(options.stockClient)")
    }
  }

  init(
    _ options: LabOptions, _ addresses: [Address], _ names: LabNames, in folder: String,
    rate: Int, process: UInt32, number: Int, ledger: Ledger
  ) throws {
    self.ledger = ledger
    guard let python = options.python else {
      throw LabError(
        .unavailable,
        "'load stock' needs stock Python gRPC: tools/setup --tests, then tools/failover")
    }
    self.process = process
    job = names.job
    output = "\(folder)/\(process).stock"
    log = output + ".log"
    let descriptor = try System.log(log)
    defer { System.closeDescriptor(descriptor) }
    pid = try System.spawn(
      [
        python, System.absolute(options.stockClient), "--endpoints",
        addresses.map(\.description).joined(separator: ","), "--job", names.job, "--rate",
        String(rate), "--first-marker", String(StockClient.firstMarker(of: number)), "--output",
        output,
      ], environment: ["PYTHONPATH": options.pythonPath ?? ""], output: descriptor)
    item = System.startTime(of: pid).map { [pid] in .process(pid, started: $0) }
    if let item { try ledger.willMake(item) }
  }

  /// Until it calls: its file is there from then on.
  func begun() async throws {
    let last = System.now + .seconds(30)
    while !System.exists(output) {
      guard System.now < last, System.startTime(of: pid) != nil else {
        throw LabError(
          .unavailable,
          "the stock client did not begin: \((System.text(log) ?? "").suffix(300))")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// What it has seen, once it was told to end and did.
  func stop() async -> ([Recorder.Call], [Recorder.Sample], complaint: String?) {
    System.signal(pid, SIGTERM)
    let last = System.now + .seconds(20)
    var status: Int32?
    while status == nil {
      if System.now > last { System.signal(pid, SIGKILL) }
      status = System.reap(pid)
      if status == nil { try? await Task.sleep(for: .milliseconds(10)) }
    }
    if let item { ledger.undone(item) }
    defer {
      unsafe unlink(output)
      unsafe unlink(log)
    }
    var calls: [Recorder.Call] = []
    var samples: [Recorder.Sample] = []
    for line in (System.text(output, limit: 256 << 20) ?? "").split(separator: "\n") {
      guard let (call, sample) = read(line) else { continue }
      calls.append(call)
      samples.append(sample)
    }
    if status == 0, calls.isEmpty { return ([], [], "the stock client made no call") }
    guard status == 0 else {
      return (
        calls, samples,
        "the stock client ended with \(status ?? -1): \((System.text(log) ?? "").suffix(300))"
      )
    }
    return (calls, samples, nil)
  }

  /// `marker key due began ended ok|no index execution|error…`, times in nanoseconds.
  private func read(_ line: Substring) -> (Recorder.Call, Recorder.Sample)? {
    let words = line.split(separator: " ", maxSplits: 7)
    guard words.count == 8, let marker = UInt64(words[0]), let due = UInt64(words[2]),
      let began = UInt64(words[3]), let ended = UInt64(words[4]), let index = UInt64(words[6])
    else { return nil }
    let id = words[5] == "ok" ? RecordID(text: String(words[7])) : nil
    let call = Recorder.Call(
      process: process, key: String(words[1]),
      operation: .enqueue(marker: marker, job: job, dedup: ""),
      began: Monotonic(nanoseconds: began), ended: Monotonic(nanoseconds: ended),
      outcome: id.map { .acknowledged(.execution($0, isNew: true)) } ?? .unknown,
      // How often grpcio sent it is not told.
      index: LogIndex(index), tries: 2)
    let sample = Recorder.Sample(
      due: Monotonic(nanoseconds: due), ended: Monotonic(nanoseconds: ended),
      isAcknowledged: id != nil, isWrite: true, isStock: true,
      error: id == nil ? "stock: \(words[7])" : nil)
    return (call, sample)
  }
}
