internal import Units

/// `grpc-timeout`: at most eight digits and a unit (gRPC, doc/PROTOCOL-HTTP2.md "Requests").
enum GRPCTimeout {
  /// Nil where the text is none. Values that `Timeout` cannot hold become its largest.
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Timeout? {
    guard (2...9).contains(text.count) else { return nil }
    var value: Int64 = 0
    for place in 0..<text.count - 1 {
      let byte = unsafe text[place]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    switch unsafe text[text.count - 1] {
    case UInt8(ascii: "H"): return .hours(value)
    case UInt8(ascii: "M"): return .minutes(value)
    case UInt8(ascii: "S"): return .seconds(value)
    case UInt8(ascii: "m"): return .milliseconds(value)
    case UInt8(ascii: "u"): return .microseconds(value)
    case UInt8(ascii: "n"): return .microseconds((value + 999) / 1_000)
    default: return nil
    }
  }

  /// In the finest unit that eight digits hold, rounded up; at least `1u`.
  static func text(_ timeout: Timeout) -> String {
    let value = max(timeout.microseconds, 1)
    var last = (per: Int64(1), unit: "u")
    for (per, unit) in units {
      last = (per, unit)
      if up(value, per) <= 99_999_999 { break }
    }
    return "\(min(up(value, last.per), 99_999_999))\(last.unit)"
  }

  private static let units: [(Int64, String)] = [
    (1, "u"), (1_000, "m"), (1_000_000, "S"), (60_000_000, "M"), (3_600_000_000, "H"),
  ]

  private static func up(_ value: Int64, _ per: Int64) -> Int64 {
    value / per + (value % per == 0 ? 0 : 1)
  }
}
