import Client
import GRPC
import Messages
import Units

/// The worker's stream to the cluster, one at a time, and its downloads. On the loop only.
final class ServerLink {
  private static let work = "/carillon.v1.WorkerService/Work"
  private static let download = "/carillon.v1.ModuleService/DownloadBundle"
  /// A bundle at most (docs: Limits).
  private static let largestBundle = 64 << 20

  private let channel: ClusterChannel
  private var call: ClientCall?
  /// Grows with each stream: what an earlier one still says is not heard.
  private var generation = 0
  var onMessage: ((WorkResponse) -> Void)?
  var onEnd: ((_ reason: String, _ isExpired: Bool) -> Void)?

  init(_ channel: ClusterChannel) { self.channel = channel }

  // MARK: The stream

  func open() {
    close()
    let number = generation
    let place = channel.preferred
    let handlers = ClientStreamHandlers(
      onMessage: { [weak self] bytes in
        guard let self, generation == number else { return }
        do throws(Failure) {
          onMessage?(try WorkResponse(decoding: bytes))
        } catch {
          // A server that cannot be understood is as good as gone.
          abandon()
          onEnd?("the server is not understood: \(error.message)", false)
        }
      },
      onEnd: { [weak self] reply in
        guard let self, generation == number else { return }
        ended(reply, place)
      })
    call = channel.connection(place).stream(
      ServerLink.work, metadata: Metadata(), deadline: .distantFuture, handlers: handlers)
  }

  private func ended(_ reply: Reply, _ place: Int) {
    call = nil
    let leader = reply.trailers["carillon-leader"].flatMap { Address($0) }
    if let leader, leader != channel.addresses[place] {
      channel.prefer(leader)
    } else if !reply.status.isOK {
      channel.avoid(place)
    }
    onEnd?(reply.status.description, ServerLink.reason(of: reply.status) == .sessionExpired)
  }

  private static func reason(of status: Status) -> Messages.Reason? {
    guard let details = try? Google.Status(decoding: status.details) else { return nil }
    return Failure(details).reason
  }

  func send(_ message: WorkRequest) { call?.send(message.encoded()) }

  /// Ends the stream after what was sent.
  func finish() { call?.halfClose() }

  /// Gives the stream up; takes another address next time.
  func abandon() {
    close()
    channel.avoid(channel.preferred)
  }

  func prefer(_ address: String) {
    if let address = Address(address) { channel.prefer(address) }
  }

  func close() {
    generation += 1
    let old = call
    call = nil
    old?.cancel()
  }

  // MARK: Bundles

  /// Fetches a bundle's bytes. `completion` is called once, on the loop.
  func download(_ hash: String, completion: @escaping (Result<Bytes, Failure>) -> Void) {
    let collected = Collected()
    let handlers = ClientStreamHandlers(
      onMessage: { bytes in collected.add(bytes, limit: ServerLink.largestBundle) },
      onEnd: { reply in
        if let problem = collected.problem { return completion(.failure(problem)) }
        guard reply.status.isOK else {
          return completion(
            .failure(Failure(.unavailable, .bundleUnknown, reply.status.description)))
        }
        completion(.success(collected.bytes))
      })
    let call = channel.connection(channel.preferred).stream(
      ServerLink.download, metadata: Metadata(), deadline: channel.turn.now + .seconds(120),
      handlers: handlers)
    collected.call = call
    call.send(DownloadBundleRequest(hash: hash).encoded())
    call.halfClose()
  }

  private final class Collected {
    var bytes: Bytes = []
    var problem: Failure?
    var call: ClientCall?

    func add(_ message: Bytes, limit: Int) {
      guard problem == nil else { return }
      do throws(Failure) {
        let part = try DownloadBundleResponse(decoding: message)
        guard part.offset == UInt64(bytes.count), bytes.count + part.data.count <= limit else {
          throw Failure(
            .dataLoss, .bundleCorrupt,
            "a part at \(part.offset), expected at \(bytes.count) and at most \(limit) in all")
        }
        bytes += part.data
      } catch {
        problem = error
        call?.cancel()
      }
    }
  }
}
