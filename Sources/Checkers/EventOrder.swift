internal import Units

/// Promise 6: events have one total order without gaps; every subscriber sees a contiguous part of
/// it, the same event at each place; stamped times do not go back in it; and an acknowledged event is in
/// it, once, where it was said to be.
///
/// - Complexity: O(n log n) in the history's length.
public struct EventOrder: Sendable {
  public init() {}

  public func check(_ history: History) -> [Violation] {
    var order = Order()
    var found: [Violation] = []
    for subscriber in history.subscribers { found += follow(subscriber, in: &order) }
    return found + checkStamps(order) + checkPublishes(history, order) + checkPrecedence(history)
  }

  /// The log stamps each entry later than those before it, so that events of one entry have one stamp.
  private func checkStamps(_ order: Order) -> [Violation] {
    var found: [Violation] = []
    var last: (offset: UInt64, time: Instant)?
    for offset in order.records.keys.sorted() {
      guard let time = order.records[offset]?.told.time else { continue }
      if let last, time < last.time {
        found.append(
          violation("event \(offset) is stamped before event \(last.offset), at \(time)"))
      }
      last = (offset, time)
    }
    return found
  }

  /// What is at an offset, as somebody saw it.
  private struct Order {
    struct Record: Equatable {
      var id: RecordID
      var marker: UInt64?
      var digest: UInt64
      var told: History.Told
    }
    var records: [UInt64: Record] = [:]
    var offsets: [UInt64: UInt64] = [:]
  }

  private func violation(_ text: String) -> Violation { Violation(.eventOrder, text) }

  private func follow(_ subscriber: History.Subscriber, in order: inout Order) -> [Violation] {
    var found: [Violation] = []
    var next: UInt64?
    var last: (offset: UInt64, id: RecordID)?
    for received in subscriber.records {
      switch received {
      case .resumed(let offset):
        // Back is a repetition, at least once; forth is a hole.
        if let expected = next, offset > expected {
          found.append(violation("\(subscriber.name) went on at \(offset) instead of \(expected)"))
        }
        next = offset
        last = nil
      case .skipped(let first, let through):
        if let expected = next, first != expected {
          found.append(violation("\(subscriber.name) skipped from \(first), expected \(expected)"))
        }
        next = through + 1
      case .end(let offset):
        if let expected = next, expected <= offset {
          found.append(violation("\(subscriber.name) read up to \(offset) and lacks \(expected)"))
        }
      case .event(let offset, let id, let marker, let digest, let told):
        if let expected = next, offset != expected {
          found.append(violation("\(subscriber.name) got \(offset) instead of \(expected)"))
        } else if let last, id <= last.id {
          found.append(violation("event \(offset) is older than event \(last.offset)"))
        }
        next = offset + 1
        last = (offset, id)
        let record = Order.Record(id: id, marker: marker, digest: digest, told: told)
        if let known = order.records[offset], known != record {
          found.append(violation("\(subscriber.name) saw another event at \(offset)"))
        }
        order.records[offset] = record
        if let marker, let other = order.offsets.updateValue(offset, forKey: marker),
          other != offset
        {
          found.append(violation("event \(marker) is at \(other) and at \(offset)"))
        }
      }
    }
    return found
  }

  private func checkPublishes(_ history: History, _ order: Order) -> [Violation] {
    let isSeenWhole = history.subscribers.contains(where: \.isComplete)
    var found: [Violation] = []
    for publish in history.publishes {
      let seen = order.offsets[publish.marker]
      switch publish.outcome {
      case .acknowledged(let offset):
        if let seen, seen != offset {
          found.append(
            violation("event \(publish.marker) is at \(seen), acknowledged at \(offset)"))
        } else if seen == nil, isSeenWhole {
          found.append(violation("acknowledged event \(publish.marker) is lost"))
        }
      case .refused:
        if let seen { found.append(violation("refused event \(publish.marker) is at \(seen)")) }
      case .unknown: break
      }
    }
    return found
  }

  /// An event acknowledged before another was sent comes before it.
  private func checkPrecedence(_ history: History) -> [Violation] {
    var found: [Violation] = []
    let byEnd = history.publishes.sorted { $0.ended < $1.ended }
    var place = 0
    var highest: (offset: UInt64, marker: UInt64)?
    for publish in history.publishes.sorted(by: { $0.began < $1.began }) {
      while place < byEnd.count, byEnd[place].ended < publish.began {
        if case .acknowledged(let offset) = byEnd[place].outcome, offset > highest?.offset ?? 0 {
          highest = (offset, byEnd[place].marker)
        }
        place += 1
      }
      if case .acknowledged(let offset) = publish.outcome, let highest, offset < highest.offset {
        found.append(
          violation(
            "event \(publish.marker) is at \(offset), before \(highest.marker) at \(highest.offset)"
          ))
      }
    }
    return found
  }
}
