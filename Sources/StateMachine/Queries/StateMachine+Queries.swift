import Messages
import Units

extension StateMachine {
  /// Answers a query from memory, or says what to read.
  public func begin(_ query: Query) -> QueryStep {
    do throws(Failure) {
      return try step(query)
    } catch {
      return .failure(error)
    }
  }

  private func step(_ query: Query) throws(Failure) -> QueryStep {
    switch query.kind {
    case .getJob:
      let request = try GetJobRequest(decoding: query.body)
      guard let slot = jobs.slot(nameOrID: request.job) else {
        throw .notFound("job", request.job)
      }
      return .answer(Rendering.job(self, slot).encoded())
    case .listJobs: return try listJobs(ListJobsRequest(decoding: query.body))
    case .getSchedule:
      let request = try GetScheduleRequest(decoding: query.body)
      return .answer(Rendering.schedule(self, try schedulePlace(request.schedule)).encoded())
    case .listSchedules: return try listSchedules(ListSchedulesRequest(decoding: query.body))
    case .getExecution: return try getExecution(GetExecutionRequest(decoding: query.body))
    case .listExecutions: return try listExecutions(ListExecutionsRequest(decoding: query.body))
    case .listLogs: return try listLogs(ListLogsRequest(decoding: query.body))
    case .requeueSource: return try requeueSource(GetExecutionRequest(decoding: query.body))
    case .deletion: return try deletion(GetExecutionRequest(decoding: query.body))
    case .getQueue:
      let request = try GetQueueRequest(decoding: query.body)
      guard let slot = queues.slot(named: request.queue) else {
        throw .notFound("queue", request.queue)
      }
      return .answer(Rendering.queue(self, slot).encoded())
    case .listQueues: return try listQueues(ListQueuesRequest(decoding: query.body))
    case .listWorkers: return try listWorkers(ListWorkersRequest(decoding: query.body))
    case .getWorker:
      let request = try GetWorkerRequest(decoding: query.body)
      return .answer(Rendering.worker(self, try workerPlace(request.worker)).encoded())
    case .getEvent: return try getEvent(GetEventRequest(decoding: query.body))
    case .listEvents: return try listEvents(ListEventsRequest(decoding: query.body))
    case .eventRange: return try eventRange(query.body)
    case .traceEvent: return try traceEvent(TraceEventRequest(decoding: query.body))
    case .getModule:
      let request = try GetModuleRequest(decoding: query.body)
      let place = try modulePlace(request.module)
      return .answer(Rendering.module(modules.modules[place]).encoded())
    case .listModules: return try listModules(ListModulesRequest(decoding: query.body))
    case .getBundle:
      let request = try GetBundleRequest(decoding: query.body)
      guard let hash = ContentHash(text: request.hash), let place = modules.bundle(hash) else {
        throw Failure(.notFound, .bundleUnknown, "there is no bundle '\(request.hash)'")
      }
      return .answer(Rendering.bundle(modules.bundles[place]).encoded())
    case .bundleChunk: return try bundleChunk(query.body)
    case .getSettings: return .answer(Rendering.settings(settings).encoded())
    case .retention:
      var reader = ByteReader(query.body[...])
      return retention(from: RecordID(reader.bigEndian(UInt64.self) ?? 0))
    }
  }

  // MARK: From memory

  private func listJobs(_ request: ListJobsRequest) throws(Failure) -> QueryStep {
    let page = try Page(
      request.pageSize, request.pageToken, request.filter, request.orderBy,
      fields: ["name", "module", "queue", "handler", "enabled", "create_time", "labels."])
    let cut = page.cut(
      jobs.order, key: { self.jobs[job: $0].id.rawValue }, { Rendering.job(self, $0) },
      { slot, field in
        let job = self.jobs[job: slot]
        let definition = self.jobs[version: job.current].definition
        switch field {
        case "name": return .text(job.name)
        case "module": return .text(definition.module)
        case "queue": return .text(definition.queue)
        case "handler": return .text(definition.handler)
        case "enabled": return .flag(definition.isEnabled)
        case "create_time": return .time(job.created)
        default: return label(field, Rendering.jobSource(self, slot).labels)
        }
      })
    return .answer(
      ListJobsResponse(
        jobs: cut.messages, nextPageToken: cut.token,
        counts: [Count(name: "JOBS", count: UInt64(jobs.count))], note: cut.note
      ).encoded())
  }

  func label(_ field: String, _ labels: [Label]) -> Filter.Value {
    let key = field.dropFirst("labels.".count)
    return labels.first { $0.key == key }.map { .text($0.value) } ?? .none
  }

  private func listSchedules(_ request: ListSchedulesRequest) throws(Failure) -> QueryStep {
    let page = try Page(
      request.pageSize, request.pageToken, request.filter, request.orderBy,
      fields: [
        "name", "job", "enabled", "paused", "zone", "create_time", "next_run_time", "labels.",
      ],
      path: request.job)
    let every = schedules.schedules
    var places = Array(every.indices)
    if !request.job.isEmpty {
      let slot = try job(request.job, "job")
      places = jobs[job: slot].schedules.compactMap { schedules.place(of: $0) }
    }
    let cut = page.cut(
      places, key: { every[$0].id.rawValue }, { Rendering.schedule(self, $0) },
      { place, field in
        let schedule = every[place]
        switch field {
        case "name": return .text(schedule.name)
        case "job":
          return .text(self.jobs.slot(of: schedule.job).map { self.jobs[job: $0].name } ?? "")
        case "enabled": return .flag(schedule.isEnabled)
        case "paused": return .flag(schedule.isPaused)
        case "zone": return .text(schedule.zone)
        case "create_time": return .time(schedule.created)
        case "next_run_time": return schedule.next.map { .time($0) } ?? .none
        default: return label(field, Rendering.schedule(self, place).labels)
        }
      })
    return .answer(
      ListSchedulesResponse(
        schedules: cut.messages, nextPageToken: cut.token,
        counts: [Count(name: "SCHEDULES", count: UInt64(every.count))], note: cut.note
      ).encoded())
  }

  private func listQueues(_ request: ListQueuesRequest) throws(Failure) -> QueryStep {
    let page = try Page(
      request.pageSize, request.pageToken, request.filter, request.orderBy,
      fields: ["name", "paused", "labels."])
    // By name: the order in which they were made is not kept.
    let slots = queues.sortedSlots()
    let cut = page.cut(
      slots.indices, key: { UInt64($0) + 1 }, { Rendering.queue(self, slots[$0]) },
      { place, field in
        let queue = self.queues[slots[place]]
        switch field {
        case "name": return .text(queue.name)
        case "paused": return .flag(queue.isPaused)
        default: return label(field, queue.labels)
        }
      })
    return .answer(
      ListQueuesResponse(
        queues: cut.messages, nextPageToken: cut.token, counts: [], note: cut.note
      ).encoded())
  }

  private func listWorkers(_ request: ListWorkersRequest) throws(Failure) -> QueryStep {
    let page = try Page(
      request.pageSize, request.pageToken, request.filter, request.orderBy,
      fields: ["name", "draining", "create_time", "labels."])
    let cut = page.cut(
      sessions.sessions.indices, key: { self.sessions[$0].id.rawValue },
      { Rendering.worker(self, $0) },
      { place, field in
        let session = self.sessions[place]
        switch field {
        case "name": return .text(session.name)
        case "draining": return .flag(session.isDraining)
        case "create_time": return .time(session.opened)
        default: return label(field, session.labels)
        }
      })
    return .answer(
      ListWorkersResponse(
        workers: cut.messages, nextPageToken: cut.token,
        counts: [Count(name: "SESSIONS", count: UInt64(sessions.sessions.count))], note: cut.note
      ).encoded())
  }

  private func listModules(_ request: ListModulesRequest) throws(Failure) -> QueryStep {
    let page = try Page(
      request.pageSize, request.pageToken, request.filter, request.orderBy,
      fields: ["name", "enabled", "create_time"])
    let cut = page.cut(
      modules.modules, key: { $0.id.rawValue }, { Rendering.module($0) },
      { module, field in
        switch field {
        case "name": return .text(module.name)
        case "enabled": return .flag(module.isEnabled)
        default: return .time(module.created)
        }
      })
    return .answer(
      ListModulesResponse(modules: cut.messages, nextPageToken: cut.token, counts: []).encoded())
  }

  /// Body: the bundle's hash (32 bytes) and the number of a chunk (big-endian u32). Answers the
  /// chunk's bytes.
  private func bundleChunk(_ body: Bytes) throws(Failure) -> QueryStep {
    var reader = ByteReader(body.dropFirst(32))
    guard body.count == 36, let hash = ContentHash(bytes: body.prefix(32)),
      let number = reader.bigEndian(UInt32.self)
    else {
      throw Failure(.invalidArgument, .messageMalformed, "a hash and a number are expected")
    }
    guard let place = modules.bundle(hash), modules.bundles[place].isComplete else {
      throw Failure(.notFound, .bundleUnknown, "there is no complete bundle \(hash)")
    }
    guard number < modules.bundles[place].chunks else {
      throw Failure(
        .outOfRange, .fieldInvalid, "the bundle has \(modules.bundles[place].chunks) chunks")
    }
    let size = modules.bundles[place].size
    return .read(
      [.get(Keys.bundleChunk(hash, number))],
      QueryRun { found in
        guard let chunk = found.first?.first else {
          return .failure(Failure(.dataLoss, .bundleCorrupt, "a chunk of the bundle is not there"))
        }
        return .answer(
          DownloadBundleResponse(
            size: size, offset: UInt64(number) * UInt64(BundleChunkCommand.chunkBytes),
            data: chunk.value, crc32c: CRC32C(chunk.value).value
          ).encoded())
      })
  }
}
