import Messages
import Units

/// Resources and answers as the messages of `carillon.v1`.
public enum Rendering {
  /// The answer to a worker's word whose attempt it had ended before.
  static func ended(_ kind: CommandKind, _ state: ExecutionState) -> CommandOutcome {
    .success([])
  }
}
