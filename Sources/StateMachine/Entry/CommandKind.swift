/// What a command of an entry is; its number is in the log and never changes its meaning.
///
/// The body of a kind is the request that the client sent, byte for byte, except where the case
/// names a type of this module: those are made by the leader and encode themselves.
public enum CommandKind: UInt16, Hashable, Sendable, CaseIterable {
  // Jobs.
  case createJob = 1
  case updateJob = 2
  case deleteJob = 3
  case enableJob = 4
  case disableJob = 5
  case executeJob = 6
  case applyJobs = 7

  // Schedules.
  case createSchedule = 20
  case updateSchedule = 21
  case deleteSchedule = 22
  case pauseSchedule = 23
  case resumeSchedule = 24
  case triggerSchedule = 25
  /// `FireCommand`, by the leader.
  case fire = 26
  /// `NextDueCommand`, by the leader.
  case setNextDue = 27

  // Executions.
  case enqueue = 40
  case enqueueBatch = 41
  case cancelExecution = 42
  /// `RetainCommand`, by Services after it has read what is stored: `QueryKind.deletion`.
  case deleteExecution = 43
  /// `RequeueCommand`, by Services after it has read what is requeued.
  case requeue = 44
  case discardExecutions = 45

  // Leases, by the leader.
  /// `GrantCommand`.
  case grant = 60
  /// `ReturnCommand`: grants that never arrived.
  case returnLeases = 61
  /// `TimeoutCommand`.
  case timeoutAttempts = 62
  /// `RetainCommand`.
  case retain = 63
  /// No body: moves stamped time on, so that what became due is ready.
  case tick = 64

  // Workers. All but the first carry their session in the header.
  case openSession = 80
  case closeSession = 81
  /// `SessionLostCommand`, by the leader.
  case sessionLost = 82
  case complete = 83
  case fail = 84
  case appendLogs = 85
  case reportProgress = 86
  case extendLease = 87
  case drainWorker = 88

  // Events.
  case publishEvents = 100

  // Modules.
  /// `BundleChunkCommand`, by Services.
  case putBundleChunk = 120
  case applyModule = 121
  case enableModule = 122
  case disableModule = 123
  case deleteModule = 124

  // Queues.
  case updateQueue = 140
  case pauseQueue = 141
  case resumeQueue = 142

  // The cluster.
  case updateSettings = 160
  /// `ZonesCommand`, by Services or at the founding.
  case setZones = 161
  /// `MemberCommand`: what is known of a member besides its vote.
  case setMember = 162
  /// `RecoverCommand`: the first entry of a log that goes on from another one.
  case recover = 163
  case release = 164
  /// `CheckCommand`: changes nothing.
  case check = 165
  /// `RaiseVersionCommand`, by the leader.
  case raiseVersion = 166
}

extension CommandKind {
  /// Whether a client's command of this kind makes the state larger; what ends, deletes, pauses or
  /// repairs something does not, however many bytes its record has.
  public var grows: Bool {
    switch self {
    case .createJob, .updateJob, .executeJob, .applyJobs, .createSchedule, .updateSchedule,
      .triggerSchedule, .enqueue, .enqueueBatch, .requeue, .openSession, .appendLogs,
      .publishEvents, .putBundleChunk, .applyModule, .enableModule, .updateQueue, .setZones:
      true
    case .deleteJob, .enableJob, .disableJob, .deleteSchedule, .pauseSchedule, .resumeSchedule,
      .fire, .setNextDue, .cancelExecution, .deleteExecution, .discardExecutions, .grant,
      .returnLeases, .timeoutAttempts, .retain, .tick, .closeSession, .sessionLost, .complete,
      .fail, .reportProgress, .extendLease, .drainWorker, .disableModule, .deleteModule,
      .pauseQueue, .resumeQueue, .updateSettings, .setMember, .recover, .release, .check,
      .raiseVersion:
      false
    }
  }
}
