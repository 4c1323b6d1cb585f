import CLinux
import Glibc
import Testing

/// An abort within a library's own thread ends the process with a status and a sentence; any other
/// abort is what it was.
struct AbortTests {
  @Test func anAbortInANamedThreadIsExplained() async {
    let result = await #expect(
      processExitsWith: .exitCode(74), observing: [\.standardErrorContent]
    ) {
      unsafe carillon_explain_aborts("library:", "it gave up\n", 74)
      AbortTests.name("library:low")
      abort()
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains("it gave up\n"))
  }

  @Test func anyOtherAbortGoesOn() async {
    await #expect(processExitsWith: .signal(SIGABRT)) {
      unsafe carillon_explain_aborts("library:", "it gave up\n", 74)
      AbortTests.name("another")
      abort()
    }
  }

  /// Names the thread that calls.
  private static func name(_ name: String) {
    let file = unsafe open("/proc/thread-self/comm", O_WRONLY)
    precondition(file >= 0, "a thread's name can be written")
    _ = unsafe name.withCString { unsafe write(file, $0, strlen($0)) }
    close(file)
  }
}
