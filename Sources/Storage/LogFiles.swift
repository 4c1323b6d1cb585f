internal import Journal
internal import Units

/// Names of the log's files.
struct LogFiles {
  var files: [LogRecovery.File] = []

  init(directory: String) throws(StorageError) {
    for name in try System.list(directory) {
      guard name.hasSuffix(".seg"), let number = UInt64(name.dropLast(4)) else { continue }
      let file = try OpenFile(directory + "/" + name, .read)
      files.append(
        LogRecovery.File(number: number, header: try file.read(count: SegmentHeader.span, at: 0)))
    }
  }

  static func path(_ directory: String, _ number: UInt64) -> String {
    let digits = String(number)
    return directory + "/" + String(repeating: "0", count: 20 - digits.count) + digits + ".seg"
  }

  static func contents(_ directory: String, _ number: UInt64) throws(StorageError) -> Bytes {
    let file = try OpenFile(path(directory, number), .read)
    return try file.read(count: try file.size(), at: 0)
  }
}

/// The file of the second ring: headers wait here until they are written, and written ones until they
/// are synced.
struct HeaderRingFile {
  private let directory: String
  private let log: UInt64
  private let slots: Int
  private var file: OpenFile?
  private var pending: [HeaderRing.Slot] = []
  private var isWritten = false

  static func path(_ directory: String) -> String { directory + "/headers.ring" }

  static func contents(_ directory: String) throws(StorageError) -> Bytes {
    try System.contents(path(directory), limit: 1 << 30) ?? []
  }

  init(directory: String, log: UInt64, slots: Int) {
    self.directory = directory
    self.log = log
    self.slots = slots
  }

  var waiting: Int { pending.count }
  var isUnsettled: Bool { isWritten || !pending.isEmpty }

  /// Opens the file, or makes it where it is not there. One that is smaller grows, and what it holds
  /// goes on counting (a slot says itself whose it is); one that is larger is begun anew.
  mutating func open() throws(StorageError) {
    let path = HeaderRingFile.path(directory)
    let opened = try OpenFile(path, .create)
    let size = slots * HeaderRing.slotSize
    let present = try opened.size()
    if present != size {
      if present > size { try opened.resize(0) }
      try opened.fillWithZeros(size, from: present > size ? 0 : present)
      try System.syncDirectory(directory)
    }
    file = opened
  }

  /// Headers of records whose sync has returned, and no others.
  mutating func add(_ added: [HeaderRing.Slot]) {
    pending.append(contentsOf: added)
    // Those a full turn older would be overwritten in the same write.
    if pending.count > slots { pending.removeFirst(pending.count - slots) }
  }

  mutating func write() throws(StorageError) {
    guard let file, let first = pending.first else { return }
    var place = Int(first.header.sequence % UInt64(slots))
    var start = place
    var bytes: Bytes = []
    bytes.reserveCapacity(pending.count * HeaderRing.slotSize)
    for slot in pending {
      if place == slots {
        try file.write(bytes, at: start * HeaderRing.slotSize)
        bytes.removeAll(keepingCapacity: true)
        place = 0
        start = 0
      }
      slot.append(to: &bytes, log: log)
      place += 1
    }
    try file.write(bytes, at: start * HeaderRing.slotSize)
    pending.removeAll(keepingCapacity: true)
    isWritten = true
    try Failpoint.hit(.ringWritten, directory)
  }

  mutating func sync() throws(StorageError) {
    guard let file, isWritten else { return }
    try file.sync()
    isWritten = false
    try Failpoint.hit(.ringSynced, directory)
  }
}
