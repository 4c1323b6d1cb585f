internal import Cron
internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// `carillon.v1.ScheduleService`: when jobs are due. Expressions and zones are checked here, against
/// the replicated zone data; due times are computed by the leader's scheduler.
struct ScheduleService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.ScheduleService
    let checks = Checks(node: desk.node)
    desk.write(&router, Method.createSchedule, .createSchedule) { (body) throws(Failure) in
      try checks.schedule(try CreateScheduleRequest(decoding: body).schedule, at: "schedule")
    }
    desk.write(&router, Method.updateSchedule, .updateSchedule) { (body) throws(Failure) in
      try checks.schedule(try UpdateScheduleRequest(decoding: body).schedule, at: "schedule")
    }
    desk.write(&router, Method.deleteSchedule, .deleteSchedule)
    desk.write(&router, Method.pauseSchedule, .pauseSchedule)
    desk.write(&router, Method.resumeSchedule, .resumeSchedule)
    desk.write(&router, Method.triggerSchedule, .triggerSchedule) { (body) throws(Failure) in
      let request = try TriggerScheduleRequest(decoding: body)
      try Checks.json(request.payload, request.contentType, at: "payload")
    }
    desk.read(&router, Method.getSchedule, .getSchedule)
    desk.read(&router, Method.listSchedules, .listSchedules)
    preview(&router, Method.previewSchedule)
  }

  /// Due times to come of a stored schedule or of an expression, with what a change of clocks does.
  private func preview(_ router: inout Router, _ method: Messages.Method) {
    let node = desk.node
    let checks = Checks(node: node)
    node.serve(into: &router, method.path, .read) { call in
      do throws(Failure) {
        let request = try PreviewScheduleRequest(decoding: call.request)
        guard !request.schedule.isEmpty else {
          return call.respond(try answer(request, request.definition, checks), at: node.mark)
        }
        let get = GetScheduleRequest(schedule: request.schedule)
        node.query(Query(.getSchedule, get.encoded()), try desk.freshness(call)) { stored in
          do throws(Failure) {
            guard case .success(let bytes) = stored.result else { return call.finish(stored) }
            let schedule = try Schedule(decoding: bytes)
            call.respond(try self.answer(request, schedule, checks), at: stored.mark)
          } catch {
            call.fail(error, at: stored.mark)
          }
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  /// Due times shown at most.
  static let mostPreviewed = 1_000

  private func answer(
    _ request: PreviewScheduleRequest, _ schedule: Schedule?, _ checks: Checks
  ) throws(Failure) -> Bytes {
    guard let schedule, let timing = schedule.timing else {
      throw Failure.field(
        "definition", .fieldInvalid, "name a schedule, or give an expression to preview")
    }
    guard request.count <= ScheduleService.mostPreviewed else {
      throw Failure.field(
        "count", .fieldInvalid, "\(request.count) due times, at most 1000 are shown")
    }
    let count = request.count == 0 ? 5 : Int(request.count)
    let after = request.afterTime ?? desk.node.wallClock
    let zone = try checks.zone(schedule.zone, at: "definition.zone")
    var response = PreviewScheduleResponse()
    if case .atTime(let time) = timing {
      response.words = "once"
      response.ends = true
      if time > after {
        response.items = [
          PreviewScheduleResponse.Item(dueTime: time, local: "", note: "", utcOffset: .zero)
        ]
      }
      return response.encoded()
    }
    let recurrence = try checks.recurrence(schedule, at: "definition")
    let zoneName = schedule.zone.isEmpty ? "UTC" : schedule.zone
    response.words = "\(recurrence.words), \(zoneName)"
    for entry in recurrence.preview(after: after, count: count, in: zone) {
      if let end = schedule.endTime, entry.due > end {
        response.ends = true
        break
      }
      response.items.append(
        PreviewScheduleResponse.Item(
          dueTime: entry.due, local: entry.wallText, note: entry.note,
          utcOffset: .seconds(entry.offset)))
    }
    return response.encoded()
  }
}
