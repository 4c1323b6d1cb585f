/// A job or a schedule: a register with a version for compare-and-set.
///
/// Made at version 1; a change that changes nothing leaves the version, any other adds one; once
/// deleted it is as if it never was. `semantics.md`, Job: update takes an expected version.
public struct DefinitionModel: SequentialModel {
  public struct Record: Hashable, Sendable {
    public var value: String
    public var isOn: Bool
    public var version: UInt64
  }

  public init() {}

  public var initial: Record? { nil }

  public func step(_ state: Record?, _ change: ClientOperation.Change, _ answer: Answer?)
    -> Record??
  {
    let (next, right) = outcome(state, change)
    return answer == nil || answer == right ? .some(next) : .none
  }

  /// The state after a change, and the one right answer to it.
  public func outcome(_ state: Record?, _ change: ClientOperation.Change) -> (Record?, Answer) {
    if case .create(let value) = change {
      guard state == nil else { return (state, .refused(.exists)) }
      return settled(Record(value: value, isOn: true, version: 1))
    }
    guard let record = state else { return (nil, .refused(.absent)) }
    switch change {
    case .create, .read: return settled(record)
    case .update(let value, let expected):
      guard expected == 0 || expected == record.version else {
        return (record, .refused(.version))
      }
      return settled(
        Record(
          value: value, isOn: record.isOn,
          version: value == record.value ? record.version : record.version + 1))
    case .turn(let isOn):
      return settled(
        Record(
          value: record.value, isOn: isOn,
          version: isOn == record.isOn ? record.version : record.version + 1))
    case .delete(let expected):
      guard expected == 0 || expected == record.version else {
        return (record, .refused(.version))
      }
      return (nil, .done)
    }
  }

  private func settled(_ record: Record) -> (Record?, Answer) {
    (record, .record(value: record.value, isOn: record.isOn, version: record.version))
  }
}
