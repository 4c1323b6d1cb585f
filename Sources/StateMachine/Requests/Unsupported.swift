import Messages
import Units

/// Gathers fields that were set and that this machine version does not act on: nothing is dropped
/// silently.
struct Unsupported {
  private var fields: [String] = []

  init() {}

  mutating func check(_ field: String, _ isSet: Bool) {
    if isSet { fields.append(field) }
  }

  func refuse() throws(Failure) {
    if fields.isEmpty { return }
    let names = fields.joined(separator: ", ")
    throw Failure(
      .unimplemented, .unimplemented, "this version does not support \(names): leave it out",
      violations: fields.map {
        FieldViolation(field: $0, description: "not supported by this version")
      })
  }
}

/// Bounds that every record of a client keeps.
enum Bounds {
  static let labels = 64
  static let labelKey = 63
  static let labelValue = 256
  static let text = 4_096
  static let config = 256 << 10

  static func check(labels: [Label], _ field: String) throws(Failure) {
    guard labels.count <= Bounds.labels else {
      throw .field(
        field, .fieldInvalid, "\(labels.count) labels are given, at most \(Bounds.labels) may be")
    }
    for label in labels {
      guard (1...labelKey).contains(label.key.utf8.count) else {
        throw .field(
          field, .fieldInvalid, "the key '\(label.key.prefix(80))' has not 1 to \(labelKey) bytes")
      }
      guard label.value.utf8.count <= labelValue else {
        throw .field(
          "\(field).\(label.key)", .fieldInvalid,
          "the value has \(label.value.utf8.count) bytes, at most \(labelValue) are allowed")
      }
    }
  }

  static func check(text: String, _ field: String, _ most: Int = Bounds.text) throws(Failure) {
    guard text.utf8.count <= most else {
      throw .field(
        field, .fieldInvalid,
        "it has \(text.utf8.count) bytes, at most \(most) are allowed")
    }
  }

  /// A span that is not negative.
  static func check(span: Timeout?, _ field: String, _ most: Timeout) throws(Failure) -> Timeout? {
    guard let span else { return nil }
    guard span >= .zero, span <= most else {
      throw .field(field, .fieldInvalid, "\(span) is not between 0s and \(most)")
    }
    return span
  }
}
