internal import Messages

extension JSON {
  /// Of an array.
  var elements: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }
}
