import GRPC
import Journal
import NIOCore
import NIOPosix
import Storage
import Units

/// Streams one checkpoint to one node, file by file, over the connection that carries no heartbeat.
/// The receiver says where to begin, so that a broken stream goes on where it ended. One chunk is
/// read ahead at a time, on a thread that may wait.
final class SnapshotSender {
  let peer: NodeID
  private let reader: SnapshotReader
  private let header: SnapshotHeader
  private let pool: NIOThreadPool
  private let loop: any EventLoop
  private var call: ClientCall?
  private var file = 0
  private var offset: UInt64 = 0
  private var sent: UInt64 = 0
  private var isReading = false
  private var hasBegun = false
  private var completion: ((String?) -> Void)?
  /// Nil: as fast as it goes.
  private var bucket: TokenBucket?
  private var isResting = false
  /// Before each chunk; false ends the stream.
  private let passes: () -> Bool

  static let chunk = 256 << 10

  /// - Parameters:
  ///   - rate: bytes a second; zero for as many as go.
  ///   - completion: told why it was not taken; nil: it was.
  init(
    _ reader: SnapshotReader, _ header: SnapshotHeader, rate: ByteCount, pool: NIOThreadPool,
    loop: any EventLoop, passes: @escaping () -> Bool,
    completion: @escaping (_ refusal: String?) -> Void
  ) {
    peer = header.to
    self.reader = reader
    self.header = header
    self.pool = pool
    self.loop = loop
    self.completion = completion
    self.passes = passes
    bucket = rate > .zero ? TokenBucket(rate: rate, now: Clock.monotonic) : nil
  }

  func start(over connection: ClientConnection, metadata: Metadata) {
    let call = connection.stream(
      PeerPaths.snapshot, metadata: metadata, waitForReady: true,
      handlers: ClientStreamHandlers(
        onMessage: { [weak self] bytes in self?.heard(bytes) },
        onWritable: { [weak self] in self?.pump() },
        onEnd: { [weak self] in self?.end("\($0.status)") }))
    self.call = call
    call.send(SnapshotChunk.header(header).encoded())
  }

  /// How much of it is sent, of 100.
  var percent: Int {
    let files = header.manifest.files
    let all = header.manifest.totalSize
    guard all > 0 else { return 0 }
    let before = files.prefix(file).reduce(0) { $0 + $1.size } + offset
    return Int(min(before, all) * 100 / all)
  }

  func cancel() {
    end("it is not wanted any more")
    call?.cancel()
  }

  private func heard(_ bytes: Bytes) {
    guard let progress = SnapshotProgress(bytes), progress.error.isEmpty else {
      let said = SnapshotProgress(bytes)?.error.prefix(500)
      end(said.map(String.init) ?? "its answer cannot be read")
      return cancel()
    }
    if progress.isComplete {
      call?.halfClose()
      return end(nil)
    }
    guard !hasBegun else { return }
    hasBegun = true
    file = progress.file
    offset = progress.offset
    pump()
  }

  private func pump() {
    guard hasBegun, !isReading, completion != nil, let call, call.isWritable else { return }
    let files = header.manifest.files
    while file < files.count, offset >= files[file].size {
      // An empty file is said by an empty chunk.
      if files[file].size == 0 {
        call.send(SnapshotChunk.data(file: file, offset: 0, []).encoded())
      }
      file += 1
      offset = 0
    }
    guard file < files.count else {
      hasBegun = false
      call.send(SnapshotChunk.end(bytes: sent).encoded())
      return
    }
    if let wait = bucket?.wait(now: Clock.monotonic) { return rest(wait) }
    isReading = true
    let (reader, file, offset) = (reader, file, offset)
    pool.runIfActive(eventLoop: loop) {
      Result<Bytes, StorageError> { () throws(StorageError) in
        try reader.chunk(file: file, offset: offset, maxBytes: SnapshotSender.chunk)
      }
    }.assumeIsolated().whenComplete { [weak self] result in
      self?.read(result)
    }
  }

  /// Goes on when the rate allows it.
  private func rest(_ wait: Timeout) {
    guard !isResting else { return }
    isResting = true
    loop.assumeIsolated().scheduleTask(in: .microseconds(wait.microseconds)) { [weak self] in
      self?.isResting = false
      self?.pump()
    }
  }

  private func read(_ result: Result<Result<Bytes, StorageError>, any Error>) {
    isReading = false
    guard completion != nil, let call, passes() else { return }
    let bytes: Bytes
    switch result {
    case .success(.success(let chunk)) where !chunk.isEmpty: bytes = chunk
    case .success(.failure(let error)):
      end(error.description)
      return cancel()
    case .success, .failure:
      end("the checkpoint ended early, or the node is stopping")
      return cancel()
    }
    call.send(SnapshotChunk.data(file: file, offset: offset, bytes).encoded())
    offset += UInt64(bytes.count)
    sent += UInt64(bytes.count)
    bucket?.take(bytes.count, now: Clock.monotonic)
    pump()
  }

  private func end(_ refusal: String?) {
    completion?(refusal)
    completion = nil
  }
}
