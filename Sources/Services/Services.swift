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
    HealthService(desk: desk).register(into: &router)
    ReflectionService(desk: desk).register(into: &router)
  }

  /// What reflection and health tell about, in order of name.
  static let names = [
    Methods.ClusterService.name, Methods.EventService.name, Methods.ExecutionService.name,
    Methods.JobService.name, Methods.ModuleService.name, Methods.QueueService.name,
    Methods.ScheduleService.name, Methods.SettingsService.name, Methods.WorkerService.name,
    Methods.Health.name, Methods.ServerReflection.name,
  ].sorted()
}
