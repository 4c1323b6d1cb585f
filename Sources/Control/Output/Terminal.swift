internal import Glibc

/// Standard output and error, and what is known of the terminal behind them. Data goes to the one,
/// everything else to the other.
enum Terminal {
  static var isOutputTerminal: Bool { isatty(1) == 1 }
  static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// Columns of the terminal behind standard output; nil where there is none.
  static var width: Int? {
    guard isOutputTerminal else { return nil }
    var size = winsize()
    // Fails only where the descriptor is no terminal (ioctl_tty(2)).
    guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return nil }
    return Int(size.ws_col)
  }

  static var usesColor: Bool {
    isOutputTerminal && variable("NO_COLOR").map(\.isEmpty) ?? true
  }

  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  static func print(_ line: String) { write(line + "\n", to: 1) }
  /// Writes over the line that is being shown on standard error.
  static func overwrite(_ line: String) { write("\r\u{1B}[K" + line, to: 2) }
  static func complain(_ line: String) { write(line + "\n", to: 2) }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        // Whoever read has enough. As a filter that ends by SIGPIPE: what was asked may not be done.
        exit(128 + SIGPIPE)
      } else if errno != EINTR && errno != EAGAIN {
        return
      }
    }
  }

  /// Makes writing to a closed pipe an error instead of a signal.
  static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }
}

extension String {
  /// Within an escape sequence where colours are wanted.
  func styled(_ code: Int) -> String {
    Terminal.usesColor ? "\u{1B}[\(code)m\(self)\u{1B}[0m" : self
  }
}
