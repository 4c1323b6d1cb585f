import Replica
import StateMachine
import Storage
import Synchronization
import Units

/// Several reads of the state as one: point reads go out together, each scan by itself, and the last
/// that comes back hands all of them over, in order.
final class ReadGathering: Sendable {
  private struct State {
    var results: [StoreReadResult?]
    var failure: StorageError?
    var missing: Int
  }

  private let state: Mutex<State>
  private let completion: @Sendable (Result<[StoreReadResult], StorageError>) -> Void

  private init(
    _ count: Int, parts: Int,
    _ completion: @escaping @Sendable (Result<[StoreReadResult], StorageError>) -> Void
  ) {
    state = Mutex(
      State(results: Array(repeating: nil, count: count), missing: parts))
    self.completion = completion
  }

  static func start(
    _ reads: [StoreRead], _ threads: StateThreads,
    completion: @escaping @Sendable (Result<[StoreReadResult], StorageError>) -> Void
  ) {
    var places: [Int] = []
    var keys: [Bytes] = []
    var scans: [(Int, StateScan)] = []
    for (place, read) in reads.enumerated() {
      switch read {
      case .get(let key):
        places.append(place)
        keys.append(key)
      case .scan(let range, let reversed, let limit, let bytes):
        scans.append(
          (
            place,
            StateScan(
              lower: range.lower, upper: range.upper, reversed: reversed, limit: limit,
              byteLimit: bytes)
          ))
      }
    }
    let parts = scans.count + (keys.isEmpty ? 0 : 1)
    guard parts > 0 else { return completion(.success([])) }
    let gathering = ReadGathering(reads.count, parts: parts, completion)
    if !keys.isEmpty {
      threads.get(keys) { [places, keys] result in
        gathering.took(result) { values, results in
          for (number, value) in values.enumerated() {
            let records = value.map { [StoreRecord(key: keys[number], value: $0)] } ?? []
            results[places[number]] = StoreReadResult(records: records, isComplete: true)
          }
        }
      }
    }
    for (place, scan) in scans {
      threads.scan(scan) { result in
        gathering.took(result) { page, results in
          let records = page.rows.map { StoreRecord(key: $0.key, value: $0.value) }
          results[place] = StoreReadResult(records: records, isComplete: !page.hasMore)
        }
      }
    }
  }

  private func took<Value>(
    _ result: Result<Value, StorageError>,
    _ place: (Value, inout [StoreReadResult?]) -> Void
  ) {
    let done: Result<[StoreReadResult], StorageError>? = state.withLock { state in
      switch result {
      case .success(let value): place(value, &state.results)
      case .failure(let error): state.failure = state.failure ?? error
      }
      state.missing -= 1
      guard state.missing == 0 else { return nil }
      if let failure = state.failure { return .failure(failure) }
      return .success(state.results.compactMap(\.self))
    }
    if let done { completion(done) }
  }
}
