internal import Units

/// A few threads and one queue of work for them, bounded in pieces and in bytes. With one thread the
/// work is done in order.
final class WorkThreads: @unchecked Sendable {
  // Unchecked: what varies is touched with the gate's lock held.
  private struct Piece {
    var bytes: Int
    var body: @Sendable () -> Void
  }

  private let name: String
  private let limit: Int
  private let byteLimit: Int
  private let threads: Int
  private let gate = Gate()
  /// A ring would spare the copy when the head is dropped; the head goes in halves instead.
  private var queue: [Piece?] = []
  private var head = 0
  private var bytes = 0
  private var sleeping = 0
  private var isStopping = false
  private var running: [SystemThread] = []

  init(name: String, threads: Int, limit: Int, byteLimit: Int) {
    self.name = name
    self.threads = threads
    self.limit = limit
    self.byteLimit = byteLimit
  }

  func start() throws(StorageError) {
    for _ in 0..<threads { running.append(try SystemThread(name: name) { [self] in run() }) }
  }

  /// False, and nothing taken, at one of the bounds (an empty queue takes a piece of any size), and
  /// after `stop`.
  func add(bytes count: Int, _ body: @escaping @Sendable () -> Void) -> Bool {
    gate.lock()
    defer { gate.unlock() }
    let waiting = queue.count - head
    guard !isStopping, waiting < limit, waiting == 0 || bytes + count <= byteLimit else {
      return false
    }
    queue.append(Piece(bytes: count, body: body))
    bytes += count
    if sleeping > 0 { gate.signal() }
    return true
  }

  func refusal(_ path: String) -> StorageError {
    gate.lock()
    defer { gate.unlock() }
    if isStopping { return StorageError(code: .failed, what: "the state is closed:", path: path) }
    return StorageError(
      code: .tooLarge, what: "\(queue.count - head) orders to \(name) wait already, for",
      path: path, advice: "ask again later")
  }

  /// What is queued is done first.
  func stop() {
    gate.lock()
    isStopping = true
    let threads = running
    running = []
    gate.broadcast()
    gate.unlock()
    for thread in threads { thread.join() }
  }

  private func next() -> (@Sendable () -> Void)? {
    gate.lock()
    defer { gate.unlock() }
    while head == queue.count {
      if isStopping { return nil }
      sleeping += 1
      gate.wait()
      sleeping -= 1
    }
    guard let piece = queue[head] else { preconditionFailure("piece \(head) was taken twice") }
    queue[head] = nil
    head += 1
    bytes -= piece.bytes
    if head == queue.count {
      queue.removeAll(keepingCapacity: true)
      head = 0
    } else if head > 64 && head * 2 > queue.count {
      queue.removeFirst(head)
      head = 0
    }
    return piece.body
  }

  private func run() {
    while let body = next() { body() }
  }
}
