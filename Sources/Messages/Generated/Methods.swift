// Made by tools/generate from proto/; do not edit.
// swift-format-ignore-file

/// Every method, by service: `Methods.ExecutionService.enqueue`.
public enum Methods {
  /// `carillon.internal.v1.PeerService`
  public enum PeerService {
    public static let name = "carillon.internal.v1.PeerService"

    /// One per direction, for as long as the connection lives.
    public static let replicate = Method(
      path: "/carillon.internal.v1.PeerService/Replicate", role: .unspecified,
      isClientStreaming: true, isServerStreaming: true,
      request: "carillon.internal.v1.PeerMessage", response: "carillon.internal.v1.PeerAcknowledgement", routes: [])
    /// Of its own, so that a snapshot never delays a heartbeat.
    public static let sendSnapshot = Method(
      path: "/carillon.internal.v1.PeerService/SendSnapshot", role: .unspecified,
      isClientStreaming: true, isServerStreaming: true,
      request: "carillon.internal.v1.SnapshotChunk", response: "carillon.internal.v1.SnapshotProgress", routes: [])
    public static let join = Method(
      path: "/carillon.internal.v1.PeerService/Join", role: .unspecified,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.internal.v1.JoinRequest", response: "carillon.internal.v1.JoinResponse", routes: [])

    public static let all: [Method] = [replicate, sendSnapshot, join]
  }

  /// `carillon.v1.AccessService`
  public enum AccessService {
    public static let name = "carillon.v1.AccessService"

    public static let createToken = Method(
      path: "/carillon.v1.AccessService/CreateToken", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreateTokenRequest", response: "carillon.v1.CreateTokenResponse", routes: [])
    public static let listTokens = Method(
      path: "/carillon.v1.AccessService/ListTokens", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListTokensRequest", response: "carillon.v1.ListTokensResponse", routes: [])
    public static let rotateToken = Method(
      path: "/carillon.v1.AccessService/RotateToken", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.RotateTokenRequest", response: "carillon.v1.CreateTokenResponse", routes: [])
    public static let revokeToken = Method(
      path: "/carillon.v1.AccessService/RevokeToken", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.RevokeTokenRequest", response: "google.protobuf.Empty", routes: [])
    public static let createBinding = Method(
      path: "/carillon.v1.AccessService/CreateBinding", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreateBindingRequest", response: "carillon.v1.Binding", routes: [])
    public static let listBindings = Method(
      path: "/carillon.v1.AccessService/ListBindings", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListBindingsRequest", response: "carillon.v1.ListBindingsResponse", routes: [])
    public static let deleteBinding = Method(
      path: "/carillon.v1.AccessService/DeleteBinding", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteBindingRequest", response: "google.protobuf.Empty", routes: [])
    public static let whoAmI = Method(
      path: "/carillon.v1.AccessService/WhoAmI", role: .anyone,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.WhoAmIRequest", response: "carillon.v1.WhoAmIResponse", routes: [])
    public static let listAuditEvents = Method(
      path: "/carillon.v1.AccessService/ListAuditEvents", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListAuditEventsRequest", response: "carillon.v1.ListAuditEventsResponse", routes: [])

    public static let all: [Method] = [createToken, listTokens, rotateToken, revokeToken, createBinding, listBindings, deleteBinding, whoAmI, listAuditEvents]
  }

  /// `carillon.v1.OperationService`
  public enum OperationService {
    public static let name = "carillon.v1.OperationService"

    public static let getOperation = Method(
      path: "/carillon.v1.OperationService/GetOperation", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetOperationRequest", response: "carillon.v1.Operation", routes: [])
    public static let listOperations = Method(
      path: "/carillon.v1.OperationService/ListOperations", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListOperationsRequest", response: "carillon.v1.ListOperationsResponse", routes: [])
    public static let cancelOperation = Method(
      path: "/carillon.v1.OperationService/CancelOperation", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CancelOperationRequest", response: "carillon.v1.Operation", routes: [])
    /// Answers when it is done, or at the deadline with what it is then.
    public static let waitOperation = Method(
      path: "/carillon.v1.OperationService/WaitOperation", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.WaitOperationRequest", response: "carillon.v1.Operation", routes: [])

    public static let all: [Method] = [getOperation, listOperations, cancelOperation, waitOperation]
  }

  /// `carillon.v1.ExecutionService`
  public enum ExecutionService {
    public static let name = "carillon.v1.ExecutionService"

    public static let enqueue = Method(
      path: "/carillon.v1.ExecutionService/Enqueue", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.EnqueueRequest", response: "carillon.v1.EnqueueResponse", routes: [])
    /// All or nothing, up to 10,000.
    public static let enqueueBatch = Method(
      path: "/carillon.v1.ExecutionService/EnqueueBatch", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.EnqueueBatchRequest", response: "carillon.v1.EnqueueBatchResponse", routes: [])
    public static let getExecution = Method(
      path: "/carillon.v1.ExecutionService/GetExecution", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetExecutionRequest", response: "carillon.v1.Execution", routes: [HTTPRoute(.get, "/api/v1/executions/{execution}", body: "")])
    public static let listExecutions = Method(
      path: "/carillon.v1.ExecutionService/ListExecutions", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListExecutionsRequest", response: "carillon.v1.ListExecutionsResponse", routes: [HTTPRoute(.get, "/api/v1/executions", body: ""), HTTPRoute(.get, "/api/v1/jobs/{job}/executions", body: "")])
    /// Answers when it is terminal, or at the deadline with what it is then.
    public static let awaitExecution = Method(
      path: "/carillon.v1.ExecutionService/AwaitExecution", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.AwaitExecutionRequest", response: "carillon.v1.Execution", routes: [])
    public static let cancelExecution = Method(
      path: "/carillon.v1.ExecutionService/CancelExecution", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CancelExecutionRequest", response: "carillon.v1.Execution", routes: [])
    public static let deleteExecution = Method(
      path: "/carillon.v1.ExecutionService/DeleteExecution", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteExecutionRequest", response: "google.protobuf.Empty", routes: [HTTPRoute(.delete, "/api/v1/executions/{execution}", body: "")])
    public static let requeueExecutions = Method(
      path: "/carillon.v1.ExecutionService/RequeueExecutions", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.RequeueExecutionsRequest", response: "carillon.v1.RequeueExecutionsResponse", routes: [])
    public static let discardExecutions = Method(
      path: "/carillon.v1.ExecutionService/DiscardExecutions", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DiscardExecutionsRequest", response: "carillon.v1.Operation", routes: [])
    public static let cancelExecutions = Method(
      path: "/carillon.v1.ExecutionService/CancelExecutions", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CancelExecutionsRequest", response: "carillon.v1.Operation", routes: [])
    public static let listLogs = Method(
      path: "/carillon.v1.ExecutionService/ListLogs", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListLogsRequest", response: "carillon.v1.ListLogsResponse", routes: [HTTPRoute(.get, "/api/v1/executions/{execution}/logs", body: "")])
    /// State changes, progress and log lines from a position, without gap.
    public static let followExecution = Method(
      path: "/carillon.v1.ExecutionService/FollowExecution", role: .viewer,
      isClientStreaming: false, isServerStreaming: true,
      request: "carillon.v1.FollowExecutionRequest", response: "carillon.v1.FollowExecutionResponse", routes: [])
    public static let getFlow = Method(
      path: "/carillon.v1.ExecutionService/GetFlow", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetFlowRequest", response: "carillon.v1.GetFlowResponse", routes: [])
    public static let approveExecution = Method(
      path: "/carillon.v1.ExecutionService/ApproveExecution", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ApproveExecutionRequest", response: "carillon.v1.Execution", routes: [])
    public static let refuseExecution = Method(
      path: "/carillon.v1.ExecutionService/RefuseExecution", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.RefuseExecutionRequest", response: "carillon.v1.Execution", routes: [])

    public static let all: [Method] = [enqueue, enqueueBatch, getExecution, listExecutions, awaitExecution, cancelExecution, deleteExecution, requeueExecutions, discardExecutions, cancelExecutions, listLogs, followExecution, getFlow, approveExecution, refuseExecution]
  }

  /// `carillon.v1.ScheduleService`
  public enum ScheduleService {
    public static let name = "carillon.v1.ScheduleService"

    public static let createSchedule = Method(
      path: "/carillon.v1.ScheduleService/CreateSchedule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreateScheduleRequest", response: "carillon.v1.Schedule", routes: [])
    public static let getSchedule = Method(
      path: "/carillon.v1.ScheduleService/GetSchedule", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetScheduleRequest", response: "carillon.v1.Schedule", routes: [])
    public static let listSchedules = Method(
      path: "/carillon.v1.ScheduleService/ListSchedules", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListSchedulesRequest", response: "carillon.v1.ListSchedulesResponse", routes: [])
    public static let updateSchedule = Method(
      path: "/carillon.v1.ScheduleService/UpdateSchedule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateScheduleRequest", response: "carillon.v1.Schedule", routes: [])
    public static let deleteSchedule = Method(
      path: "/carillon.v1.ScheduleService/DeleteSchedule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteScheduleRequest", response: "google.protobuf.Empty", routes: [])
    public static let pauseSchedule = Method(
      path: "/carillon.v1.ScheduleService/PauseSchedule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.PauseScheduleRequest", response: "carillon.v1.Schedule", routes: [])
    public static let resumeSchedule = Method(
      path: "/carillon.v1.ScheduleService/ResumeSchedule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ResumeScheduleRequest", response: "carillon.v1.Schedule", routes: [])
    public static let triggerSchedule = Method(
      path: "/carillon.v1.ScheduleService/TriggerSchedule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.TriggerScheduleRequest", response: "carillon.v1.TriggerScheduleResponse", routes: [])
    public static let skipDueTimes = Method(
      path: "/carillon.v1.ScheduleService/SkipDueTimes", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.SkipDueTimesRequest", response: "carillon.v1.Schedule", routes: [])
    /// What will run when, with usual durations.
    public static let forecast = Method(
      path: "/carillon.v1.ScheduleService/Forecast", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ForecastRequest", response: "carillon.v1.ForecastResponse", routes: [])
    public static let backfillSchedule = Method(
      path: "/carillon.v1.ScheduleService/BackfillSchedule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.BackfillScheduleRequest", response: "carillon.v1.Operation", routes: [])
    public static let previewSchedule = Method(
      path: "/carillon.v1.ScheduleService/PreviewSchedule", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.PreviewScheduleRequest", response: "carillon.v1.PreviewScheduleResponse", routes: [])
    /// What was skipped or missed, as ranges.
    public static let listSkips = Method(
      path: "/carillon.v1.ScheduleService/ListSkips", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListSkipsRequest", response: "carillon.v1.ListSkipsResponse", routes: [])
    public static let createCalendar = Method(
      path: "/carillon.v1.ScheduleService/CreateCalendar", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreateCalendarRequest", response: "carillon.v1.Calendar", routes: [])
    public static let getCalendar = Method(
      path: "/carillon.v1.ScheduleService/GetCalendar", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetCalendarRequest", response: "carillon.v1.Calendar", routes: [])
    public static let listCalendars = Method(
      path: "/carillon.v1.ScheduleService/ListCalendars", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListCalendarsRequest", response: "carillon.v1.ListCalendarsResponse", routes: [])
    public static let updateCalendar = Method(
      path: "/carillon.v1.ScheduleService/UpdateCalendar", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateCalendarRequest", response: "carillon.v1.Calendar", routes: [])
    public static let deleteCalendar = Method(
      path: "/carillon.v1.ScheduleService/DeleteCalendar", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteCalendarRequest", response: "google.protobuf.Empty", routes: [])

    public static let all: [Method] = [createSchedule, getSchedule, listSchedules, updateSchedule, deleteSchedule, pauseSchedule, resumeSchedule, triggerSchedule, skipDueTimes, forecast, backfillSchedule, previewSchedule, listSkips, createCalendar, getCalendar, listCalendars, updateCalendar, deleteCalendar]
  }

  /// `carillon.v1.QueueService`
  public enum QueueService {
    public static let name = "carillon.v1.QueueService"

    public static let getQueue = Method(
      path: "/carillon.v1.QueueService/GetQueue", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetQueueRequest", response: "carillon.v1.Queue", routes: [])
    public static let listQueues = Method(
      path: "/carillon.v1.QueueService/ListQueues", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListQueuesRequest", response: "carillon.v1.ListQueuesResponse", routes: [])
    /// Makes it where it is new.
    public static let updateQueue = Method(
      path: "/carillon.v1.QueueService/UpdateQueue", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateQueueRequest", response: "carillon.v1.Queue", routes: [])
    public static let pauseQueue = Method(
      path: "/carillon.v1.QueueService/PauseQueue", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.PauseQueueRequest", response: "carillon.v1.Queue", routes: [])
    public static let resumeQueue = Method(
      path: "/carillon.v1.QueueService/ResumeQueue", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ResumeQueueRequest", response: "carillon.v1.Queue", routes: [])
    public static let purgeQueue = Method(
      path: "/carillon.v1.QueueService/PurgeQueue", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.PurgeQueueRequest", response: "carillon.v1.Operation", routes: [])
    public static let reprioritizeQueue = Method(
      path: "/carillon.v1.QueueService/ReprioritizeQueue", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ReprioritizeQueueRequest", response: "carillon.v1.Operation", routes: [])
    public static let createPool = Method(
      path: "/carillon.v1.QueueService/CreatePool", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreatePoolRequest", response: "carillon.v1.Pool", routes: [])
    public static let getPool = Method(
      path: "/carillon.v1.QueueService/GetPool", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetPoolRequest", response: "carillon.v1.Pool", routes: [])
    public static let listPools = Method(
      path: "/carillon.v1.QueueService/ListPools", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListPoolsRequest", response: "carillon.v1.ListPoolsResponse", routes: [])
    public static let updatePool = Method(
      path: "/carillon.v1.QueueService/UpdatePool", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdatePoolRequest", response: "carillon.v1.Pool", routes: [])
    public static let deletePool = Method(
      path: "/carillon.v1.QueueService/DeletePool", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeletePoolRequest", response: "google.protobuf.Empty", routes: [])
    public static let freeze = Method(
      path: "/carillon.v1.QueueService/Freeze", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.FreezeRequest", response: "carillon.v1.FreezeRecord", routes: [])
    public static let unfreeze = Method(
      path: "/carillon.v1.QueueService/Unfreeze", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UnfreezeRequest", response: "carillon.v1.FreezeRecord", routes: [])
    public static let listFreezes = Method(
      path: "/carillon.v1.QueueService/ListFreezes", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListFreezesRequest", response: "carillon.v1.ListFreezesResponse", routes: [])

    public static let all: [Method] = [getQueue, listQueues, updateQueue, pauseQueue, resumeQueue, purgeQueue, reprioritizeQueue, createPool, getPool, listPools, updatePool, deletePool, freeze, unfreeze, listFreezes]
  }

  /// `carillon.v1.ClusterService`
  public enum ClusterService {
    public static let name = "carillon.v1.ClusterService"

    public static let getStatus = Method(
      path: "/carillon.v1.ClusterService/GetStatus", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetStatusRequest", response: "carillon.v1.ClusterStatus", routes: [])
    public static let listMembers = Method(
      path: "/carillon.v1.ClusterService/ListMembers", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListMembersRequest", response: "carillon.v1.ListMembersResponse", routes: [])
    /// Announces a node: its name and its address are kept for it, and it is let in when it asks.
    public static let addMember = Method(
      path: "/carillon.v1.ClusterService/AddMember", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.AddMemberRequest", response: "carillon.v1.ClusterMember", routes: [])
    public static let promoteMember = Method(
      path: "/carillon.v1.ClusterService/PromoteMember", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.PromoteMemberRequest", response: "carillon.v1.ClusterMember", routes: [])
    public static let removeMember = Method(
      path: "/carillon.v1.ClusterService/RemoveMember", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.RemoveMemberRequest", response: "google.protobuf.Empty", routes: [])
    /// Another node for one of the voters: a learner first, then in its place by one joint change. The
    /// answer comes when this is under way, and goes on by itself; asked again it tells how far it is.
    public static let replaceMember = Method(
      path: "/carillon.v1.ClusterService/ReplaceMember", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ReplaceMemberRequest", response: "carillon.v1.ReplaceMemberResponse", routes: [])
    public static let transferLeadership = Method(
      path: "/carillon.v1.ClusterService/TransferLeadership", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.TransferLeadershipRequest", response: "carillon.v1.TransferLeadershipResponse", routes: [])
    public static let checkConsistency = Method(
      path: "/carillon.v1.ClusterService/CheckConsistency", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CheckConsistencyRequest", response: "carillon.v1.CheckConsistencyResponse", routes: [])
    /// After a restore.
    public static let release = Method(
      path: "/carillon.v1.ClusterService/Release", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ReleaseRequest", response: "carillon.v1.ReleaseResponse", routes: [])
    public static let updateZones = Method(
      path: "/carillon.v1.ClusterService/UpdateZones", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateZonesRequest", response: "carillon.v1.UpdateZonesResponse", routes: [])
    public static let getZones = Method(
      path: "/carillon.v1.ClusterService/GetZones", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetZonesRequest", response: "carillon.v1.ZoneData", routes: [])

    public static let all: [Method] = [getStatus, listMembers, addMember, promoteMember, removeMember, replaceMember, transferLeadership, checkConsistency, release, updateZones, getZones]
  }

  /// `carillon.v1.EventService`
  public enum EventService {
    public static let name = "carillon.v1.EventService"

    /// 1 to 1,000, all or nothing.
    public static let publishEvents = Method(
      path: "/carillon.v1.EventService/PublishEvents", role: .publisher,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.PublishEventsRequest", response: "carillon.v1.PublishEventsResponse", routes: [HTTPRoute(.post, "/api/v1/events", body: "*")])
    public static let getEvent = Method(
      path: "/carillon.v1.EventService/GetEvent", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetEventRequest", response: "carillon.v1.Event", routes: [])
    public static let listEvents = Method(
      path: "/carillon.v1.EventService/ListEvents", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListEventsRequest", response: "carillon.v1.ListEventsResponse", routes: [HTTPRoute(.get, "/api/v1/events", body: ""), HTTPRoute(.get, "/api/v1/events/{name}", body: "")])
    /// From now, an offset or a time, then the live tail, without a gap between.
    public static let subscribe = Method(
      path: "/carillon.v1.EventService/Subscribe", role: .viewer,
      isClientStreaming: false, isServerStreaming: true,
      request: "carillon.v1.SubscribeRequest", response: "carillon.v1.SubscribeResponse", routes: [])
    /// The chain up and down from an event or an execution.
    public static let traceEvent = Method(
      path: "/carillon.v1.EventService/TraceEvent", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.TraceEventRequest", response: "carillon.v1.TraceEventResponse", routes: [])
    public static let replayEvents = Method(
      path: "/carillon.v1.EventService/ReplayEvents", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ReplayEventsRequest", response: "carillon.v1.Operation", routes: [])
    public static let createEventType = Method(
      path: "/carillon.v1.EventService/CreateEventType", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreateEventTypeRequest", response: "carillon.v1.EventType", routes: [])
    public static let getEventType = Method(
      path: "/carillon.v1.EventService/GetEventType", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetEventTypeRequest", response: "carillon.v1.EventType", routes: [])
    public static let listEventTypes = Method(
      path: "/carillon.v1.EventService/ListEventTypes", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListEventTypesRequest", response: "carillon.v1.ListEventTypesResponse", routes: [])
    public static let updateEventType = Method(
      path: "/carillon.v1.EventService/UpdateEventType", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateEventTypeRequest", response: "carillon.v1.EventType", routes: [])
    public static let deleteEventType = Method(
      path: "/carillon.v1.EventService/DeleteEventType", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteEventTypeRequest", response: "google.protobuf.Empty", routes: [])

    public static let all: [Method] = [publishEvents, getEvent, listEvents, subscribe, traceEvent, replayEvents, createEventType, getEventType, listEventTypes, updateEventType, deleteEventType]
  }

  /// `carillon.v1.ConsumerService`
  public enum ConsumerService {
    public static let name = "carillon.v1.ConsumerService"

    public static let createConsumer = Method(
      path: "/carillon.v1.ConsumerService/CreateConsumer", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreateConsumerRequest", response: "carillon.v1.Consumer", routes: [])
    public static let getConsumer = Method(
      path: "/carillon.v1.ConsumerService/GetConsumer", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetConsumerRequest", response: "carillon.v1.Consumer", routes: [])
    public static let listConsumers = Method(
      path: "/carillon.v1.ConsumerService/ListConsumers", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListConsumersRequest", response: "carillon.v1.ListConsumersResponse", routes: [])
    public static let updateConsumer = Method(
      path: "/carillon.v1.ConsumerService/UpdateConsumer", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateConsumerRequest", response: "carillon.v1.Consumer", routes: [])
    public static let deleteConsumer = Method(
      path: "/carillon.v1.ConsumerService/DeleteConsumer", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteConsumerRequest", response: "google.protobuf.Empty", routes: [])
    public static let pauseConsumer = Method(
      path: "/carillon.v1.ConsumerService/PauseConsumer", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.PauseConsumerRequest", response: "carillon.v1.Consumer", routes: [])
    public static let resumeConsumer = Method(
      path: "/carillon.v1.ConsumerService/ResumeConsumer", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ResumeConsumerRequest", response: "carillon.v1.Consumer", routes: [])
    public static let seekConsumer = Method(
      path: "/carillon.v1.ConsumerService/SeekConsumer", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.SeekConsumerRequest", response: "carillon.v1.Consumer", routes: [])
    /// Long poll.
    public static let fetch = Method(
      path: "/carillon.v1.ConsumerService/Fetch", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.FetchRequest", response: "carillon.v1.FetchResponse", routes: [])
    public static let consume = Method(
      path: "/carillon.v1.ConsumerService/Consume", role: .operator,
      isClientStreaming: true, isServerStreaming: true,
      request: "carillon.v1.ConsumeRequest", response: "carillon.v1.ConsumeResponse", routes: [])
    public static let acknowledge = Method(
      path: "/carillon.v1.ConsumerService/Acknowledge", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.AcknowledgeRequest", response: "carillon.v1.AcknowledgeResponse", routes: [])
    public static let reject = Method(
      path: "/carillon.v1.ConsumerService/Reject", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.RejectRequest", response: "carillon.v1.RejectResponse", routes: [])
    public static let listDeadLetters = Method(
      path: "/carillon.v1.ConsumerService/ListDeadLetters", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListDeadLettersRequest", response: "carillon.v1.ListDeadLettersResponse", routes: [])
    public static let requeueDeadLetters = Method(
      path: "/carillon.v1.ConsumerService/RequeueDeadLetters", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.RequeueDeadLettersRequest", response: "carillon.v1.Operation", routes: [])
    public static let discardDeadLetters = Method(
      path: "/carillon.v1.ConsumerService/DiscardDeadLetters", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DiscardDeadLettersRequest", response: "carillon.v1.Operation", routes: [])

    public static let all: [Method] = [createConsumer, getConsumer, listConsumers, updateConsumer, deleteConsumer, pauseConsumer, resumeConsumer, seekConsumer, fetch, consume, acknowledge, reject, listDeadLetters, requeueDeadLetters, discardDeadLetters]
  }

  /// `carillon.v1.JobService`
  public enum JobService {
    public static let name = "carillon.v1.JobService"

    public static let createJob = Method(
      path: "/carillon.v1.JobService/CreateJob", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreateJobRequest", response: "carillon.v1.Job", routes: [HTTPRoute(.post, "/api/v1/jobs", body: "job")])
    public static let getJob = Method(
      path: "/carillon.v1.JobService/GetJob", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetJobRequest", response: "carillon.v1.Job", routes: [HTTPRoute(.get, "/api/v1/jobs/{job}", body: "")])
    public static let listJobs = Method(
      path: "/carillon.v1.JobService/ListJobs", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListJobsRequest", response: "carillon.v1.ListJobsResponse", routes: [HTTPRoute(.get, "/api/v1/jobs", body: "")])
    public static let updateJob = Method(
      path: "/carillon.v1.JobService/UpdateJob", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateJobRequest", response: "carillon.v1.Job", routes: [HTTPRoute(.put, "/api/v1/jobs/{job.name}", body: "job")])
    public static let deleteJob = Method(
      path: "/carillon.v1.JobService/DeleteJob", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteJobRequest", response: "google.protobuf.Empty", routes: [HTTPRoute(.delete, "/api/v1/jobs/{job}", body: "")])
    public static let enableJob = Method(
      path: "/carillon.v1.JobService/EnableJob", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.EnableJobRequest", response: "carillon.v1.Job", routes: [HTTPRoute(.put, "/api/v1/jobs/{job}/enable", body: "*")])
    public static let disableJob = Method(
      path: "/carillon.v1.JobService/DisableJob", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DisableJobRequest", response: "carillon.v1.Job", routes: [HTTPRoute(.put, "/api/v1/jobs/{job}/disable", body: "*")])
    /// The manual trigger.
    public static let executeJob = Method(
      path: "/carillon.v1.JobService/ExecuteJob", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ExecuteJobRequest", response: "carillon.v1.Execution", routes: [HTTPRoute(.post, "/api/v1/jobs/{job}/execute", body: "*")])
    /// Many definitions in one entry; `validate_only` makes it a diff.
    public static let applyJobs = Method(
      path: "/carillon.v1.JobService/ApplyJobs", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ApplyJobsRequest", response: "carillon.v1.ApplyJobsResponse", routes: [])

    public static let all: [Method] = [createJob, getJob, listJobs, updateJob, deleteJob, enableJob, disableJob, executeJob, applyJobs]
  }

  /// `carillon.v1.MaintenanceService`
  public enum MaintenanceService {
    public static let name = "carillon.v1.MaintenanceService"

    /// A backup of the node's state, with all that was acknowledged before the call: the header's
    /// `archive`, the chunks' data in order, and a trailer (docs/operations.md) make the file.
    public static let saveSnapshot = Method(
      path: "/carillon.v1.MaintenanceService/SaveSnapshot", role: .admin,
      isClientStreaming: false, isServerStreaming: true,
      request: "carillon.v1.SaveSnapshotRequest", response: "carillon.v1.SaveSnapshotResponse", routes: [])
    public static let diagnose = Method(
      path: "/carillon.v1.MaintenanceService/Diagnose", role: .admin,
      isClientStreaming: false, isServerStreaming: true,
      request: "carillon.v1.DiagnoseRequest", response: "carillon.v1.DiagnoseResponse", routes: [])
    public static let setLogLevel = Method(
      path: "/carillon.v1.MaintenanceService/SetLogLevel", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.SetLogLevelRequest", response: "google.protobuf.Empty", routes: [])
    public static let compact = Method(
      path: "/carillon.v1.MaintenanceService/Compact", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CompactRequest", response: "carillon.v1.CompactResponse", routes: [])

    public static let all: [Method] = [saveSnapshot, diagnose, setLogLevel, compact]
  }

  /// `carillon.v1.ModuleService`
  public enum ModuleService {
    public static let name = "carillon.v1.ModuleService"

    public static let uploadBundle = Method(
      path: "/carillon.v1.ModuleService/UploadBundle", role: .operator,
      isClientStreaming: true, isServerStreaming: false,
      request: "carillon.v1.UploadBundleRequest", response: "carillon.v1.UploadBundleResponse", routes: [])
    /// How much of an upload is here, to go on after.
    public static let getBundle = Method(
      path: "/carillon.v1.ModuleService/GetBundle", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetBundleRequest", response: "carillon.v1.Bundle", routes: [])
    public static let downloadBundle = Method(
      path: "/carillon.v1.ModuleService/DownloadBundle", role: .worker,
      isClientStreaming: false, isServerStreaming: true,
      request: "carillon.v1.DownloadBundleRequest", response: "carillon.v1.DownloadBundleResponse", routes: [])
    public static let applyModule = Method(
      path: "/carillon.v1.ModuleService/ApplyModule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ApplyModuleRequest", response: "carillon.v1.ApplyModuleResponse", routes: [])
    public static let getModule = Method(
      path: "/carillon.v1.ModuleService/GetModule", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetModuleRequest", response: "carillon.v1.Module", routes: [])
    public static let listModules = Method(
      path: "/carillon.v1.ModuleService/ListModules", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListModulesRequest", response: "carillon.v1.ListModulesResponse", routes: [])
    public static let enableModule = Method(
      path: "/carillon.v1.ModuleService/EnableModule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.EnableModuleRequest", response: "carillon.v1.Module", routes: [])
    public static let disableModule = Method(
      path: "/carillon.v1.ModuleService/DisableModule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DisableModuleRequest", response: "carillon.v1.Module", routes: [])
    public static let rollbackModule = Method(
      path: "/carillon.v1.ModuleService/RollbackModule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.RollbackModuleRequest", response: "carillon.v1.Module", routes: [])
    public static let deleteModule = Method(
      path: "/carillon.v1.ModuleService/DeleteModule", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteModuleRequest", response: "google.protobuf.Empty", routes: [])
    public static let validateManifest = Method(
      path: "/carillon.v1.ModuleService/ValidateManifest", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ValidateManifestRequest", response: "carillon.v1.ValidateManifestResponse", routes: [])

    public static let all: [Method] = [uploadBundle, getBundle, downloadBundle, applyModule, getModule, listModules, enableModule, disableModule, rollbackModule, deleteModule, validateManifest]
  }

  /// `carillon.v1.SecretService`
  public enum SecretService {
    public static let name = "carillon.v1.SecretService"

    public static let createSecret = Method(
      path: "/carillon.v1.SecretService/CreateSecret", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CreateSecretRequest", response: "carillon.v1.Secret", routes: [])
    public static let listSecrets = Method(
      path: "/carillon.v1.SecretService/ListSecrets", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListSecretsRequest", response: "carillon.v1.ListSecretsResponse", routes: [])
    public static let updateSecret = Method(
      path: "/carillon.v1.SecretService/UpdateSecret", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateSecretRequest", response: "carillon.v1.Secret", routes: [])
    public static let deleteSecret = Method(
      path: "/carillon.v1.SecretService/DeleteSecret", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DeleteSecretRequest", response: "google.protobuf.Empty", routes: [])
    /// For a held lease.
    public static let resolveSecrets = Method(
      path: "/carillon.v1.SecretService/ResolveSecrets", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ResolveSecretsRequest", response: "carillon.v1.ResolveSecretsResponse", routes: [])

    public static let all: [Method] = [createSecret, listSecrets, updateSecret, deleteSecret, resolveSecrets]
  }

  /// `carillon.v1.SettingsService`
  public enum SettingsService {
    public static let name = "carillon.v1.SettingsService"

    public static let getSettings = Method(
      path: "/carillon.v1.SettingsService/GetSettings", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetSettingsRequest", response: "carillon.v1.Settings", routes: [])
    public static let updateSettings = Method(
      path: "/carillon.v1.SettingsService/UpdateSettings", role: .admin,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.UpdateSettingsRequest", response: "carillon.v1.Settings", routes: [])
    public static let listSettingsHistory = Method(
      path: "/carillon.v1.SettingsService/ListSettingsHistory", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListSettingsHistoryRequest", response: "carillon.v1.ListSettingsHistoryResponse", routes: [])

    public static let all: [Method] = [getSettings, updateSettings, listSettingsHistory]
  }

  /// `carillon.v1.WorkerService`
  public enum WorkerService {
    public static let name = "carillon.v1.WorkerService"

    public static let work = Method(
      path: "/carillon.v1.WorkerService/Work", role: .worker,
      isClientStreaming: true, isServerStreaming: true,
      request: "carillon.v1.WorkRequest", response: "carillon.v1.WorkResponse", routes: [])
    public static let openSession = Method(
      path: "/carillon.v1.WorkerService/OpenSession", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.OpenSessionRequest", response: "carillon.v1.OpenSessionResponse", routes: [])
    public static let keepAlive = Method(
      path: "/carillon.v1.WorkerService/KeepAlive", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.KeepAliveRequest", response: "carillon.v1.KeepAliveResponse", routes: [])
    /// Long poll: answers when there is a lease, or at the deadline without one.
    public static let leaseExecutions = Method(
      path: "/carillon.v1.WorkerService/LeaseExecutions", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.LeaseExecutionsRequest", response: "carillon.v1.LeaseExecutionsResponse", routes: [])
    public static let extendLease = Method(
      path: "/carillon.v1.WorkerService/ExtendLease", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ExtendLeaseRequest", response: "carillon.v1.ExtendLeaseResponse", routes: [])
    public static let completeExecution = Method(
      path: "/carillon.v1.WorkerService/CompleteExecution", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CompleteExecutionRequest", response: "carillon.v1.CompleteExecutionResponse", routes: [])
    public static let failExecution = Method(
      path: "/carillon.v1.WorkerService/FailExecution", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.FailExecutionRequest", response: "carillon.v1.FailExecutionResponse", routes: [])
    public static let appendLogs = Method(
      path: "/carillon.v1.WorkerService/AppendLogs", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.AppendLogsRequest", response: "carillon.v1.AppendLogsResponse", routes: [])
    public static let reportProgress = Method(
      path: "/carillon.v1.WorkerService/ReportProgress", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ReportProgressRequest", response: "carillon.v1.ReportProgressResponse", routes: [])
    public static let closeSession = Method(
      path: "/carillon.v1.WorkerService/CloseSession", role: .worker,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.CloseSessionRequest", response: "google.protobuf.Empty", routes: [])
    public static let listWorkers = Method(
      path: "/carillon.v1.WorkerService/ListWorkers", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.ListWorkersRequest", response: "carillon.v1.ListWorkersResponse", routes: [])
    public static let getWorker = Method(
      path: "/carillon.v1.WorkerService/GetWorker", role: .viewer,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.GetWorkerRequest", response: "carillon.v1.Worker", routes: [])
    public static let drainWorker = Method(
      path: "/carillon.v1.WorkerService/DrainWorker", role: .operator,
      isClientStreaming: false, isServerStreaming: false,
      request: "carillon.v1.DrainWorkerRequest", response: "carillon.v1.Worker", routes: [])

    public static let all: [Method] = [work, openSession, keepAlive, leaseExecutions, extendLease, completeExecution, failExecution, appendLogs, reportProgress, closeSession, listWorkers, getWorker, drainWorker]
  }

  /// `grpc.health.v1.Health`
  public enum Health {
    public static let name = "grpc.health.v1.Health"

    public static let check = Method(
      path: "/grpc.health.v1.Health/Check", role: .unspecified,
      isClientStreaming: false, isServerStreaming: false,
      request: "grpc.health.v1.HealthCheckRequest", response: "grpc.health.v1.HealthCheckResponse", routes: [])
    public static let watch = Method(
      path: "/grpc.health.v1.Health/Watch", role: .unspecified,
      isClientStreaming: false, isServerStreaming: true,
      request: "grpc.health.v1.HealthCheckRequest", response: "grpc.health.v1.HealthCheckResponse", routes: [])

    public static let all: [Method] = [check, watch]
  }

  /// `grpc.reflection.v1.ServerReflection`
  public enum ServerReflection {
    public static let name = "grpc.reflection.v1.ServerReflection"

    public static let serverReflectionInfo = Method(
      path: "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", role: .unspecified,
      isClientStreaming: true, isServerStreaming: true,
      request: "grpc.reflection.v1.ServerReflectionRequest", response: "grpc.reflection.v1.ServerReflectionResponse", routes: [])

    public static let all: [Method] = [serverReflectionInfo]
  }

  /// `grpc.reflection.v1alpha.ServerReflection`
  public enum ServerReflectionAlpha {
    public static let name = "grpc.reflection.v1alpha.ServerReflection"

    public static let serverReflectionInfo = Method(
      path: "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", role: .unspecified,
      isClientStreaming: true, isServerStreaming: true,
      request: "grpc.reflection.v1alpha.ServerReflectionRequest", response: "grpc.reflection.v1alpha.ServerReflectionResponse", routes: [])

    public static let all: [Method] = [serverReflectionInfo]
  }

  public static let all: [Method] = {
    var all: [Method] = []
    all += PeerService.all
    all += AccessService.all
    all += OperationService.all
    all += ExecutionService.all
    all += ScheduleService.all
    all += QueueService.all
    all += ClusterService.all
    all += EventService.all
    all += ConsumerService.all
    all += JobService.all
    all += MaintenanceService.all
    all += ModuleService.all
    all += SecretService.all
    all += SettingsService.all
    all += WorkerService.all
    all += Health.all
    all += ServerReflection.all
    all += ServerReflectionAlpha.all
    return all
  }()
}
