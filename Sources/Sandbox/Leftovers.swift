import Glibc
import Units

/// What supervisors that were killed have left running. Handlers die with their supervisor by the
/// parent-death signal; what they had started does not. The next supervisor of the same worker
/// finds it, by control group and by the marker in its environment, before it starts anything.
enum Leftovers {
  /// Kills what dead supervisors of this owner left. How many processes that were.
  static func kill(of supervisor: Supervisor) -> Int {
    var killed = 0
    // What dies may have just forked: again until a look finds nobody. The bound is for a process
    // that the kernel cannot kill (in a broken file system's call); it is tried anew next time.
    for _ in 0..<50 {
      let found = self.found(supervisor)
      if found.isEmpty { break }
      for pid in found { Kernel.kill(pid, SIGSTOP) }
      for pid in found { Kernel.kill(pid, SIGKILL) }
      killed += found.count
      _ = usleep(2_000)
    }
    removeGroups(supervisor)
    return killed
  }

  private static func found(_ supervisor: Supervisor) -> [Int32] {
    var found: Set<Int32> = []
    for group in groups(supervisor) {
      for attempt in Kernel.names(in: group) where UInt64(attempt) != nil {
        _ = Kernel.put("1", into: "\(group)/\(attempt)/cgroup.kill")
        found.formUnion(ControlGroups.members("\(group)/\(attempt)"))
      }
    }
    for pid in ProcessTable.all() {
      guard let marker = ProcessTable.variable(Supervisor.variable, of: pid),
        isDead(marker, supervisor)
      else { continue }
      // A process of its own that lost the marker is still below one that has it.
      found.formUnion(ProcessTable.tree(from: pid).map(\.pid))
    }
    found.remove(supervisor.pid)
    return found.filter { ProcessTable.entry($0)?.isAlive ?? false }.sorted()
  }

  private static func isDead(_ name: some StringProtocol, _ supervisor: Supervisor) -> Bool {
    guard let other = Supervisor(name) else { return false }
    return other.owner == supervisor.owner && !other.isAlive
  }

  private static func groups(_ supervisor: Supervisor) -> [String] {
    ControlGroups.parents().flatMap { parent in
      Kernel.names(in: parent.path).filter { name in
        name.hasPrefix(ControlGroups.prefix)
          && isDead(name.dropFirst(ControlGroups.prefix.count), supervisor)
      }.map { "\(parent.path)/\($0)" }
    }
  }

  private static func removeGroups(_ supervisor: Supervisor) {
    for group in groups(supervisor) {
      for attempt in Kernel.names(in: group) where UInt64(attempt) != nil {
        _ = Kernel.removeDirectory("\(group)/\(attempt)")
      }
      _ = Kernel.removeDirectory(group)
    }
  }
}
