import Replica
import Units

/// A replica in a place of its own, so that looking into it copies nothing: a getter of a large value
/// that a class holds copies the whole of it, an access in place does not.
final class Mind {
  var replica: Replica

  init(_ replica: Replica) { self.replica = replica }

  var vitals: Vitals { Mind.vitals(of: &replica) }
  var isReady: Bool { Mind.isReady(&replica) }

  /// The term of the entry at `index` of its log; nil where it was cut or is not there.
  func logTerm(at index: LogIndex) -> Term? { Mind.logTerm(at: index, of: &replica) }

  private static func vitals(of replica: inout Replica) -> Vitals { replica.vitals }

  private static func isReady(_ replica: inout Replica) -> Bool { replica.isReady }

  private static func logTerm(at index: LogIndex, of replica: inout Replica) -> Term? {
    replica.logTerm(at: index)
  }
}
