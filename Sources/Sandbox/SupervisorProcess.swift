import Glibc
public import Units

/// A supervisor as its worker holds it: a process and the two ends of its pipes.
///
/// Closing the commands' end ends the supervisor and all that runs under it.
public final class SupervisorProcess {
  /// Why a supervisor could not be started or spoken to.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public let pid: Int32
  /// To be written to; -1 once closed or handed over.
  public private(set) var commands: Int32
  /// To be read from; -1 once closed or handed over.
  public private(set) var reports: Int32
  private var buffer = FrameBuffer()

  /// Starts one, after which what an earlier supervisor of `directory` left running is being
  /// killed. Its first report says that it is ready.
  ///
  /// `program` is run as `program sandbox-supervisor DIRECTORY`; the default is this very binary.
  /// Without `controlGroups` it samples and walks the process table even where it could make some.
  /// Writing to a broken pipe becomes an error in the whole calling process.
  public init(program: String = "/proc/self/exe", directory: String, controlGroups: Bool = true)
    throws(Failure)
  {
    Kernel.ignoreBrokenPipes()
    do {
      let down = try Kernel.pipe()
      let up: (read: Int32, write: Int32)
      do {
        up = try Kernel.pipe()
      } catch {
        Kernel.close(down.read)
        Kernel.close(down.write)
        throw error
      }
      defer {
        Kernel.close(down.read)
        Kernel.close(up.write)
      }
      let environment = ["PATH", "LD_LIBRARY_PATH"].compactMap(Kernel.variable)
      do {
        pid = try Kernel.spawn(
          Kernel.Spawn(
            arguments: [program, SupervisorMain.argument, directory]
              + (controlGroups ? [] : [SupervisorMain.noControlGroups]),
            environment: environment,
            directory: "/", descriptors: [down.read, up.write, 2, -1, -1]))
      } catch {
        Kernel.close(down.write)
        Kernel.close(up.read)
        throw error
      }
      commands = down.write
      reports = up.read
    } catch {
      throw Failure(description: "cannot start the supervisor: \(error)")
    }
  }

  /// Gives both descriptors away: the caller closes them from now on.
  public func takeDescriptors() -> (reports: Int32, commands: Int32) {
    defer {
      reports = -1
      commands = -1
    }
    return (reports, commands)
  }

  /// Sends a command, waiting for room in the pipe: for a thread that may.
  public func send(_ command: SupervisorCommand) throws(Failure) {
    var rest = command.encoded[...]
    while !rest.isEmpty {
      guard case .bytes(let count) = Kernel.write(commands, rest) else {
        throw Failure(description: "the supervisor is gone")
      }
      rest = rest.dropFirst(count)
    }
  }

  /// The next report, waiting for it at most so long: for a thread that may. Nil where the time is
  /// over or the supervisor has ended.
  public func receive(within timeout: Timeout) throws(Failure) -> SupervisorReport? {
    let end = Kernel.now() + timeout
    do {
      while true {
        if let frame = try buffer.next() { return try SupervisorReport(frame: frame) }
        let left = (end - Kernel.now()).milliseconds
        guard left > 0 else { return nil }
        var set = [pollfd(fd: reports, events: Int16(POLLIN), revents: 0)]
        Kernel.poll(&set, milliseconds: Int32(clamping: left))
        guard set[0].revents != 0 else { return nil }
        var bytes: Bytes = []
        guard case .bytes = Kernel.read(reports, limit: 65_536, into: &bytes) else { return nil }
        buffer.append(bytes[...])
      }
    } catch {
      throw Failure(description: "the supervisor talks nonsense")
    }
  }

  /// Closes the pipes: the supervisor kills what runs and ends.
  public func close() {
    Kernel.close(commands)
    Kernel.close(reports)
    commands = -1
    reports = -1
  }

  /// Waits for the process to end, for a thread that may, and gives its exit code (-1: a signal).
  @discardableResult
  public func wait() -> Int32 { Kernel.wait(pid) }

  deinit { close() }
}

/// CLOCK_BOOTTIME: what deadlines for a supervisor are counted on.
public enum BootClock {
  public static var now: Monotonic { Kernel.now() }
}
