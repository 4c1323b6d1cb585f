internal import GRPC
internal import NIOCore
public import Units

/// The messages of a streaming call, in order, read no faster than they are taken. Ends with the
/// call; a call that ended other than with OK throws `CallError`. Not tried again by itself: whoever
/// reads knows from where to go on.
public final class MessageStream: AsyncSequence, Sendable {
  public typealias Element = Bytes
  public typealias Failure = any Error
  typealias Producer = NIOThrowingAsyncSequenceProducer<
    Bytes, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, Flow
  >

  /// Messages that wait to be taken before the call is paused.
  static let highWatermark = 256

  private let sequence: Producer
  private let open: NIOLoopBoundBox<OpenStream>
  private let eventLoop: any EventLoop

  init(
    path: String, first: Bytes?, options: CallOptions, keepsOpen: Bool,
    channel: NIOLoopBound<ClusterChannel>, eventLoop: any EventLoop
  ) {
    self.eventLoop = eventLoop
    let open = NIOLoopBoundBox.makeBoxSendingValue(OpenStream(), eventLoop: eventLoop)
    self.open = open
    let made = Producer.makeSequence(
      elementType: Bytes.self, failureType: (any Error).self,
      backPressureStrategy: .init(lowWatermark: 64, highWatermark: MessageStream.highWatermark),
      finishOnDeinit: false, delegate: Flow(open: open, eventLoop: eventLoop))
    sequence = made.sequence
    let source = made.source
    eventLoop.execute {
      open.value.start(
        on: channel.value, path: path, first: first, options: options, keepsOpen: keepsOpen,
        source: source)
    }
  }

  /// Queues one more request; does nothing after the end.
  public func send(_ message: Bytes) {
    let open = open
    eventLoop.execute { open.value.call?.send(message) }
  }

  /// No more requests from this side.
  public func halfClose() {
    let open = open
    eventLoop.execute { open.value.call?.halfClose() }
  }

  public func cancel() {
    let open = open
    eventLoop.execute { open.value.call?.cancel() }
  }

  public func makeAsyncIterator() -> Iterator { Iterator(base: sequence.makeAsyncIterator()) }

  public struct Iterator: AsyncIteratorProtocol {
    let base: Producer.AsyncIterator

    public mutating func next() async throws -> Bytes? { try await base.next() }
  }

  /// Pauses and resumes the call as messages pile up or are taken.
  struct Flow: NIOAsyncSequenceProducerDelegate {
    let open: NIOLoopBoundBox<OpenStream>
    let eventLoop: any EventLoop

    func produceMore() {
      let open = open
      eventLoop.execute { open.value.call?.resume() }
    }

    func didTerminate() {
      let open = open
      eventLoop.execute { open.value.call?.cancel() }
    }
  }
}

/// A streaming call while it is open; on the loop only.
struct OpenStream {
  var call: ClientCall?

  mutating func start(
    on channel: ClusterChannel, path: String, first: Bytes?, options: CallOptions, keepsOpen: Bool,
    source: MessageStream.Producer.Source
  ) {
    let place = channel.preferred
    let address = channel.addresses[place]
    // Handed over while the call is not yet stored: nothing is paused before the first message.
    let box = CallBox()
    let handlers = ClientStreamHandlers(
      onMessage: { message in
        if case .stopProducing = source.yield(message) { box.call?.pause() }
      },
      onEnd: { reply in
        if reply.isFromServer, options.followsLeader { channel.learn(from: reply.trailers) }
        if reply.status.code == .unavailable { channel.avoid(place) }
        if reply.status.isOK {
          source.finish()
        } else {
          source.finish(
            CallError(
              status: reply.status, address: address, attempts: 1,
              isFromServer: reply.isFromServer, trailers: reply.trailers))
        }
      })
    let started = channel.connection(place).stream(
      path, metadata: channel.metadata(for: options),
      deadline: options.timeout == .zero ? .distantFuture : channel.turn.now + options.timeout,
      handlers: handlers)
    box.call = started
    call = started
    if let first { started.send(first) }
    if !keepsOpen { started.halfClose() }
  }
}

private final class CallBox {
  var call: ClientCall?
}
