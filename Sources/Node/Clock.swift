import Glibc
import Units

/// The wall clock, which only stamps what a leader proposes.
enum Clock {
  static var now: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  /// CLOCK_BOOTTIME, for threads other than the loop.
  static var monotonic: Monotonic {
    var time = timespec()
    unsafe clock_gettime(CLOCK_BOOTTIME, &time)
    return Monotonic(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }
}
