import Messages
import Units

extension StateMachine {
  /// Applies a client's request: its bytes are decoded here, once.
  mutating func performRequest(
    _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let body = command.item.body
    switch command.kind {
    // The hot ones first.
    case .enqueue: return try enqueue(EnqueueRequest(decoding: body), command, &output)
    case .complete:
      return try complete(CompleteExecutionRequest(decoding: body), command, &output)
    case .fail: return try fail(FailExecutionRequest(decoding: body), command, &output)
    case .enqueueBatch:
      return try enqueueBatch(EnqueueBatchRequest(decoding: body), command, &output)
    case .appendLogs: return try appendLogs(AppendLogsRequest(decoding: body), command, &output)
    case .reportProgress:
      return try reportProgress(ReportProgressRequest(decoding: body), command, &output)
    case .extendLease: return try extendLease(ExtendLeaseRequest(decoding: body), command, &output)
    case .publishEvents:
      return try publishEvents(PublishEventsRequest(decoding: body), command, &output)
    case .openSession: return try openSession(OpenSessionRequest(decoding: body), command, &output)
    case .closeSession:
      return try closeSession(CloseSessionRequest(decoding: body), command, &output)
    case .drainWorker: return try drainWorker(DrainWorkerRequest(decoding: body), &output)
    default: return try performDefinition(command, &output)
    }
  }

  private mutating func performDefinition(
    _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let body = command.item.body
    switch command.kind {
    case .createJob: return try createJob(CreateJobRequest(decoding: body), command, &output)
    case .updateJob: return try updateJob(UpdateJobRequest(decoding: body), command, &output)
    case .deleteJob: return try deleteJob(DeleteJobRequest(decoding: body), command, &output)
    case .enableJob:
      let request = try EnableJobRequest(decoding: body)
      return try setEnabled(request.job, request.expectedVersion, true, command, &output)
    case .disableJob:
      let request = try DisableJobRequest(decoding: body)
      try Bounds.check(text: request.note, "note")
      return try setEnabled(request.job, request.expectedVersion, false, command, &output)
    case .executeJob: return try executeJob(ExecuteJobRequest(decoding: body), command, &output)
    case .applyJobs: return try applyJobs(ApplyJobsRequest(decoding: body), command, &output)
    case .createSchedule:
      return try createSchedule(CreateScheduleRequest(decoding: body), command, &output)
    case .updateSchedule:
      return try updateSchedule(UpdateScheduleRequest(decoding: body), command, &output)
    case .deleteSchedule:
      return try deleteSchedule(DeleteScheduleRequest(decoding: body), command, &output)
    case .pauseSchedule:
      return try pauseSchedule(PauseScheduleRequest(decoding: body), command, &output)
    case .resumeSchedule:
      return try resumeSchedule(ResumeScheduleRequest(decoding: body), command, &output)
    case .triggerSchedule:
      return try triggerSchedule(TriggerScheduleRequest(decoding: body), &output)
    default: return try performKeeping(command, &output)
    }
  }

  private mutating func performKeeping(
    _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let body = command.item.body
    switch command.kind {
    case .cancelExecution:
      return try cancelExecution(CancelExecutionRequest(decoding: body), &output)
    case .deleteExecution:
      return try deleteExecution(own(RetainCommand(body), command.kind), &output)
    case .requeue:
      return try requeueExecutions(own(RequeueCommand(body), command.kind), command, &output)
    case .discardExecutions:
      return try discardExecutions(DiscardExecutionsRequest(decoding: body), &output)
    case .putBundleChunk:
      return try putBundleChunk(own(BundleChunkCommand(body), command.kind), &output)
    case .applyModule: return try applyModule(ApplyModuleRequest(decoding: body), command, &output)
    case .enableModule:
      let request = try EnableModuleRequest(decoding: body)
      return try setModuleEnabled(request.module, request.expectedVersion, true, command, &output)
    case .disableModule:
      let request = try DisableModuleRequest(decoding: body)
      return try setModuleEnabled(request.module, request.expectedVersion, false, command, &output)
    case .deleteModule:
      return try deleteModule(DeleteModuleRequest(decoding: body), command, &output)
    case .updateQueue: return try updateQueue(UpdateQueueRequest(decoding: body), command, &output)
    case .pauseQueue: return try pauseQueue(PauseQueueRequest(decoding: body), command, &output)
    case .resumeQueue: return try resumeQueue(ResumeQueueRequest(decoding: body), command, &output)
    case .updateSettings:
      return try updateSettings(UpdateSettingsRequest(decoding: body), command, &output)
    case .release: return try release(ReleaseRequest(decoding: body), command, &output)
    default:
      throw Failure(
        .unimplemented, .unimplemented, "\(command.kind) is not known to machine version 1")
    }
  }
}
