import Messages
import Units

extension StateMachine {
  /// Applies a client's request.
  mutating func performRequest(
    _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    throw Failure(.unimplemented, .unimplemented, "\(command.kind) is not served yet")
  }
}
