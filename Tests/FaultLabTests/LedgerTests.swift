import Glibc
import Testing
import Units

@testable import FaultLab

/// What a killed harness leaves is found in its ledger and undone; what lives is left alone.
struct LedgerTests {
  private let folder = "/tmp/failover-ledgers-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"

  private func sleeper() throws -> Int32 { try System.spawn(["/bin/sleep", "600"]) }

  @Test("a dead run's processes and folders are undone, newest first")
  func clean() throws {
    defer { System.remove(folder) }
    let pid = try sleeper()
    let started = try #require(System.startTime(of: pid))
    let data = "\(folder)/failover.data"
    // An owner that is no more: its pid lives, but since another time.
    let dead = Ledger.Owner(pid: getpid(), started: 1)
    let ledger = try Ledger(folder: folder, owner: dead)
    try ledger.willMake(.directory(data))
    try System.makeDirectory(data)
    try ledger.willMake(.process(pid, started: started))
    let undone = Ledger.clean(folder: folder)
    #expect(undone == ["process \(pid) \(started)", "directory \(data)"])
    #expect(!System.exists(data))
    #expect(waitFor(pid) == 128 + SIGKILL)
    #expect(!System.exists(ledger.path))
    #expect(Ledger.clean(folder: folder) == [])
  }

  @Test("a path with spaces is one, as it is in the kernel's list of mounts")
  func spaces() throws {
    defer { System.remove(folder) }
    let data = "\(folder)/failover.my data  2"
    let ledger = try Ledger(folder: folder, owner: Ledger.Owner(pid: getpid(), started: 1))
    try ledger.willMake(.directory(data))
    try System.makeDirectory(data)
    #expect(Ledger.clean(folder: folder) == ["directory \(data)"])
    #expect(!System.exists(data))
    #expect(Ledger.unescaped("/tmp/my\\040data\\134x\\1") == "/tmp/my data\\x\\1")
    #expect(throws: LabError.self) { try ledger.willMake(.directory("/a/failover.x\ny")) }
  }

  @Test("a living run's ledger is left alone, and closing it undoes everything")
  func living() throws {
    defer { System.remove(folder) }
    let ledger = try Ledger(folder: folder, owner: .current)
    let data = "\(folder)/failover.data"
    try ledger.willMake(.directory(data))
    try System.makeDirectory(data)
    #expect(Ledger.clean(folder: folder) == [])
    #expect(System.exists(data))
    ledger.close()
    #expect(!System.exists(data))
  }

  @Test("a process that was given a dead one's number is not killed")
  func reused() throws {
    defer { System.remove(folder) }
    let pid = try sleeper()
    let started = try #require(System.startTime(of: pid))
    let ledger = try Ledger(folder: folder, owner: Ledger.Owner(pid: getpid(), started: 1))
    try ledger.willMake(.process(pid, started: started + 1))
    #expect(Ledger.clean(folder: folder) == [])
    #expect(System.reap(pid) == nil)
    System.signal(pid, SIGKILL)
    #expect(waitFor(pid) == 128 + SIGKILL)
  }

  @Test("a process that has ended is gone, though nobody has asked for its status")
  func zombie() throws {
    let pid = try System.spawn(["/bin/true"])
    for _ in 0..<2_000 where System.startTime(of: pid) != nil { System.pause(.milliseconds(1)) }
    #expect(System.startTime(of: pid) == nil)
    // It was there all the while.
    #expect(System.exists("/proc/\(pid)/stat"))
    #expect(waitFor(pid) == 0)
  }

  @Test("lines that a crash cut short, and what was undone, are passed over")
  func torn() {
    let text = """
      made process 12 34
      made directory /var/failover.a
      undone process 12 34
      made directory /var/failover.b
      made proc
      """
    #expect(
      Ledger.leftovers(in: text) == [.directory("/var/failover.a"), .directory("/var/failover.b")])
  }

  private func waitFor(_ pid: Int32) -> Int32? {
    for _ in 0..<2_000 {
      if let status = System.reap(pid) { return status }
      System.pause(.milliseconds(1))
    }
    return nil
  }
}
