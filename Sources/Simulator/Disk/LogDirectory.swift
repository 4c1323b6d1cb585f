import Units

/// The directory of a log: files, their names, and which changes of names a power cut could undo.
struct LogDirectory {
  enum Name: Hashable {
    case segment(UInt64)
    case spare(Int)
    case ring
  }

  private struct Entry {
    var name: Name
    var inode: Int
  }

  private enum Change {
    case create(Name, Int)
    case rename(Name, Name)
    case remove(Name)
  }

  private var files: [SimulatedFile?] = []
  private var names: [Entry] = []
  private var durable: [Entry] = []
  /// In order; not yet synced.
  private var pending: [Change] = []

  // MARK: Files

  func inode(of name: Name) -> Int? { names.first { $0.name == name }?.inode }

  /// Numbers of the segments, ascending.
  var segments: [UInt64] {
    names.compactMap { if case .segment(let number) = $0.name { number } else { nil } }.sorted()
  }

  var spares: [Int] {
    names.compactMap { if case .spare(let number) = $0.name { number } else { nil } }.sorted()
  }

  func contents(_ inode: Int) -> Bytes { files[inode]?.cache ?? [] }

  /// Bytes of the range as a process reads them.
  func read(_ inode: Int, _ range: Range<Int>) -> ArraySlice<UInt8>? {
    guard let file = files[inode], range.upperBound <= file.cache.count else { return nil }
    return file.cache[range]
  }

  mutating func write(_ inode: Int, _ bytes: some Collection<UInt8>, at start: Int) {
    files[inode]?.write(bytes, at: start)
  }

  mutating func sync(_ inode: Int) { files[inode]?.sync() }

  mutating func failSync(_ inode: Int, _ generator: inout SeededGenerator) {
    files[inode]?.failSync(&generator)
  }

  mutating func flip(_ inode: Int, bit: UInt8, at offset: Int) {
    files[inode]?.flip(bit: bit, at: offset)
  }

  // MARK: Names

  /// A file of zeros that are on disk; its name may still be lost.
  mutating func create(_ name: Name, size: Int) -> Int {
    files.append(SimulatedFile(size: size))
    change(.create(name, files.count - 1))
    return files.count - 1
  }

  mutating func rename(_ from: Name, to: Name) { change(.rename(from, to)) }

  mutating func remove(_ name: Name) { change(.remove(name)) }

  private mutating func change(_ change: Change) {
    LogDirectory.apply(change, to: &names)
    pending.append(change)
  }

  private static func apply(_ change: Change, to entries: inout [Entry]) {
    switch change {
    case .create(let name, let inode): entries.append(Entry(name: name, inode: inode))
    case .rename(let from, let to):
      entries.removeAll { $0.name == to }
      for place in entries.indices where entries[place].name == from { entries[place].name = to }
    case .remove(let name): entries.removeAll { $0.name == name }
    }
  }

  mutating func syncNames() {
    durable = names
    pending.removeAll()
    for inode in files.indices where !durable.contains(where: { $0.inode == inode }) {
      files[inode] = nil
    }
  }

  /// The file system's journal keeps the order of its changes: a prefix of them stays. Returns how
  /// many sectors were torn.
  mutating func losePower(_ generator: inout SeededGenerator, torn: UInt64) -> Int {
    if !pending.isEmpty {
      let kept = Int(generator.below(UInt64(pending.count + 1)))
      for change in pending.prefix(kept) { LogDirectory.apply(change, to: &durable) }
      names = durable
      pending.removeAll()
    }
    var tears = 0
    for entry in names { tears += files[entry.inode]?.losePower(&generator, torn: torn) ?? 0 }
    return tears
  }
}
