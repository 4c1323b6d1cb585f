import GRPC
import Logging
import NIOCore
import Replica
import Units

/// The rhythm: inputs as they come, effects at the end of the turn.
extension Node {
  /// Steps the replica; its effects are run at the end of the turn. Nothing before the node joined,
  /// and nothing after it ended.
  func step(_ input: ReplicaInput) {
    guard end == nil, let mind else { return }
    mind.step(input, now: turn.now, clock: Clock.now, into: &effects)
    hasStepped = true
    scheduleTurnEnd()
  }

  func scheduleTurnEnd() {
    guard !isTurnScheduled, !isRunningEffects else { return }
    isTurnScheduled = true
    turn.atEnd { [weak self] in self?.endTurn() }
  }

  private func endTurn() {
    isTurnScheduled = false
    guard end == nil, let mind else { return }
    guard passesCommit() else { return }
    let start = turn.now
    mind.step(.endOfTurn, now: start, clock: Clock.now, into: &effects)
    runEffects()
    if watch.turn(from: start, to: Clock.monotonic) {
      logger.debug("slow turn", metadata: ["slow": "\(watch.slowTurns)"])
    }
  }

  /// Runs what gathered. What an answer submits meanwhile belongs to a next turn, which is asked for
  /// when all is done.
  private func runEffects() {
    isRunningEffects = true
    var running = ReplicaEffects()
    swap(&running, &spare)
    swap(&running, &effects)
    hasStepped = false
    for effect in running.list where end == nil && passes(before: effect) { run(effect) }
    running.removeAll()
    swap(&running, &spare)
    isRunningEffects = false
    if hasStepped { scheduleTurnEnd() }
  }

  func setAlarm(_ time: Monotonic) {
    alarm.set(time, now: turn.now, loop: turn.eventLoop) { [weak self] in self?.alarmFired() }
  }

  private func alarmFired() {
    let due = alarm.due
    if alarm.fired(now: turn.now) { step(.timer) } else { setAlarm(due) }
  }
}
