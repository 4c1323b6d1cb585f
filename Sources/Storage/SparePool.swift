internal import Glibc
internal import Units

/// Segment files that wait for use: recycled ones, and new ones that a thread of their own fills with
/// zeros ahead of need, so that an append never does.
final class SparePool: @unchecked Sendable {
  // Unchecked: what varies is touched with the gate's lock held.
  private let gate = Gate()
  private let directory: String
  private let size: Int
  private let keep: Int
  private var ready: [String] = []
  private var nextNumber = 1
  private var isFilling = false
  /// An append waits for the one that is being filled.
  private var isAwaited = false
  private var isClosed = false
  /// Of the thread, where it is the disk's.
  private var failure: StorageError?
  private var filler: SystemThread?

  /// Takes in the spares that `directory` holds and removes half-filled ones.
  init(directory: String, size: Int, keep: Int) throws(StorageError) {
    self.directory = directory
    self.size = size
    self.keep = keep
    for name in try System.list(directory) where name.hasPrefix("spare-") {
      let path = directory + "/" + name
      let digits = name.dropFirst(6).dropLast(4)
      nextNumber = max(nextNumber, (Int(digits) ?? 0) + 1)
      if name.hasSuffix(".seg"), ready.count < keep, try OpenFile(path, .read).size() == size {
        ready.append(path)
      } else {
        try System.remove(path)
      }
    }
  }

  /// Waits for the thread; nothing of this pool touches the directory after it.
  func close() {
    gate.lock()
    isClosed = true
    gate.broadcast()
    gate.unlock()
    filler?.join()
    filler = nil
  }

  /// A disk on which a spare cannot be written and synced is no disk for the log: the process ends for
  /// that as for any sync that failed, though nothing that was acknowledged lay there.
  func check() throws(StorageError) {
    gate.lock()
    let failure = failure
    gate.unlock()
    if let failure { throw failure }
  }

  /// A spare of the right size, made here and now where none is ready (`stalls` counts that). The
  /// thread is told to have the next one ready.
  func take(counting stalls: inout UInt64) throws(StorageError) -> String {
    gate.lock()
    // One that is nearly there is better than beginning anew.
    while ready.isEmpty && isFilling {
      isAwaited = true
      gate.broadcast()
      gate.wait()
    }
    isAwaited = false
    if let failure {
      gate.unlock()
      throw failure
    }
    let path = ready.isEmpty ? nil : ready.removeFirst()
    gate.unlock()
    let result: String
    if let path {
      result = path
    } else {
      stalls += 1
      guard let filled = try fill() else {
        preconditionFailure("nobody stops a fill without rests")
      }
      result = filled
    }
    fillAhead()
    return result
  }

  /// Takes over the file at `path`, which no part of the log needs any more, or removes it. The
  /// directory is synced before anything is written into it: under its old name a crash would find
  /// the new bytes.
  func recycle(_ path: String) throws(StorageError) {
    let isWanted = try OpenFile(path, .read).size() == size
    gate.lock()
    let spare = isWanted && ready.count < keep ? name() : nil
    gate.unlock()
    guard let spare else { return try System.remove(path) }
    try System.rename(path, to: spare)
    try System.syncDirectory(directory)
    gate.lock()
    ready.append(spare)
    gate.unlock()
  }

  /// The next free name; with the lock held.
  private func name() -> String {
    defer { nextNumber += 1 }
    return directory + "/spare-\(nextNumber).seg"
  }

  /// Nil where `rest` stopped it.
  private func fill(rest: () -> Bool = { true }) throws(StorageError) -> String? {
    gate.lock()
    let path = name()
    gate.unlock()
    let temporary = String(path.dropLast(4)) + ".tmp"
    let file = try OpenFile(temporary, .truncate)
    guard try file.fillWithZeros(size, pieces: SparePool.piece, rest: rest) else {
      try System.remove(temporary)
      return nil
    }
    try System.rename(temporary, to: path)
    return path
  }

  /// After a piece of a spare: the disk is the log's, and whoever else's, unless an append waits.
  /// False once the pool is closed.
  private func rest() -> Bool {
    gate.lock()
    defer { gate.unlock() }
    if !isAwaited && !isClosed { _ = gate.wait(milliseconds: SparePool.restMilliseconds) }
    return !isClosed
  }

  /// What others may give back: room, descriptors, memory.
  private static func isShortage(_ error: StorageError) -> Bool {
    error.code == .full || [EMFILE, ENFILE, ENOMEM].contains(error.errno)
  }

  /// So much at a time, since a sync of it is what others wait for; with these rests a segment of
  /// 64 MiB is ready after a second and a half.
  private static let piece = 256 << 10
  private static let restMilliseconds = 5

  /// Fills one in a thread that ends with it, where none is ready.
  private func fillAhead() {
    gate.lock()
    let isNeeded = keep > 0 && ready.isEmpty && !isFilling
    if isNeeded { isFilling = true }
    gate.unlock()
    guard isNeeded else { return }
    filler?.join()
    // Without a thread, and on a full disk, the next switch fills its own and says what is wrong.
    filler = try? SystemThread(name: "log-spare") { [self] in
      let filled = Result { () throws(StorageError) in try fill(rest: rest) }
      gate.lock()
      switch filled {
      case .success(let path): if let path { ready.append(path) }
      case .failure(let error): if !SparePool.isShortage(error) { failure = error }
      }
      isFilling = false
      gate.broadcast()
      gate.unlock()
    }
    if filler == nil {
      gate.lock()
      isFilling = false
      gate.unlock()
    }
  }
}

/// Ends a pool's thread with the log that owns the pool.
final class SparePoolOwner {
  let pool: SparePool

  init(_ pool: SparePool) { self.pool = pool }

  deinit { pool.close() }
}
