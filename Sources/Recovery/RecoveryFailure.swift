internal import Storage

/// Why something offline was not done. Unless it says otherwise nothing was changed.
public struct RecoveryFailure: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// What was asked cannot be meant.
    case usage
    /// The file or the directory is damaged, or of another kind than it should be.
    case data
    case missing
    /// A process runs on the directory.
    case inUse
    /// The disk, or its file system, failed or is full.
    case disk
  }

  public var kind: Kind
  /// What was wrong, and where; one sentence.
  public var message: String
  /// Further lines: each damage that was found.
  public var details: [String]
  /// What would be right; may be empty.
  public var advice: String

  public init(_ kind: Kind, _ message: String, details: [String] = [], advice: String = "") {
    self.kind = kind
    self.message = message
    self.details = details
    self.advice = advice
  }

  init(_ error: StorageError) {
    let kind: Kind =
      switch error.code {
      case .locked: .inUse
      case .foreign, .foreignFormat, .damaged, .unreadable: .data
      case .missing: .missing
      case .io, .full, .tooLarge, .failed: .disk
      }
    var plain = error
    plain.advice = ""
    self.init(kind, plain.description, advice: error.advice)
  }

  public var description: String {
    ([message] + details).joined(separator: "; ") + (advice.isEmpty ? "" : "; " + advice)
  }
}

/// Runs what touches the disk, and says what went wrong as this room does.
func onDisk<Value: ~Copyable>(
  _ body: () throws(StorageError) -> Value
) throws(RecoveryFailure) -> Value {
  do throws(StorageError) { return try body() } catch { throw RecoveryFailure(error) }
}
