public import GRPC
internal import Messages
public import Node

/// The public API of a node: one file for each gRPC service. Each checks what a client sent, makes a
/// command or a query of it, and answers; what is decided is decided in the replica.
public enum Services {
  /// Registers every service of `node`. On its loop, before its server listens.
  public static func register(on node: Node, into router: inout Router) {
    let desk = Desk(node: node)
    JobService(desk: desk).register(into: &router)
    ScheduleService(desk: desk).register(into: &router)
    ExecutionService(desk: desk).register(into: &router)
    QueueService(desk: desk).register(into: &router)
    WorkerService(desk: desk).register(into: &router)
    EventService(desk: desk).register(into: &router)
    ModuleService(desk: desk).register(into: &router)
    ClusterService(desk: desk).register(into: &router)
    SettingsService(desk: desk).register(into: &router)
    MaintenanceService(desk: desk).register(into: &router)
    HealthService(desk: desk).register(into: &router)
    ReflectionService(desk: desk).register(into: &router)
    refuseOthers(&router)
  }

  /// What the API has a place for and this version does not do says so, in a sentence: a bare
  /// "unknown method" would tell a client that it is of another world.
  private static func refuseOthers(_ router: inout Router) {
    let served = Set(router.paths)
    for method in Methods.all where method.path.hasPrefix("/carillon.v1.") {
      guard !served.contains(method.path) else { continue }
      let status = Status(Services.notServed(method))
      if method.isClientStreaming {
        router.stream(method.path) { call in call.fail(status) }
      } else {
        router.unary(method.path) { _, call in call.fail(status) }
      }
    }
  }

  static func notServed(_ method: Messages.Method) -> Failure {
    let name = method.path.split(separator: "/").last.map { String($0) } ?? method.path
    var failure = Failure(
      .unimplemented, .unimplemented,
      "\(name) is part of the API and not of this version of clusterd")
    failure.metadata = [Failure.Entry("method", method.path)]
    return failure
  }

  /// What reflection and health tell about, in order of name.
  static let names = [
    Methods.ClusterService.name, Methods.EventService.name, Methods.ExecutionService.name,
    Methods.JobService.name, Methods.MaintenanceService.name, Methods.ModuleService.name,
    Methods.QueueService.name,
    Methods.ScheduleService.name, Methods.SettingsService.name, Methods.WorkerService.name,
    Methods.Health.name, Methods.ServerReflection.name,
  ].sorted()
}
