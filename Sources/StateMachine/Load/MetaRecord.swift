public import Units

extension StateMachine {
  /// The record under `Keys.meta`: where the state stands, its digest, and totals that no other
  /// record tells. Belongs into every batch that goes to the store.
  public func metaRecord() -> Bytes {
    var record = RecordWriter(capacity: 128)
    record.byte(1)
    record.number(index.rawValue)
    record.number(term.rawValue)
    record.time(time)
    record.hash(digest)
    record.number(counts.created)
    record.number(counts.ended.count)
    for count in counts.ended { record.number(count) }
    record.number(events.next)
    record.number(events.first)
    events.write(to: &record)
    record.time(heldSince ?? .epoch)
    // A build that knows the first one only reads what it wrote.
    if version > StateMachine.firstVersion { record.number(UInt64(version)) }
    return record.bytes
  }

  mutating func loadMeta(_ bytes: Bytes) -> Bool {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return false }
    index = LogIndex(record.number())
    term = Term(record.number())
    time = record.time()
    digest = record.hash()
    counts.created = record.number()
    guard record.items() == counts.ended.count else { return false }
    for state in counts.ended.indices { counts.ended[state] = record.number() }
    events.next = record.number()
    events.first = record.number()
    // What earlier builds wrote ends here.
    if !record.isAtEnd {
      guard events.read(from: &record) else { return false }
      let held = record.time()
      heldSince = held == .epoch ? nil : held
      if !record.isAtEnd {
        guard let version = UInt32(exactly: record.number()) else { return false }
        self.version = version
      }
    }
    return !record.isDamaged
  }
}
