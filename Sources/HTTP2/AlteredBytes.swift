/// What came is not what was sent, or was not sealed at all: thrown into the pipeline by a handler
/// before the connection's own, it ends that with `Connection.End.altered`.
public struct AlteredBytes: Error, CustomStringConvertible {
  public static let text =
    "what came does not bear its checksum: altered on the way, or of another release"

  public init() {}

  public var description: String { AlteredBytes.text }
}
