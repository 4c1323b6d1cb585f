public import Raft
public import Units

/// The configurations that stand in the log, or stood at its base: a record of the node's own in the
/// store, since a cut takes the entries away that bear them.
///
///     count u32 | count × (index u64, length u32, `Configuration.encoded()`)
///
/// Ascending by index.
public struct StoredConfigurations: Sendable {
  /// Below every key of the state machine's.
  public static let key: Bytes = [0x00]
  /// The record bears no more; there are two, or three, as a rule.
  public static let limit = 1_024

  public private(set) var list: [PlacedConfiguration]

  public init(_ list: [PlacedConfiguration] = []) { self.list = list }

  public mutating func append(_ more: [PlacedConfiguration]) { list.append(contentsOf: more) }

  public mutating func truncate(from index: LogIndex) { list.removeAll { $0.index >= index } }

  /// Keeps the newest at or below `index`, which is the base's then.
  public mutating func cut(upTo index: LogIndex) {
    guard let newest = list.last(where: { $0.index <= index }) else { return }
    list.removeAll { $0.index < newest.index }
  }

  /// The one in force at `index`.
  public func newest(at index: LogIndex) -> PlacedConfiguration? { list.last { $0.index <= index } }

  public func encoded(upTo index: LogIndex) -> Bytes {
    let kept = list.filter { $0.index <= index }.suffix(StoredConfigurations.limit)
    var bytes: Bytes = []
    bytes.append(littleEndian: UInt32(kept.count))
    for placed in kept {
      let configuration = placed.configuration.encoded()
      bytes.append(littleEndian: placed.index.rawValue)
      bytes.append(littleEndian: UInt32(configuration.count))
      bytes.append(contentsOf: configuration)
    }
    return bytes
  }

  /// Nil for bytes that are no such record.
  public init?(decoding bytes: Bytes) {
    var reader = ByteReader(bytes)
    list = []
    guard let count = reader.littleEndian(UInt32.self), count <= StoredConfigurations.limit else {
      return nil
    }
    for _ in 0..<count {
      guard let index = reader.littleEndian(UInt64.self),
        let length = reader.littleEndian(UInt32.self), let bytes = reader.take(Int(length)),
        let configuration = Configuration(decoding: Bytes(bytes))
      else { return nil }
      list.append(PlacedConfiguration(index: LogIndex(index), configuration: configuration))
    }
    if reader.remaining > 0 { return nil }
  }
}
