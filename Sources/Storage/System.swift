import Glibc

/// The system calls of this target, each with what can come back from it.
enum System {
  static func describe(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
