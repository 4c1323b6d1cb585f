public import Cron
import GRPC
public import Messages
import NIOCore
import NIOPosix
import Replica
public import StateMachine
public import Units

/// Another release of the zone data, proposed by the leader with what it moves.
extension Node {
  /// What an update would do, or did.
  public struct ZoneUpdate {
    public var bundle: ZoneBundle
    /// By schedule: the due time that was pending, and the one that takes its place.
    public var moves: [(schedule: ScheduleState, next: Instant)]
  }

  /// As the leader: checks a bundle, or reads this system's where `bytes` is empty, and, unless
  /// `validateOnly`, proposes it. An older release than the one in force is refused unless `forced`.
  public func updateZones(
    _ bytes: Bytes, forced: Bool, validateOnly: Bool, for call: NodeCall,
    completion: @escaping (Result<ZoneUpdate, Failure>, NodeMark) -> Void
  ) {
    let directory = options.zoneDirectory
    // Every zone is read once, which takes too long for the loop.
    pool.runIfActive(eventLoop: turn.eventLoop) {
      Result<ZoneBundle, Failure> { () throws(Failure) in try Node.bundle(bytes, directory) }
    }.assumeIsolated().whenComplete { [weak self] result in
      guard let self, end == nil else { return }
      guard case .success(let read) = result else {
        return completion(.failure(.shuttingDown), mark)
      }
      switch read {
      case .failure(let failure): completion(.failure(failure), mark)
      case .success(let bundle):
        propose(bundle, forced, validateOnly, call, completion)
      }
    }
  }

  private static func bundle(_ bytes: Bytes, _ directory: String) throws(Failure) -> ZoneBundle {
    if bytes.isEmpty {
      switch ZoneFiles.bundle(directory) {
      case .success(let bundle): return bundle
      case .failure(let why):
        throw Failure(.failedPrecondition, .fieldInvalid, why.description)
      }
    }
    do throws(ZoneError) {
      return try ZoneBundle(decoding: bytes)
    } catch {
      throw Failure.field("bundle", .fieldInvalid, error.message)
    }
  }

  private func propose(
    _ bundle: ZoneBundle, _ forced: Bool, _ validateOnly: Bool, _ call: NodeCall,
    _ completion: @escaping (Result<ZoneUpdate, Failure>, NodeMark) -> Void
  ) {
    guard let mind else { return completion(.failure(.notJoined), mark) }
    if let known = zones, bundle.release < known.release, !forced {
      return completion(
        .failure(
          Failure(
            .failedPrecondition, .fieldInvalid,
            "the zone data in force is \(known.release), and \(bundle.release) is older: force it "
              + "where that is what you want")), mark)
    }
    let encoded = bundle.encoded
    let moves = mind.look { $0.moves(to: encoded) } ?? []
    let told = ZoneUpdate(
      bundle: bundle,
      moves: moves.compactMap { move in
        mind.look { $0.machine.schedule(move.schedule) }.map { ($0, move.next) }
      })
    if validateOnly || mind.look({ $0.machine.zones.hash }) == bundle.hash {
      return completion(.success(told), mark)
    }
    let command = ZonesCommand(
      bundle: encoded, replaces: mind.look { $0.machine.zones.hash },
      moves: Array(moves.prefix(100_000)))
    submit(Command(CommandHeader(.setZones), body: command.encoded()), for: call) { answer in
      switch answer.result {
      case .success: completion(.success(told), answer.mark)
      case .failure(let failure): completion(.failure(failure), answer.mark)
      }
    }
  }
}
