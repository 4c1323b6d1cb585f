internal import GRPC
internal import Messages
internal import NIOCore
internal import Node
internal import Units

/// Streams a backup, piece by piece, no faster than asked and no faster than it is taken:
/// `SaveSnapshot`. One piece is read ahead, on a thread that may wait.
final class BackupStream {
  private let call: NodeCall
  private let node: Node
  private let backup: Backup
  /// Bytes a second; 0 is no bound.
  private let rate: UInt64
  private var offset: UInt64
  /// When the next piece may go, where there is a bound.
  private var next: Monotonic
  private var isReading = false
  private var isResting = false
  private var isOver = false

  /// Bytes of a piece.
  static let piece = 256 << 10

  static func start(_ request: SaveSnapshotRequest, _ call: NodeCall, _ desk: Desk) {
    let node = desk.node
    if !request.token.isEmpty, let backup = node.backup(request.token),
      (UInt64(backup.head.count)...backup.end).contains(request.offset)
    {
      return BackupStream(backup, call, node, request.rate, request.offset).pump()
    }
    // Whoever asks and goes away meanwhile: what was made for it is kept for a while, and dropped.
    node.beginBackup { result in
      switch result {
      case .failure(let failure): call.fail(failure, at: node.mark)
      case .success(let backup):
        let stream = BackupStream(
          backup, call, node, request.rate, UInt64(backup.head.count))
        call.call.send(SaveSnapshotResponse(item: .header(backup.described)).encoded())
        stream.pump()
      }
    }
  }

  private init(
    _ backup: Backup, _ call: NodeCall, _ node: Node, _ rate: UInt64, _ offset: UInt64
  ) {
    self.backup = backup
    self.call = call
    self.node = node
    self.rate = rate
    self.offset = offset
    next = node.turn.now
    node.use(backup)
    call.call.onWritable { [self] in pump() }
    call.call.onCancel { [self] _ in
      end(isComplete: false)
      call.call.fail(Status(.cancelled))
    }
    if call.call.isEnded {
      end(isComplete: false)
      call.call.fail(Status(.cancelled))
    }
  }

  private func pump() {
    guard !isOver, !isReading, !isResting, call.call.isWritable else { return }
    guard offset < backup.end else {
      end(isComplete: true)
      return call.call.finish()
    }
    let wait = next - node.turn.now
    guard wait <= .zero else { return rest(wait) }
    isReading = true
    node.read(backup, at: offset, count: BackupStream.piece) { [self] result in
      isReading = false
      guard !isOver else { return }
      switch result {
      case .failure(let failure):
        end(isComplete: false)
        call.fail(failure, at: node.mark)
      case .success(let bytes): send(bytes)
      }
    }
  }

  private func send(_ bytes: Bytes) {
    call.call.send(
      SaveSnapshotResponse(
        item: .chunk(
          SaveSnapshotResponse.Chunk(
            offset: offset, data: bytes, crc32c: CRC32C(bytes).value))
      ).encoded())
    offset += UInt64(bytes.count)
    if rate > 0 {
      let span = UInt64(bytes.count).multipliedReportingOverflow(by: 1_000_000)
      next = max(next, node.turn.now) + .microseconds(Int64(clamping: span.partialValue / rate))
    }
    pump()
  }

  private func rest(_ span: Timeout) {
    isResting = true
    node.turn.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(span.microseconds)) {
      [self] in
      isResting = false
      pump()
    }
  }

  private func end(isComplete: Bool) {
    guard !isOver else { return }
    isOver = true
    node.end(backup, isComplete: isComplete)
  }
}
