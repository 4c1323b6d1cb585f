internal import GRPC
internal import Messages
internal import Node

/// Maintenance of nodes: backups, so far.
struct MaintenanceService {
  let desk: Desk

  func register(into router: inout Router) {
    let (desk, node) = (desk, desk.node)
    node.serve(into: &router, Methods.MaintenanceService.saveSnapshot.path, .read) { call in
      do throws(Failure) {
        BackupStream.start(try SaveSnapshotRequest(decoding: call.request), call, desk)
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }
}
