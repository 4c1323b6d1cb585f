internal import HTTP2
internal import NIOCore
internal import Units

/// Sums everything that two nodes say to each other, below HTTP/2, so that a bit turned over on the way
/// breaks the connection at once, whatever it was part of. TCP's own checksum lets one in 65,536 pass,
/// and HTTP/2 has none: an altered length or WINDOW_UPDATE leaves a stream that waits for ever on a
/// connection that is well, and an altered payload is believed.
///
/// A client begins with `magic`; then both say frames, one for each write:
///
///     0  length of the bytes                        u32   1 ... 1 MiB
///     4  CRC32C of them, continuing the last one's  u32   so that a frame left out shows too
///     8  CRC32C of these eight bytes               u32   so that nobody waits for a wrong length
///    12  bytes
///
/// Little-endian. A server tells by the first bytes whether its peer seals; whoever does not, stock
/// clients among them, is served as it speaks, and this handler goes away. TLS takes its place.
final class SealedBytes: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// No method of HTTP begins with it.
  static let magic = Array("CARSEAL1".utf8)
  static let headerSize = 12
  static let mostBytes = 1 << 20
  /// Of one frame that is written: the other end hears nothing before all of one is there.
  static let frameBytes = 32 << 10

  private enum State { case undecided, sealed, plain, broken }

  private var state: State
  /// Said by a client before its first frame.
  private var mustGreet: Bool
  private var held = ByteBuffer()
  /// What a server has to say before it knows to whom: mostly nothing.
  private var unsaid: [(NIOAny, EventLoopPromise<Void>?)] = []
  private var received = CRC32C()
  private var sent = CRC32C()

  init(isServer: Bool) {
    state = isServer ? .undecided : .sealed
    mustGreet = !isServer
  }

  // MARK: Reading

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch state {
    case .plain: return context.fireChannelRead(data)
    case .broken: return
    case .undecided, .sealed: break
    }
    var bytes = unwrapInboundIn(data)
    if held.readableBytes == 0 { held = bytes } else { held.writeBuffer(&bytes) }
    if state == .undecided { decide(context) }
    if state == .sealed { unseal(context) }
  }

  private func decide(_ context: ChannelHandlerContext) {
    let first = held.readableBytesView.prefix(SealedBytes.magic.count)
    guard SealedBytes.magic.starts(with: first) else {
      state = .plain
      sayHeld(context)
      let bytes = held
      held = ByteBuffer()
      context.fireChannelRead(wrapInboundOut(bytes))
      return context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
    guard first.count == SealedBytes.magic.count else { return }
    held.moveReaderIndex(forwardBy: first.count)
    state = .sealed
    sayHeld(context)
  }

  private func sayHeld(_ context: ChannelHandlerContext) {
    guard !unsaid.isEmpty else { return }
    let writes = unsaid
    unsaid = []
    for (data, promise) in writes { write(context: context, data: data, promise: promise) }
    context.flush()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    for (_, promise) in unsaid { promise?.fail(ChannelError.alreadyClosed) }
    unsaid = []
  }

  private func unseal(_ context: ChannelHandlerContext) {
    while state == .sealed, held.readableBytes >= SealedBytes.headerSize {
      let start = held.readerIndex
      guard let count = held.getInteger(at: start, endianness: .little, as: UInt32.self),
        let sum = held.getInteger(at: start + 4, endianness: .little, as: UInt32.self),
        let check = held.getInteger(at: start + 8, endianness: .little, as: UInt32.self),
        check == SealedBytes.check(count, sum), (1...SealedBytes.mostBytes).contains(Int(count))
      else { return fail(context) }
      guard held.readableBytes >= SealedBytes.headerSize + Int(count) else { break }
      held.moveReaderIndex(forwardBy: SealedBytes.headerSize)
      guard let bytes = held.readSlice(length: Int(count)) else { return fail(context) }
      // The bytes outlive the call.
      unsafe bytes.withUnsafeReadableBytes { unsafe received.update($0) }
      guard received.value == sum else { return fail(context) }
      context.fireChannelRead(wrapInboundOut(bytes))
    }
    if held.readableBytes == 0 { held = ByteBuffer() } else { held.discardReadBytes() }
  }

  private func fail(_ context: ChannelHandlerContext) {
    state = .broken
    held = ByteBuffer()
    context.fireErrorCaught(AlteredBytes())
  }

  // MARK: Writing

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch state {
    case .plain: return context.write(data, promise: promise)
    case .undecided: return unsaid.append((data, promise))
    case .sealed, .broken: break
    }
    var bytes = unwrapOutboundIn(data)
    while bytes.readableBytes > SealedBytes.frameBytes,
      let piece = bytes.readSlice(length: SealedBytes.frameBytes)
    {
      seal(context, piece, nil)
    }
    guard bytes.readableBytes > 0 else {
      promise?.succeed(())
      return
    }
    seal(context, bytes, promise)
  }

  static func check(_ count: UInt32, _ sum: UInt32) -> UInt32 {
    var words = (count.littleEndian, sum.littleEndian)
    var checksum = CRC32C()
    // Two words without a gap.
    unsafe withUnsafeBytes(of: &words) { unsafe checksum.update($0) }
    return checksum.value
  }

  private func seal(
    _ context: ChannelHandlerContext, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?
  ) {
    // The bytes outlive the call.
    unsafe bytes.withUnsafeReadableBytes { unsafe sent.update($0) }
    var header = context.channel.allocator.buffer(capacity: 32)
    if mustGreet {
      mustGreet = false
      header.writeBytes(SealedBytes.magic)
    }
    let count = UInt32(bytes.readableBytes)
    header.writeInteger(count, endianness: .little)
    header.writeInteger(sent.value, endianness: .little)
    header.writeInteger(SealedBytes.check(count, sent.value), endianness: .little)
    context.write(wrapOutboundOut(header), promise: nil)
    context.write(wrapOutboundOut(bytes), promise: promise)
  }
}
