/// The supervisor's entry, for the binary that is started a second time as one.
///
/// Call it first thing in `main`, before any thread is started: the supervisor forks.
public enum SupervisorMain {
  /// The hidden first argument; a directory follows.
  public static let argument = "sandbox-supervisor"

  /// The argument after the directory that makes it do without control groups.
  static let noControlGroups = "no-control-groups"

  /// Runs the supervisor and gives its exit status where `arguments` (with the program's name in
  /// front) ask for it, else nil at once.
  ///
  /// Commands are read from standard input, reports written to standard output. It ends when the
  /// input does, and nothing that it started outlives it.
  public static func run(_ arguments: [String]) -> Int32? {
    guard arguments.count >= 2, arguments[1] == argument else { return nil }
    let options = arguments.dropFirst(3)
    guard arguments.count >= 3, options.isEmpty || options == [noControlGroups] else { return 64 }
    let identity = Supervisor(directory: arguments[2])
    guard Kernel.becomeSupervisor() == 0 else { return 71 }
    _ = Leftovers.kill(of: identity)
    var loop = SupervisorLoop(
      commands: 0, reports: 1, identity: identity, controlGroups: options.isEmpty)
    loop.run()
    return 0
  }
}
