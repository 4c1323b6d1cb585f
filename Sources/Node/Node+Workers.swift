import GRPC
import Replica
public import Units

/// The door for workers' sessions. They live at the leader only.
extension Node {
  /// Connects a session (opened by a command before) with its stream or poll. `held` are the tokens
  /// of the leases that the worker holds; `lastGrant` is the number of the last grant it received.
  /// A sink attached before for the session hears `.replaced`.
  public func attach(
    session: RecordID, lastGrant: UInt64, held: [RecordID], sink: SessionSink
  ) {
    let earlier = sinks.updateValue(sink, forKey: session)
    earlier?.ended(.replaced)
    guard isLeading else {
      sinks[session] = nil
      let leader = leaderID == id ? nil : leaderID
      return turn.atEnd { sink.ended(.leaderChanged(leader)) }
    }
    step(.attach(session: session, lastGrant: lastGrant, held: held))
  }

  /// The stream or poll is gone; no grant goes to the session until it is attached again.
  public func detach(session: RecordID) {
    guard sinks.removeValue(forKey: session) != nil else { return }
    step(.detach(session: session))
  }

  /// The worker takes `count` leases beyond the one numbered `lastGrant`; replaces what it said
  /// before.
  public func credit(session: RecordID, _ count: Int, lastGrant: UInt64) {
    step(.credit(session: session, count: count, lastGrant: lastGrant))
  }

  /// The worker lives. `completion` hears true once a quorum has confirmed this node's leadership
  /// after the renewal came; false where it is not so or the session is gone.
  public func renew(
    session: RecordID, lastGrant: UInt64, held: [RecordID],
    completion: @escaping (Bool) -> Void
  ) {
    guard hasJoined, end == nil else { return turn.atEnd { completion(false) } }
    lastRenewal += 1
    renewals[lastRenewal] = completion
    step(.renew(session: session, RenewalID(lastRenewal), lastGrant: lastGrant, held: held))
  }

  func sessionEnded(_ session: RecordID, _ fate: SessionFate) {
    guard let sink = sinks.removeValue(forKey: session) else { return }
    switch fate {
    case .closed: sink.ended(.closed)
    case .notLeader(let leader): sink.ended(.leaderChanged(leader))
    }
  }
}
