internal import CFaultLab
internal import Glibc
internal import Synchronization
internal import Units

/// Where everything that a run makes lives: namespaces of its own for processes, mounts and network,
/// if the kernel lets us have them. The kernel ends such a world with its first process, however
/// that dies: what is in it cannot be left behind, kill -9 included. What lies on a disk is in the
/// ledger.
public enum World: Sendable {
  /// Namespaces of our own: processes, interfaces, rules and mounts go with us.
  case own
  /// The machine's: only loopback, proxies and signals. With the kernel's word on why.
  case shared(reason: String)

  /// Goes into a world of its own where that is possible; before any thread is started. The process
  /// that called becomes its stand-in outside and never returns from here.
  public static func enter() -> World {
    let error = carillon_lab_enter()
    if error == 0 { return .own }
    guard let text = unsafe strerror(error) else { return .shared(reason: "error \(error)") }
    return .shared(reason: unsafe String(cString: text))
  }

  public var isOwn: Bool {
    if case .own = self { return true }
    return false
  }

  /// A signal was heard: no node is started any more.
  static let isEnding = Atomic(false)

  /// Where a signal was heard, the process ends by it: what failed meanwhile did so because of it.
  public static func leaveEndToSignal() {
    while isEnding.load(ordering: .sequentiallyConsistent) { System.pause(.milliseconds(10)) }
  }

  /// SIGINT, SIGTERM and SIGHUP wait for `onSignal` from now on.
  public static func holdSignals() { _ = carillon_lab_catch_signals() }

  /// From now on the signals that are held call `body` on a thread of its own, once, and end the
  /// process with 128 and the signal.
  public static func onSignal(_ body: @escaping @Sendable () -> Void) {
    let watcher = Watcher(body)
    var thread = pthread_t()
    // The retain keeps it for the thread, which ends with the process.
    let raw = unsafe Unmanaged.passRetained(watcher).toOpaque()
    unsafe pthread_create(
      &thread, nil,
      { raw in
        let number = carillon_lab_wait_signal()
        // Without its pipe there is nothing to hear.
        guard number > 0 else { return nil }
        if let raw = unsafe raw {
          World.isEnding.store(true, ordering: .sequentiallyConsistent)
          // In a world of our own we are its first process: everybody else in it ends.
          if getpid() == 1 { _ = kill(-1, SIGKILL) }
          unsafe Unmanaged<Watcher>.fromOpaque(raw).takeUnretainedValue().body()
        }
        _exit(128 + number)
      }, raw)
  }

  private final class Watcher: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
