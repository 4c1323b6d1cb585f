import GRPC
import Journal
import NIOCore
import NIOPosix
import Storage
import Synchronization
import Units

/// Takes a snapshot that another node streams here into a directory of its own, on a thread that
/// may wait. One chunk at a time: the stream is paused while one is being written.
final class SnapshotReception {
  let from: NodeID
  private(set) var header: SnapshotHeader?
  /// Why it was not taken, where this node said so.
  private(set) var refusal: String?
  private let call: ServerCall
  private let pool: NIOThreadPool
  private let loop: any EventLoop
  private let directory: (JournalPosition) -> String
  private let desk = ReceiverDesk()
  /// Whole, checked and durable; or not to be had.
  private var completion: ((SnapshotReception, SnapshotHeader?) -> Void)?
  /// The disk failed: the process is to end.
  private let onFailure: (StorageError) -> Void
  /// Why what is announced may not come in, where it may not.
  private let objection: (SnapshotHeader) -> String?

  init(
    _ call: ServerCall, from: NodeID, pool: NIOThreadPool, loop: any EventLoop,
    directory: @escaping (JournalPosition) -> String,
    objection: @escaping (SnapshotHeader) -> String?,
    onFailure: @escaping (StorageError) -> Void,
    completion: @escaping (SnapshotReception, SnapshotHeader?) -> Void
  ) {
    self.onFailure = onFailure
    self.objection = objection
    self.call = call
    self.from = from
    self.pool = pool
    self.loop = loop
    self.directory = directory
    self.completion = completion
    call.onMessage { [self] bytes in took(bytes) }
    call.onHalfClose { [self] in
      end(nil)
      call.finish()
    }
    call.onCancel { [self] _ in
      end(nil)
      call.fail(Status(.cancelled))
    }
  }

  /// Another stream takes its place.
  func cancel() {
    guard completion != nil else { return }
    refuse("a newer stream has come")
  }

  private func took(_ bytes: Bytes) {
    guard completion != nil else { return }
    guard let chunk = SnapshotChunk(bytes) else { return refuse("a chunk is damaged or malformed") }
    switch chunk {
    case .header(let header):
      guard self.header == nil else { return refuse("a second header") }
      if let why = objection(header) { return refuse(why) }
      self.header = header
      let path = directory(header.manifest.position)
      run { desk throws(StorageError) in
        try desk.open(path, header.manifest)
      } then: { [self] in
        let next = $0 ?? (file: header.manifest.files.count, offset: 0)
        call.send(SnapshotProgress(file: next.file, offset: next.offset).encoded())
      }
    case .data(let file, let offset, let bytes):
      run { desk throws(StorageError) in
        try desk.write(file, offset, bytes)
      } then: { _ in
      }
    case .end:
      run { desk throws(StorageError) in
        try desk.finish()
      } then: { [self] _ in
        call.send(SnapshotProgress(isComplete: true).encoded())
        end(header)
      }
    }
  }

  private func run(
    _ work: @escaping @Sendable (ReceiverDesk) throws(StorageError) -> ReceiverDesk.Place?,
    then: @escaping (ReceiverDesk.Place?) -> Void
  ) {
    call.pause()
    let desk = desk
    pool.runIfActive(eventLoop: loop) {
      Result<ReceiverDesk.Place?, StorageError> { () throws(StorageError) in try work(desk) }
    }.assumeIsolated().whenComplete { [self] result in
      guard completion != nil else { return }
      switch result {
      case .success(.success(let place)):
        then(place)
        call.resume()
      case .success(.failure(let error)):
        refuse(error.description)
        if error.code == .io { onFailure(error) }
      case .failure: refuse("the node is shutting down")
      }
    }
  }

  private func refuse(_ why: String) {
    refusal = why
    call.send(SnapshotProgress(error: why).encoded())
    call.finish()
    end(nil)
  }

  private func end(_ header: SnapshotHeader?) {
    let completion = completion
    self.completion = nil
    completion?(self, header)
  }
}

/// Owner of the receiver, which one thread at a time works with.
final class ReceiverDesk: Sendable {
  typealias Place = (file: Int, offset: UInt64)

  private let receiver = Mutex<SnapshotReceiver?>(nil)

  func open(_ directory: String, _ manifest: SnapshotManifest) throws(StorageError) -> Place? {
    try receiver.withLock { receiver throws(StorageError) in
      receiver = try SnapshotReceiver(directory: directory, manifest: manifest)
      return receiver?.next
    }
  }

  func write(_ file: Int, _ offset: UInt64, _ bytes: Bytes) throws(StorageError) -> Place? {
    try receiver.withLock { receiver throws(StorageError) in
      try receiver?.write(file: file, offset: offset, bytes)
      return nil
    }
  }

  func finish() throws(StorageError) -> Place? {
    try receiver.withLock { receiver throws(StorageError) in
      if let whole = receiver.take() { try whole.finish() }
      return nil
    }
  }
}
