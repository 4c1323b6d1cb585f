internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// `carillon.v1.ExecutionService`: work to be done, how it goes, and what it printed.
struct ExecutionService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.ExecutionService
    enqueue(&router)
    desk.write(&router, Method.enqueueBatch, .enqueueBatch) { (body) throws(Failure) in
      let requests = try EnqueueBatchRequest(decoding: body).requests
      for (place, request) in requests.enumerated() {
        try Checks.json(request.payload, request.contentType, at: "requests[\(place)].payload")
      }
    }
    desk.read(&router, Method.getExecution, .getExecution)
    list(&router, Method.listExecutions)
    desk.read(&router, Method.listLogs, .listLogs)
    desk.write(&router, Method.cancelExecution, .cancelExecution)
    delete(&router, Method.deleteExecution)
    let node = desk.node
    node.serve(into: &router, Method.awaitExecution.path, .read) { call in
      do throws(Failure) {
        let request = try AwaitExecutionRequest(decoding: call.request)
        Waiter.await(request.execution, call, desk)
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    node.serve(into: &router, Method.followExecution.path, .read) { call in
      do throws(Failure) {
        Follower.start(try FollowExecutionRequest(decoding: call.request), call, desk)
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    requeue(&router, Method.requeueExecutions)
  }

  /// Lists are read from the store, which knows neither who runs a live execution nor why it waits:
  /// that is in memory, and is put in here.
  private func list(_ router: inout Router, _ method: Messages.Method) {
    let node = desk.node
    node.serve(into: &router, method.path, .read) { call in
      do throws(Failure) {
        node.query(Query(.listExecutions, call.request), try desk.freshness(call)) { answer in
          guard case .success(let bytes) = answer.result,
            var page = try? ListExecutionsResponse(decoding: bytes)
          else { return call.finish(answer) }
          for place in page.executions.indices where !page.executions[place].hasEnded {
            guard let id = RecordID(text: page.executions[place].id),
              let live = node.liveExecution(id)
            else { continue }
            page.executions[place].worker = live.worker
            page.executions[place].waiting = live.waiting
            page.executions[place].maxAttempts = live.maxAttempts
          }
          call.respond(page.encoded(), at: answer.mark)
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  /// The hot one: one decode for the check, one in apply.
  private func enqueue(_ router: inout Router) {
    desk.write(&router, Methods.ExecutionService.enqueue, .enqueue) { (body) throws(Failure) in
      let request = try EnqueueRequest(decoding: body)
      try Checks.json(request.payload, request.contentType, at: "payload")
    }
  }

  /// What is stored of an execution lies in the store, which apply does not read: its keys are read
  /// first. Where they are many they go in several commands, of which the last one is the answer.
  private func delete(_ router: inout Router, _ method: Messages.Method) {
    let node = desk.node
    node.serve(into: &router, method.path, .write) { call in
      do throws(Failure) {
        let request = try DeleteExecutionRequest(decoding: call.request)
        guard request.expectedVersion == 0 else {
          throw Failure(
            .unimplemented, .unimplemented,
            "this version does not compare expected_version when it deletes an execution: leave it "
              + "out; one that has ended never changes")
        }
        delete(request.execution, try desk.header(.deleteExecution, call, method), call)
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  private func delete(_ execution: String, _ header: CommandHeader, _ call: NodeCall) {
    let get = Query(.deletion, GetExecutionRequest(execution: execution).encoded())
    desk.node.query(get) { answer in
      switch answer.result {
      case .failure(let failure):
        guard failure.reason == .notFound, header.idempotency != nil else {
          return call.fail(failure, at: answer.mark)
        }
        // A repeat finds nothing left to delete: its key tells what the first one was answered.
        desk.submit(Command(header, body: RetainCommand().encoded()), call)
      case .success(let body):
        guard let command = RetainCommand(body[...]),
          command.executions.allSatisfy(\.isWhole)
        else {
          let part = Command(
            CommandHeader(.deleteExecution, principal: header.principal), body: body)
          return desk.node.submit(part, for: nil) { answer in
            if case .failure(let failure) = answer.result {
              return call.fail(failure, at: answer.mark)
            }
            delete(execution, header, call)
          }
        }
        desk.submit(Command(header, body: body), call)
      }
    }
  }

  /// Executions requeued by one call at most.
  static let mostRequeued = 1_000

  /// What is requeued lies in the store, which apply does not read: the sources are read first, at
  /// the leader's applied index, and apply refuses those that have changed since.
  private func requeue(_ router: inout Router, _ method: Messages.Method) {
    let node = desk.node
    node.serve(into: &router, method.path, .write) { call in
      do throws(Failure) {
        let request = try RequeueExecutionsRequest(decoding: call.request)
        guard let ids = request.selection?.ids, !ids.isEmpty else {
          throw Failure.field(
            "selection.ids", .fieldInvalid, "name the executions to requeue; filters come later")
        }
        guard ids.count <= ExecutionService.mostRequeued else {
          throw Failure.field(
            "selection.ids", .fieldInvalid, "\(ids.count) executions, at most 1000 in one call")
        }
        try Checks.json(request.payload, request.contentType, at: "payload")
        let header = try desk.header(.requeue, call, method)
        gather(ids[...], [], request, header, call)
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  private func gather(
    _ ids: ArraySlice<String>, _ found: [RequeueSource], _ request: RequeueExecutionsRequest,
    _ header: CommandHeader, _ call: NodeCall
  ) {
    guard let id = ids.first else {
      return desk.submit(Command(header, body: RequeueCommand(sources: found).encoded()), call)
    }
    let get = GetExecutionRequest(execution: id)
    desk.node.query(Query(.requeueSource, get.encoded())) { answer in
      switch answer.result {
      case .failure(let failure): call.fail(failure, at: answer.mark)
      case .success(let bytes):
        guard var source = RequeueSource(bytes[...]) else {
          return call.fail(
            Failure(.dataLoss, .internalError, "what \(id) was made from cannot be read"),
            at: answer.mark)
        }
        if !request.payload.isEmpty {
          source.payload = request.payload
          source.contentType = request.contentType
        }
        gather(ids.dropFirst(), found + [source], request, header, call)
      }
    }
  }
}
