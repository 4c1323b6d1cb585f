internal import NIOCore

/// The connection's place in the channel's pipeline: passes events on, decides nothing.
final class WireHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let connection: Connection
  /// A read that was put off because the peer does not take what we write.
  private var heldRead = false

  init(_ connection: Connection) { self.connection = connection }

  func handlerAdded(context: ChannelHandlerContext) {
    connection.context = context
    if context.channel.isActive { begin() }
  }

  func handlerRemoved(context: ChannelHandlerContext) { connection.lost(.endOfFile) }

  func channelActive(context: ChannelHandlerContext) {
    begin()
    context.fireChannelActive()
  }

  /// A client speaks first. A server says its SETTINGS with the first bytes that it reads, which no
  /// client of HTTP/2 waits for, so that whoever speaks HTTP/1 gets an answer that it can read.
  private func begin() {
    if !connection.isServer { connection.wantsFlush() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    connection.received(unwrapInboundIn(data))
  }

  func channelReadComplete(context: ChannelHandlerContext) { connection.burstEnded() }

  /// A client that does not read what we say is not listened to either, so that what it makes us
  /// answer stays bounded. Clients always read, or two ends that both wait would wait for ever.
  func read(context: ChannelHandlerContext) {
    if !connection.isServer || context.channel.isWritable {
      context.read()
    } else {
      heldRead = true
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      connection.wantsFlush()
      if heldRead {
        heldRead = false
        context.read()
      }
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { connection.inputClosed() }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    connection.lost(error is AlteredBytes ? .altered : .failed("\(error)"))
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    connection.lost(.endOfFile)
    context.fireChannelInactive()
  }
}
