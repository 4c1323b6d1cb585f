import Glibc
import Units

/// The control groups that this process may make below its own, of version 1 and 2, whichever the
/// host has: the kernel's own way to bound and to kill an attempt as a whole.
///
/// One group per supervisor, `carillon.<owner>.<pid>.<start>`, one in it per attempt. Where none
/// can be made, `SupervisorLoop` samples and walks the process table instead.
struct ControlGroups {
  /// A hierarchy in which this process's own group can have children.
  struct Hierarchy {
    /// The supervisor's own group.
    var path: String
    var isVersion2: Bool
    var limitsMemory: Bool
    var limitsProcesses: Bool
    var kills: Bool
  }

  private(set) var hierarchies: [Hierarchy] = []
  /// Groups that could not be removed yet: the kernel lets go of the dead a moment later.
  private var leaving: [String] = []

  var limitsMemory: Bool { hierarchies.contains { $0.limitsMemory } }
  var limitsProcesses: Bool { hierarchies.contains { $0.limitsProcesses } }
  var kills: Bool { hierarchies.contains { $0.kills } }

  static let prefix = "carillon."

  /// Makes the supervisor's groups where it may; none where they are not wanted.
  init(supervisor: Supervisor, wanted: Bool) {
    for parent in wanted ? ControlGroups.parents() : [] {
      let path = parent.path + "/" + supervisor.groupName
      guard Kernel.makeDirectory(path) == 0 else { continue }
      var own = Hierarchy(
        path: path, isVersion2: parent.isVersion2, limitsMemory: false, limitsProcesses: false,
        kills: false)
      if parent.isVersion2 {
        // Both are refused where the parent holds processes itself; then this group only kills.
        _ = Kernel.put("+memory +pids", into: parent.path + "/cgroup.subtree_control")
        _ = Kernel.put("+memory +pids", into: path + "/cgroup.subtree_control")
        let controllers = ControlGroups.words(path + "/cgroup.subtree_control")
        own.limitsMemory = controllers.contains("memory")
        own.limitsProcesses = controllers.contains("pids")
        own.kills = Kernel.isWritable(path + "/cgroup.kill")
      } else {
        own.limitsMemory = Kernel.isWritable(path + "/memory.limit_in_bytes")
        own.limitsProcesses = Kernel.isWritable(path + "/pids.max")
      }
      if own.limitsMemory || own.limitsProcesses || own.kills {
        hierarchies.append(own)
      } else {
        _ = Kernel.removeDirectory(path)
      }
    }
  }

  /// Makes an attempt's groups with their limits. The `cgroup.procs` files to enter.
  func make(_ attempt: UInt64, _ limits: HandlerLimits) throws(Kernel.Failure) -> [String] {
    var entries: [String] = []
    for hierarchy in hierarchies {
      let path = "\(hierarchy.path)/\(attempt)"
      let made = Kernel.makeDirectory(path)
      guard made == 0 else {
        throw Kernel.Failure(what: "cannot make the control group \(path)", number: made)
      }
      func set(_ file: String, _ value: String) throws(Kernel.Failure) {
        let result = Kernel.put(value, into: path + "/" + file)
        guard result == 0 else {
          throw Kernel.Failure(what: "cannot set \(path)/\(file)", number: result)
        }
      }
      if hierarchy.limitsMemory, limits.memory != .zero {
        let bytes = String(limits.memory.rawValue)
        if hierarchy.isVersion2 {
          try set("memory.max", bytes)
          _ = Kernel.put("0", into: path + "/memory.swap.max")
          _ = Kernel.put("1", into: path + "/memory.oom.group")
        } else {
          try set("memory.limit_in_bytes", bytes)
          _ = Kernel.put(bytes, into: path + "/memory.memsw.limit_in_bytes")
        }
      }
      if hierarchy.limitsProcesses, limits.processes != 0 {
        try set("pids.max", String(limits.processes))
      }
      entries.append(path + "/cgroup.procs")
    }
    return entries
  }

  /// How many processes of the attempt the kernel has killed for want of memory.
  func memoryKills(_ attempt: UInt64) -> Int {
    for hierarchy in hierarchies where hierarchy.limitsMemory {
      let file = hierarchy.isVersion2 ? "memory.events" : "memory.oom_control"
      let words = ControlGroups.words("\(hierarchy.path)/\(attempt)/\(file)")
      if let place = words.firstIndex(of: "oom_kill"), place + 1 < words.count {
        return Int(words[place + 1]) ?? 0
      }
    }
    return 0
  }

  /// Kills whatever is in the attempt's group, at once and with all that it forks meanwhile.
  func kill(_ attempt: UInt64) {
    for hierarchy in hierarchies where hierarchy.kills {
      _ = Kernel.put("1", into: "\(hierarchy.path)/\(attempt)/cgroup.kill")
    }
  }

  /// The processes in the attempt's groups.
  func members(_ attempt: UInt64) -> [Int32] {
    var members: Set<Int32> = []
    for hierarchy in hierarchies {
      members.formUnion(ControlGroups.members("\(hierarchy.path)/\(attempt)"))
    }
    return members.sorted()
  }

  /// Removes the attempt's groups, which hold nobody any more.
  mutating func remove(_ attempt: UInt64) {
    leaving += hierarchies.map { "\($0.path)/\(attempt)" }
    leaving.removeAll { path in
      let result = Kernel.removeDirectory(path)
      return result == 0 || result == ENOENT
    }
  }

  /// Removes the supervisor's own groups.
  mutating func removeAll() {
    for path in leaving { _ = Kernel.removeDirectory(path) }
    for hierarchy in hierarchies { _ = Kernel.removeDirectory(hierarchy.path) }
    hierarchies = []
  }

  // MARK: The host's tree

  /// The directories of this process's own groups: the only place to make others without asking.
  static func parents() -> [(path: String, isVersion2: Bool)] {
    var mounts: [(path: String, isVersion2: Bool, options: Set<Substring>)] = []
    for line in lines("/proc/self/mounts") {
      let fields = line.split(separator: " ")
      guard fields.count >= 4, fields[2] == "cgroup" || fields[2] == "cgroup2" else { continue }
      mounts.append(
        (String(fields[1]), fields[2] == "cgroup2", Set(fields[3].split(separator: ","))))
    }
    var parents: [(path: String, isVersion2: Bool)] = []
    for line in lines("/proc/self/cgroup") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let version2 = fields[0] == "0" && fields[1].isEmpty
      let wanted = fields[1].split(separator: ",").filter { $0 == "memory" || $0 == "pids" }
      guard version2 || !wanted.isEmpty else { continue }
      let mount = mounts.first { mount in
        mount.isVersion2 == version2 && (version2 || wanted.contains { mount.options.contains($0) })
      }
      guard let mount else { continue }
      let path = fields[2] == "/" ? mount.path : mount.path + fields[2]
      if !parents.contains(where: { $0.path == path }) { parents.append((path, version2)) }
    }
    return parents
  }

  static func members(_ path: String) -> [Int32] {
    words(path + "/cgroup.procs").compactMap { Int32($0) }
  }

  private static func lines(_ path: String) -> [Substring] {
    String(decoding: Kernel.contents(path, limit: 1 << 20) ?? [], as: UTF8.self)
      .split(separator: "\n")
  }

  private static func words(_ path: String) -> [Substring] {
    String(decoding: Kernel.contents(path, limit: 1 << 20) ?? [], as: UTF8.self)
      .split { $0 == " " || $0 == "\n" }
  }
}
