public import Units

/// How full the disk is, and what is kept back for the day on which it is full.
public struct SpaceMarks: Hashable, Sendable {
  /// Free bytes below which the level is `low`.
  public var low: ByteCount
  /// Free bytes below which the level is `critical`.
  public var critical: ByteCount
  /// Of the reserve file, when it is whole.
  public var reserve: ByteCount

  public init(
    low: ByteCount = .gibibytes(1), critical: ByteCount = .mebibytes(256),
    reserve: ByteCount = .mebibytes(64)
  ) {
    self.low = low
    self.critical = critical
    self.reserve = reserve
  }

  /// What these come to on a file system of `total` bytes: never more than an eighth, a 32nd and a
  /// 32nd of it.
  public func fitted(to total: ByteCount) -> SpaceMarks {
    SpaceMarks(
      low: min(low, ByteCount(total.rawValue / 8)),
      critical: min(critical, ByteCount(total.rawValue / 32)),
      reserve: min(reserve, ByteCount(total.rawValue / 32)))
  }

  /// The level with `free` bytes left, after `before`: a better one is believed only with an eighth
  /// of the mark to spare, so that it does not flap.
  public func level(free: ByteCount, after before: DiskLevel = .normal) -> DiskLevel {
    let free = free.rawValue
    func isBelow(_ mark: ByteCount, _ isWithin: Bool) -> Bool {
      free < mark.rawValue + (isWithin ? mark.rawValue / 8 : 0)
    }
    if isBelow(critical, before == .critical) { return .critical }
    return isBelow(low, before != .normal) ? .low : .normal
  }
}

/// The reserve: a file of blocks that nobody else can take, given up in steps so that what frees
/// space (retention, compaction) finds room to work in.
public enum Reserve {
  /// In how many steps it is given up.
  public static let steps: UInt64 = 4

  /// How large the reserve should be, with `free` bytes left beside a reserve of `present` bytes: a
  /// step less where the disk is below the second mark, a step more where it stays clear of the first
  /// one all the same.
  public static func wanted(
    marks: SpaceMarks, free: ByteCount, present: ByteCount
  ) -> ByteCount {
    let whole = marks.reserve.rawValue
    let step = max(1, whole / steps)
    let present = present.rawValue
    if free < marks.critical { return ByteCount(present > step ? present - step : 0) }
    guard present < whole else { return ByteCount(whole) }
    let next = min(whole, present + step)
    let left = free.rawValue - min(free.rawValue, next - present)
    let low = marks.low.rawValue
    return ByteCount(left >= low + low / 8 ? next : present)
  }

  static func path(_ directory: String) -> String { directory + "/reserve" }

  /// What is kept back in the data directory `directory`; zero where nothing is.
  public static func size(in directory: String) -> ByteCount {
    guard let file = try? OpenFile(path(directory), .read), let size = try? file.size() else {
      return .zero
    }
    return ByteCount(UInt64(size))
  }

  /// Makes the reserve `size` bytes long: of blocks that are ours when it grows, given up when it
  /// shrinks. May wait for the disk where the file system cannot promise blocks.
  public static func set(_ size: ByteCount, in directory: String) throws(StorageError) {
    if size == .zero { return try System.remove(path(directory)) }
    try OpenFile(path(directory), .create).reserve(Int(size.rawValue))
  }

  /// Opening a directory writes a little: where not even a MiB is free, a step of the reserve goes.
  static func relieve(_ directory: String) {
    let present = size(in: directory).rawValue
    guard present > 0, let free = try? System.space(directory).free, free < .mebibytes(1) else {
      return
    }
    // What fails here fails again where it matters, with a sentence.
    try? set(ByteCount(present - max(1, min(present, present / steps + (1 << 20)))), in: directory)
  }
}

extension DataDirectory {
  /// Free and total bytes of the file system of `path` (statvfs; microseconds).
  public static func space(
    _ path: String
  ) throws(StorageError) -> (free: ByteCount, total: ByteCount) { try System.space(path) }
}
