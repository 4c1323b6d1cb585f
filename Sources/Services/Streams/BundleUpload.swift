internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// A bundle that comes in: cut into chunks of one size, each of which is a command. What came before
/// a break is kept, so that the next upload goes on at `Bundle.received`.
final class BundleUpload {
  private let call: ServerCall
  private let desk: Desk
  private var hash: ContentHash?
  private var size: UInt64 = 0
  /// Bytes received and not yet sent on as a chunk.
  private var pending: Bytes = []
  /// The offset of the first of them.
  private var offset: UInt64 = 0
  private var isSubmitting = false
  private var isHalfClosed = false
  private var isOver = false

  init(_ call: ServerCall, _ desk: Desk) {
    self.call = call
    self.desk = desk
  }

  func start() {
    call.onMessage { [self] message in received(message) }
    call.onHalfClose { [self] in
      isHalfClosed = true
      advance()
    }
    call.onCancel { [self] _ in
      isOver = true
      call.fail(Status(.cancelled))
    }
  }

  private func received(_ message: Bytes) {
    guard !isOver else { return }
    do throws(Failure) {
      try take(try UploadBundleRequest(decoding: message))
    } catch {
      finish(error)
    }
  }

  private func take(_ request: UploadBundleRequest) throws(Failure) {
    if hash == nil {
      guard let named = ContentHash(text: request.hash) else {
        throw Failure.field(
          "hash", .fieldInvalid, "'\(request.hash.prefix(80))' is no SHA-256 in hexadecimal")
      }
      guard (1...BundleChunkCommand.mostBundle).contains(request.size) else {
        throw Failure.field(
          "size", .payloadTooLarge,
          "\(request.size) bytes, a bundle has 1 to \(BundleChunkCommand.mostBundle)")
      }
      hash = named
      size = request.size
      offset = request.offset
      guard offset % UInt64(BundleChunkCommand.chunkBytes) == 0, offset <= size else {
        throw Failure.field(
          "offset", .fieldInvalid,
          "\(offset) is not where the bundle's upload stands: ask GetBundle for `received`")
      }
    }
    if request.crc32c != 0, request.crc32c != CRC32C(request.data).value {
      throw Failure.field("data", .bundleCorrupt, "the bytes do not match their CRC32C: send again")
    }
    guard
      request.offset == 0 && offset == 0 && pending.isEmpty
        || request.offset == offset + UInt64(pending.count)
    else {
      throw Failure.field(
        "offset", .fieldInvalid,
        "\(request.offset) does not follow \(offset + UInt64(pending.count))")
    }
    pending += request.data
    guard offset + UInt64(pending.count) <= size else {
      throw Failure.field("data", .bundleCorrupt, "more bytes than the \(size) that were announced")
    }
    if pending.count > 4 * BundleChunkCommand.chunkBytes { call.pause() }
    advance()
  }

  /// Sends on the next chunk once the one before is stored.
  private func advance() {
    guard !isSubmitting, !isOver, let hash else {
      if isHalfClosed && hash == nil && !isOver {
        finish(Failure.field("hash", .fieldInvalid, "nothing was sent"))
      }
      return
    }
    let isLast = offset + UInt64(pending.count) == size
    guard pending.count >= BundleChunkCommand.chunkBytes || isLast && !pending.isEmpty else {
      if isHalfClosed {
        finish(
          Failure.field(
            "data", .bundleCorrupt, "the stream ended after \(offset) of \(size) bytes"))
      }
      return
    }
    let chunk = Bytes(pending.prefix(BundleChunkCommand.chunkBytes))
    let command = BundleChunkCommand(
      bundle: hash, chunk: UInt32(offset / UInt64(BundleChunkCommand.chunkBytes)),
      isLast: offset + UInt64(chunk.count) == size, bytes: chunk)
    isSubmitting = true
    let header = CommandHeader(.putBundleChunk, principal: desk.principal(call))
    desk.node.submit(Command(header, body: command.encoded()), for: nil) { [self] answer in
      guard !isOver else { return }
      isSubmitting = false
      if case .failure(let failure) = answer.result { return finish(failure) }
      offset += UInt64(chunk.count)
      pending.removeFirst(chunk.count)
      if pending.count <= BundleChunkCommand.chunkBytes { call.resume() }
      guard offset < size else {
        isOver = true
        let bundle = Bundle(hash: hash.description, size: size, received: size, complete: true)
        return call.respond(UploadBundleResponse(bundle: bundle).encoded())
      }
      advance()
    }
  }

  private func finish(_ failure: Failure) {
    isOver = true
    call.fail(Status(failure))
  }
}

/// A bundle that goes out, chunk by chunk, no faster than it is taken.
final class BundleDownload {
  private let call: NodeCall
  private let node: Node
  private let hash: ContentHash
  private var chunk: UInt32
  private var isReading = false
  private var isOver = false

  init(_ request: DownloadBundleRequest, _ call: NodeCall, _ node: Node) throws(Failure) {
    guard let hash = ContentHash(text: request.hash) else {
      throw Failure.field(
        "hash", .fieldInvalid, "'\(request.hash.prefix(80))' is no SHA-256 in hexadecimal")
    }
    guard request.offset % UInt64(BundleChunkCommand.chunkBytes) == 0,
      request.offset < BundleChunkCommand.mostBundle
    else {
      throw Failure.field(
        "offset", .fieldInvalid,
        "a download goes on at a multiple of \(BundleChunkCommand.chunkBytes) bytes")
    }
    self.hash = hash
    self.call = call
    self.node = node
    chunk = UInt32(request.offset / UInt64(BundleChunkCommand.chunkBytes))
  }

  func start() {
    call.call.onWritable { [self] in read() }
    call.call.onCancel { [self] _ in
      isOver = true
      call.call.fail(Status(.cancelled))
    }
    read()
  }

  private func read() {
    guard !isReading, !isOver, call.call.isWritable else { return }
    isReading = true
    var body = hash.bytes
    body.append(bigEndian: chunk)
    let query = Query(.bundleChunk, body)
    node.query(query, chunk == 0 ? .linearizable : .stale) { [self] answer in
      guard !isOver else { return }
      isReading = false
      switch answer.result {
      case .failure(let failure):
        isOver = true
        call.fail(failure, at: answer.mark)
      case .success(let bytes):
        guard let response = try? DownloadBundleResponse(decoding: bytes) else {
          isOver = true
          return call.fail(
            Failure(.dataLoss, .bundleCorrupt, "a chunk of the bundle cannot be read"),
            at: node.mark)
        }
        call.call.send(bytes)
        chunk += 1
        if response.offset + UInt64(response.data.count) >= response.size {
          isOver = true
          return call.call.finish()
        }
        read()
      }
    }
  }
}
