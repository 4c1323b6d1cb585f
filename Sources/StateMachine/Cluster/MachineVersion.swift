public import Units

/// How commands are applied and records written: a number that all nodes of a cluster share at every
/// index, since it is replicated itself.
///
/// A build acts by the version in force, never by the newest that it knows. So while nodes of two
/// releases make up a cluster the newer ones do as the older ones do; once all members know a higher
/// version the leader puts `RaiseVersionCommand` into the log, and from that entry on all of them act
/// by it. There is no way down: a build that does not know the version in force cannot take part.
///
/// What a later version changes stands behind `version >= n` where it is applied or encoded. A command
/// kind, a record or a field that is new in it is proposed only once it is in force.
extension StateMachine {
  /// The version that every build knows, and that a cluster is founded with.
  public static let firstVersion: UInt32 = 1
  /// The newest that this build knows.
  public static let newestVersion: UInt32 = 2

  mutating func raiseVersion(
    _ command: RaiseVersionCommand, _ output: inout ApplyOutput
  ) -> CommandOutcome {
    guard command.version > version else { return .success([]) }
    guard command.version <= knownVersion else {
      output.unknown = .version(command.version)
      return .success([])
    }
    version = command.version
    return .success([])
  }

  /// The version that the digest names. The first one leaves it out.
  var markedVersion: UInt32 { mutations.contains(.actsAsKnown) ? knownVersion : version }
}

/// From its entry on the cluster acts by another version.
public struct RaiseVersionCommand: Hashable, Sendable {
  public var version: UInt32

  public init(_ version: UInt32) { self.version = version }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 8)
    record.byte(1)
    record.number(UInt64(version))
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    let version = record.number()
    guard !record.isDamaged, record.isAtEnd, let version = UInt32(exactly: version) else {
      return nil
    }
    self.version = version
  }
}

/// What an entry holds that this build cannot apply. Whoever left it out would make its state differ
/// from the others': the node stops before it.
public enum UnknownContent: Hashable, Sendable, CustomStringConvertible {
  /// The machine version that is in force from there on.
  case version(UInt32)
  /// A command's number.
  case kind(UInt16)

  public var description: String {
    switch self {
    case .version(let version): "machine version \(version)"
    case .kind(let kind): "commands of kind \(kind)"
    }
  }
}
