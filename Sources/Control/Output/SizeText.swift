internal import GRPC

/// Sizes as people write them.
enum SizeText {
  /// `500`, `500KiB`, `20 MiB`, `1G`; nil for anything else, and for what is too large.
  static func parse(_ text: String) -> UInt64? {
    let plain = text.filter { $0 != " " }
    let digits = plain.prefix { $0.isASCII && $0.isNumber }
    guard let number = UInt64(digits) else { return nil }
    let shift: UInt64
    switch plain.dropFirst(digits.count).lowercased() {
    case "", "b": shift = 0
    case "k", "kib": shift = 10
    case "m", "mib": shift = 20
    case "g", "gib": shift = 30
    default: return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : bytes
  }
}

/// Addresses that nodes are told of each other.
enum ServerAddress {
  static func isMalformed(_ text: String) -> Bool { Address(text).map { $0.port == 0 } ?? true }
}
