/// What `--version` and the status say.
enum Version {
  static let text = "0.1.0"
}
