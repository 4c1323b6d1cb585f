import NIOCore
import NIOPosix
import Sandbox
import Units

/// The supervisor's pipes on the event loop: commands out, reports in. On the loop only.
final class SupervisorLink {
  private let eventLoop: any EventLoop
  private let pool: NIOThreadPool
  private var channel: (any Channel)?
  /// Said before the pipes were open.
  private var early: [SupervisorCommand] = []
  var onReport: ((SupervisorReport) -> Void)?
  /// The supervisor is gone; called once.
  var onEnd: (() -> Void)?

  init(eventLoop: any EventLoop, pool: NIOThreadPool) {
    self.eventLoop = eventLoop
    self.pool = pool
  }

  /// Starts a supervisor. - Throws: what kept it from starting.
  func start(program: String, directory: String) throws {
    let process = try SupervisorProcess(program: program, directory: directory)
    let pid = process.pid
    let pipes = process.takeDescriptors()
    let handler = NIOLoopBound(ReportHandler(self, pid: pid), eventLoop: eventLoop)
    NIOPipeBootstrap(group: eventLoop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(handler.value)
        }
      }
      .takingOwnershipOfDescriptors(input: pipes.reports, output: pipes.commands)
      .assumeIsolated()
      .whenComplete { [weak self] result in
        guard let self else { return }
        switch result {
        case .success(let channel):
          self.channel = channel
          let commands = early
          early = []
          for command in commands { send(command) }
        case .failure: ended(pid)
        }
      }
  }

  func send(_ command: SupervisorCommand) {
    guard let channel else { return early.append(command) }
    channel.writeAndFlush(ByteBuffer(bytes: command.encoded), promise: nil)
  }

  /// The supervisor kills what runs, and ends.
  func close() {
    onReport = nil
    onEnd = nil
    channel?.close(promise: nil)
    channel = nil
  }

  fileprivate func ended(_ pid: Int32) {
    channel = nil
    early = []
    // The zombie is taken away where waiting is allowed; its end was seen already.
    pool.submit { _ in HostFiles.wait(forChild: pid) }
    onEnd?()
  }

  fileprivate final class ReportHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let link: SupervisorLink
    private let pid: Int32
    private var frames = FrameBuffer()

    init(_ link: SupervisorLink, pid: Int32) {
      self.link = link
      self.pid = pid
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let buffer = unwrapInboundIn(data)
      frames.append(Bytes(buffer.readableBytesView)[...])
      do {
        while let frame = try frames.next() { link.onReport?(try SupervisorReport(frame: frame)) }
      } catch {
        // Damaged beyond use: closing the pipe ends it, and another is started.
        context.close(promise: nil)
      }
    }

    func channelInactive(context: ChannelHandlerContext) { link.ended(pid) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }
}
