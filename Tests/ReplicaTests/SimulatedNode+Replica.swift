import Replica

@testable import Simulator

extension SimulatedNode {
  /// As it is now: a copy.
  var replica: Replica? {
    get { mind?.look { $0 } }
    set { mind = newValue.map(Mind.init) }
  }
}
