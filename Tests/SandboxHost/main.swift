import Glibc
import Sandbox

// The smallest binary that can be started as a supervisor: what tests start instead of clusterd.
exit(SupervisorMain.run(CommandLine.arguments) ?? 64)
