import Messages
import Units

extension StateMachine {
  /// Applies one command by its kind. A failure changed nothing.
  mutating func perform(_ command: Invocation, _ output: inout ApplyOutput) -> CommandOutcome {
    guard entry.room >= StateMachine.margin else {
      return .failure(StateMachine.entryFull)
    }
    do throws(Failure) {
      if let outcome = try performOwn(command, &output) { return outcome }
      return try performRequest(command, &output)
    } catch {
      return .failure(error)
    }
  }

  /// Commands of this module's own making; nil for requests of clients.
  private mutating func performOwn(
    _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome? {
    let body = command.item.body
    switch command.kind {
    case .tick: return .success([])
    case .grant: return grant(try own(GrantCommand(body), command.kind), &output)
    case .returnLeases: return returnLeases(try own(ReturnCommand(body), command.kind), &output)
    case .timeoutAttempts:
      return timeoutAttempts(try own(TimeoutCommand(body), command.kind), &output)
    case .fire: return fire(try own(FireCommand(body), command.kind), &output)
    case .setNextDue: return setNextDue(try own(NextDueCommand(body), command.kind), &output)
    case .retain: return retain(try own(RetainCommand(body), command.kind), &output)
    case .sessionLost: return loseSession(try own(SessionLostCommand(body), command.kind), &output)
    case .setZones: return setZones(try own(ZonesCommand(body), command.kind), &output)
    case .recover: return recover(try own(RecoverCommand(body), command.kind), &output)
    case .check:
      output.check = try own(CheckCommand(body), command.kind)
      return .success([])
    case .raiseVersion:
      return raiseVersion(try own(RaiseVersionCommand(body), command.kind), &output)
    case .setMember: return setMember(try own(MemberCommand(body), command.kind), &output)
    default: return nil
    }
  }

  /// What a body was read as, or why it was not.
  func own<Command>(_ command: Command?, _ kind: CommandKind) throws(Failure) -> Command {
    guard let command else {
      throw Failure(
        .invalidArgument, .messageMalformed, "the body of this \(kind) command cannot be read")
    }
    return command
  }
}
