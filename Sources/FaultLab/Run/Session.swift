internal import Checkers
internal import Units

/// What `failover run` does: scenarios one after the other, each on a cluster of its own, and what is
/// printed of them.
public struct Session: Sendable {
  public enum Output: String, Sendable, CaseIterable {
    case table
    case json
  }

  public var options: LabOptions
  public var output: Output
  /// Where the page and the history go, if anywhere.
  public var page: String?
  public var history: String?
  public var peer: Bool
  public var isQuiet = false

  public init(
    options: LabOptions, output: Output, page: String?, history: String?, peer: Bool
  ) {
    self.options = options
    self.output = output
    self.page = page
    self.history = history
    self.peer = peer
  }

  /// The scenario files of a folder, by name.
  public static func scenarios(in folder: String) -> [(name: String, path: String)] {
    System.list(folder).filter { $0.hasSuffix(".scenario") }.map { file in
      (String(file.dropLast(".scenario".count)), "\(folder)/\(file)")
    }
  }

  /// Reads what `words` name: scenarios of `folder`, or paths of files.
  public static func read(_ words: [String], folder: String) throws -> [Scenario] {
    let known = scenarios(in: folder)
    return try words.map { word in
      if let found = known.first(where: { $0.name == word }) {
        return try Scenario(path: found.path)
      }
      if word.contains("/") || word.hasSuffix(".scenario") { return try Scenario(path: word) }
      let hint = NearestWord.of(word, among: known.map(\.name)).map { "did you mean '\($0)'?" }
      throw LabError(
        .noInput,
        "there is no scenario '\(word)' in \(folder); " + (hint ?? "'failover list' names them"))
    }
  }

  /// - Returns: whether all passed.
  public func run(_ scenarios: [Scenario], world: World, ledger: Ledger) async throws -> Bool {
    // A run of an hour whose page cannot be written would have been in vain.
    for path in [page, history] { if let path { try System.mustBeWritable(path) } }
    var reports: [RunReport] = []
    var hasPassed = true
    for scenario in scenarios {
      let run = Run(scenario, options, world: world, ledger: ledger, say: say)
      let report = try await run.run()
      hasPassed = hasPassed && report.hasPassed
      System.tell(output == .json ? report.json : report.table + "\n")
      reports.append(report)
      if let page { try System.write(RunReport.page(reports), to: page) }
      if let history {
        try System.write(String(decoding: report.history, as: UTF8.self), to: history)
      }
    }
    if peer { try await runPeer(scenarios, world: world, ledger: ledger) }
    return hasPassed
  }

  private func say(_ line: String) { if !isQuiet { System.complain(line) } }

  private func runPeer(_ scenarios: [Scenario], world: World, ledger: Ledger) async throws {
    var rate = 500
    for case .enqueue(let own) in scenarios.first?.loads ?? [] { rate = own }
    for tuning in EtcdPeer.Tuning.allCases {
      let peer = EtcdPeer(
        tuning, rate: rate, tries: options.tries ?? scenarios.first?.tries ?? 10,
        options: options, world: world, ledger: ledger, say: say)
      let figures = try await peer.run()
      let gaps = [Scenario.Figure.gapP50, .gapP99, .gapMax].map { figures.value($0) }
      if output == .json {
        var writer = JSONObject()
        writer.add("scenario", text: "etcd \(tuning.rawValue), kill -9 of the leader")
        writer.add("tries", number: Double(figures.tries))
        writer.add("gap_p50_ms", number: gaps[0])
        writer.add("gap_p99_ms", number: gaps[1])
        writer.add("gap_max_ms", number: gaps[2])
        writer.add("client_errors", number: Double(figures.clientErrors))
        writer.add("operations", number: Double(figures.operations))
        System.tell(writer.text)
      } else {
        System.tell(
          "etcd \(tuning.rawValue), kill -9 of the leader, \(figures.tries) tries at \(rate)/s: "
            + "write gap "
            + "p50 \(RunReport.text(gaps[0])) ms, p99 \(RunReport.text(gaps[1])) ms, max "
            + "\(RunReport.text(gaps[2])) ms, \(figures.clientErrors) client errors")
      }
    }
  }
}
