import Glibc

/// A mutex and a condition: what a queue between the loop and a thread needs. A signal nobody waits
/// for costs no system call.
///
/// `@safe`, `@unchecked`: the two words live as long as the object, are shared by design, and are
/// touched by the pthread calls alone.
@safe final class Gate: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    // With default attributes these return 0 (glibc).
    _ = unsafe pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    _ = unsafe pthread_condattr_init(&attributes)
    _ = unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    _ = unsafe pthread_cond_init(condition, &attributes)
    _ = unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    _ = unsafe pthread_cond_destroy(condition)
    _ = unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  // A plain mutex that is used rightly does not fail: EDEADLK and EPERM are for checking ones.
  func lock() { _ = unsafe pthread_mutex_lock(mutex) }
  func unlock() { _ = unsafe pthread_mutex_unlock(mutex) }
  func signal() { _ = unsafe pthread_cond_signal(condition) }
  func broadcast() { _ = unsafe pthread_cond_broadcast(condition) }

  /// To be called with the lock held; may wake without cause.
  func wait() { _ = unsafe pthread_cond_wait(condition, mutex) }

  /// Of a clock that nobody sets, to a few milliseconds.
  static var milliseconds: Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }

  /// As `wait`; false where the time is over.
  func wait(milliseconds: Int) -> Bool {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let nanoseconds = time.tv_nsec + (milliseconds % 1_000) * 1_000_000
    time.tv_sec += milliseconds / 1_000 + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    // 0, or ETIMEDOUT.
    return unsafe pthread_cond_timedwait(condition, mutex, &time) == 0
  }
}

/// A thread of this process, joined once.
struct SystemThread: Sendable {
  private let handle: pthread_t

  /// What the new thread takes over.
  private final class Start {
    let name: String
    let body: @Sendable () -> Void
    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// `name` shows in `top -H`, up to 15 bytes of it.
  init(name: String, _ body: @escaping @Sendable () -> Void) throws(StorageError) {
    let start = Start(name: String(name.prefix(15)), body: body)
    let box = unsafe Unmanaged.passRetained(start)
    var thread = pthread_t()
    let result = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        // A name is a comfort: without /proc there is none.
        let comm = try? OpenFile("/proc/thread-self/comm", .update)
        try? comm?.write(Array(start.name.utf8), at: 0)
        start.body()
        return nil
      }, unsafe box.toOpaque())
    guard result == 0 else {
      unsafe box.release()
      // EAGAIN: too many threads.
      throw System.failure("cannot start the thread \(name)", "", result)
    }
    handle = thread
  }

  /// Waits for the end; must not be called on the thread itself, and once only.
  func join() { _ = pthread_join(handle, nil) }
}
