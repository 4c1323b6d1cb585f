import GRPC
import Journal
import Logging
public import Messages
import NIOCore
import NIOPosix
import Raft
import Replica
import StateMachine
import Storage
public import Units

/// What a comparison of all nodes' states found.
public struct ConsistencyReport: Sendable {
  public struct Word: Sendable {
    public var node: NodeID
    public var name: String
    /// Nil where it did not say.
    public var digest: Hash128?
    public var contents: Hash128?
    public var isEqual: Bool
    /// Why it did not say, or what is wrong.
    public var note: String
  }

  public var index: LogIndex
  /// Every member said what it has, and all have the same.
  public var isConsistent: Bool
  public var words: [Word]
}

/// Comparing states between nodes: what is asked for, and what comes of a difference.
extension Node {
  /// As the leader: puts a mark into the log, at whose entry every member compares its state with the
  /// others'; `isFull`: everything that its store holds, too. Who differs takes itself out.
  public func checkConsistency(
    isFull: Bool, for call: NodeCall,
    completion: @escaping (Result<ConsistencyReport, Failure>, NodeMark) -> Void
  ) {
    let command = Command(CommandHeader(.check), body: CheckCommand(isFull: isFull).encoded())
    submit(command, for: call) { [unowned self] answer in
      if case .failure(let failure) = answer.result {
        return completion(.failure(failure), answer.mark)
      }
      let most = isFull ? Timeout.minutes(30) : .seconds(5)
      // Time to say so, where somebody does not answer.
      let left = call.call.deadline - turn.now - .milliseconds(200)
      let until = turn.now + max(.milliseconds(50), min(left, most))
      gather(answer.mark, isFull, until) { completion(.success($0), answer.mark) }
    }
  }

  private func gather(
    _ mark: NodeMark, _ isFull: Bool, _ until: Monotonic,
    _ completion: @escaping (ConsistencyReport) -> Void
  ) {
    let report = report(mark.index, isFull)
    let isOpen = report.words.contains { word in
      (word.digest == nil || isFull && word.contents == nil)
        && (word.node == id || peers.link(word.node)?.isConnected == true)
    }
    guard isOpen, turn.now < until, end == nil else { return completion(report) }
    turn.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(10)) { [weak self] in
      self?.gather(mark, isFull, until, completion)
    }
  }

  private func report(_ index: LogIndex, _ isFull: Bool) -> ConsistencyReport {
    let claims = mind?.look { $0.claims(at: index) } ?? []
    let voters = configuration.configuration.voters
    func majority(_ kind: DigestClaim.Kind) -> Hash128? {
      let told = claims.filter { claim in
        claim.kind == kind && voters.contains { $0.id == claim.node }
      }
      return told.first { claim in
        told.count { $0.digest == claim.digest } > voters.count / 2
      }?.digest
    }
    let applied = majority(.applied)
    let contents = majority(.contents)
    var words: [ConsistencyReport.Word] = []
    for member in configuration.configuration.members {
      func claim(_ kind: DigestClaim.Kind) -> Hash128? {
        claims.first { $0.node == member.id && $0.kind == kind }?.digest
      }
      let isThere = member.id == id || peers.link(member.id)?.isConnected == true
      let digest = claim(.applied)
      let held = claim(.contents)
      let isEqual =
        applied != nil && digest == applied && (!isFull || contents != nil && held == contents)
      let isSilent = digest == nil || isFull && held == nil
      words.append(
        ConsistencyReport.Word(
          node: member.id, name: name(of: member.id), digest: digest, contents: held,
          isEqual: isEqual,
          note: isEqual
            ? "" : !isThere ? "cannot be reached" : isSilent ? "has not said in time" : "differs"))
    }
    return ConsistencyReport(
      index: index, isConsistent: words.allSatisfy(\.isEqual), words: words)
  }

  // MARK: Contents

  func makeContents(_ index: LogIndex, _ meta: SnapshotMeta) {
    guard let keeper else { return }
    snapshots.backups.last += 1
    let id = CheckpointID.own(snapshots.backups.last)
    let position = JournalPosition(term: meta.position.term, index: meta.position.index)
    let directory = keeper.outgoingDirectory(at: position) + "-check-\(id.number)"
    contentChecks[id] = (index, directory)
    disk?.checkpoint(
      id, into: directory,
      SnapshotManifest(
        position: position, configurationIndex: meta.configuration.index,
        configuration: meta.configuration.configuration.encoded(), digest: .zero, files: []))
  }

  /// Whether the checkpoint that is there was made for this.
  func hashContents(_ id: CheckpointID) -> Bool {
    guard let check = contentChecks[id] else { return false }
    disk?.hashContents(id, of: check.directory)
    return true
  }

  func contentsHashed(_ id: CheckpointID, _ result: Result<Hash128, StorageError>) {
    guard let check = contentChecks.removeValue(forKey: id) else { return }
    pool.submit { _ in Files.removeAll(check.directory) }
    switch result {
    case .success(let hash):
      logger.info(
        "contents compared", metadata: ["entry": "\(check.index)", "digest": "\(hash)"])
      step(.contents(check.index, hash))
    case .failure(let error) where error.code == .damaged: failed(error)
    case .failure(let error):
      logger.error("contents not read", metadata: ["why": "\(error)"])
      step(.contents(check.index, nil))
    }
  }

  // MARK: Differences

  func diverged(_ divergence: Divergence) {
    let what = divergence.kind == .applied ? "state" : "store"
    leave(
      NodeEnd(
        .software,
        "the \(what) of \(options.name) (\(id)) at entry \(divergence.index) has the digest "
          + "\(divergence.own), and a majority of the voters has \(divergence.majority): it takes "
          + "itself out; keep \(options.dataDirectory) for inspection, and start it with --rejoin to "
          + "put that aside and join as a new member"))
  }

  func disputed(_ index: LogIndex, _ claims: [DigestClaim]) {
    let words = claims.map { "\(name(of: $0.node)) \($0.digest)" }.joined(separator: ", ")
    logger.critical(
      "the states differ and no majority agrees: nothing is written any more",
      metadata: ["entry": "\(index)", "digests": "\(words)"])
  }

  /// Whether no majority of the voters agrees on the state.
  public var isDisputed: Bool { mind?.status.isDisputed ?? false }
}
