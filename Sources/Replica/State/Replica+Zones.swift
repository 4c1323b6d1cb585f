import Scheduler
public import StateMachine
public import Units

extension Replica {
  /// The next due times that another zone bundle moves, as of the state applied here; nil where the
  /// bytes are no bundle. O(schedules): seldom.
  public func moves(to bundle: Bytes) -> [NextDue]? { Scheduler.moves(of: machine, to: bundle) }
}
