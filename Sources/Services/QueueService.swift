internal import GRPC
internal import Messages
internal import Node
internal import StateMachine

/// `carillon.v1.QueueService`: queues; pools and freezes are not served yet.
struct QueueService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.QueueService
    desk.read(&router, Method.getQueue, .getQueue)
    desk.read(&router, Method.listQueues, .listQueues)
    desk.write(&router, Method.updateQueue, .updateQueue)
    desk.write(&router, Method.pauseQueue, .pauseQueue)
    desk.write(&router, Method.resumeQueue, .resumeQueue)
  }
}
