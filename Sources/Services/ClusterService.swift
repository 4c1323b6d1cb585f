internal import Cron
internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// `carillon.v1.ClusterService`: who is in the cluster, who leads, and how it fares.
struct ClusterService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.ClusterService
    let node = desk.node
    node.serve(into: &router, Method.getStatus.path, .local) { call in
      do throws(Failure) {
        let request = try GetStatusRequest(decoding: call.request)
        gather(request.local) { call.respond($0.encoded(), at: node.mark) }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    node.serve(into: &router, Method.listMembers.path, .local) { call in
      gather(false) { status in
        var response = ListMembersResponse()
        response.members = status.members
        response.configurationIndex = node.configurationIndex.rawValue
        response.joint = node.isJoint
        call.respond(response.encoded(), at: node.mark)
      }
    }
    node.serve(into: &router, Method.transferLeadership.path, .handover) { call in
      do throws(Failure) {
        let request = try TransferLeadershipRequest(decoding: call.request)
        let target = request.member.isEmpty ? nil : try member(request.member)
        let start = node.turn.now
        node.transferLeadership(to: target) { answer in
          if case .failure(let failure) = answer.result {
            return call.fail(failure, at: answer.mark)
          }
          call.respond(
            TransferLeadershipResponse(
              leader: node.leaderID.map { name(of: $0) } ?? "", term: node.term.rawValue,
              took: node.turn.now - start
            ).encoded(), at: answer.mark)
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    registerChanges(into: &router)
    desk.write(&router, Method.release, .release)
    node.serve(into: &router, Method.updateZones.path, .leader) { call in
      do throws(Failure) {
        let request = try UpdateZonesRequest(decoding: call.request)
        node.updateZones(
          request.bundle, forced: request.force, validateOnly: request.validateOnly, for: call
        ) { result, mark in
          switch result {
          case .failure(let failure): call.fail(failure, at: mark)
          case .success(let update):
            var response = UpdateZonesResponse()
            response.zones = ClusterService.describe(update.bundle)
            response.moves = update.moves.map { schedule, next in
              UpdateZonesResponse.Move(
                schedule: schedule.id.text, beforeTime: schedule.next,
                afterTime: next == .distantFuture ? nil : next)
            }
            call.respond(response.encoded(), at: mark)
          }
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    node.serve(into: &router, Method.getZones.path, .read) { call in
      guard let zones = node.zones else {
        return call.fail(
          Failure(.unavailable, .notReady, "this node has no zone data yet"), at: node.mark)
      }
      call.respond(ClusterService.describe(zones).encoded(), at: node.mark)
    }
  }

  private static func describe(_ zones: ZoneBundle) -> ZoneData {
    ZoneData(
      hash: zones.hash.description, release: zones.release, zones: UInt32(zones.names.count),
      names: zones.names)
  }
}
