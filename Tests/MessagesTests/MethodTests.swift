import Messages
import Testing
import Units

@Suite struct MethodTests {
  @Test func everyMethodIsDescribedAndCarried() throws {
    let names = Set(Registry.messages.map { $0.typeName })
    #expect(Methods.all.count > 130)
    #expect(Set(Methods.all.map(\.path)).count == Methods.all.count)
    for method in Methods.all {
      let symbol = "\(method.service).\(method.name)"
      #expect(Descriptors.file(declaring: symbol) != nil, "\(symbol)")
      guard !method.path.hasPrefix("/grpc.reflection.v1alpha.") else { continue }
      #expect(names.contains(method.request), "\(method.request)")
      #expect(names.contains(method.response), "\(method.response)")
    }
  }

  /// Default deny: a method of the API without a role would be open to nobody, or to everybody.
  @Test func everyMethodOfTheAPIHasARole() {
    for method in Methods.all where method.path.hasPrefix("/carillon.v1.") {
      #expect(method.role != .unspecified, "\(method.path)")
    }
    #expect(Methods.JobService.deleteJob.role == .operator)
    #expect(Methods.WorkerService.work.role == .worker)
    #expect(Methods.PeerService.replicate.role == .unspecified)
  }

  @Test func streamsAreMarked() {
    #expect(Methods.ExecutionService.enqueue.isUnary)
    #expect(Methods.WorkerService.work.isClientStreaming)
    #expect(Methods.WorkerService.work.isServerStreaming)
    #expect(Methods.EventService.subscribe.isServerStreaming)
    #expect(!Methods.EventService.subscribe.isClientStreaming)
    #expect(Methods.ModuleService.uploadBundle.isClientStreaming)
    #expect(Methods.ExecutionService.enqueue.path == "/carillon.v1.ExecutionService/Enqueue")
    #expect(Methods.ExecutionService.enqueue.service == "carillon.v1.ExecutionService")
    #expect(Methods.ExecutionService.enqueue.name == "Enqueue")
  }

  /// The endpoints that the seed names.
  @Test(arguments: [
    "GET /api/v1/jobs", "GET /api/v1/jobs/{job}", "POST /api/v1/jobs",
    "PUT /api/v1/jobs/{job.name}",
    "DELETE /api/v1/jobs/{job}", "POST /api/v1/jobs/{job}/execute", "PUT /api/v1/jobs/{job}/enable",
    "PUT /api/v1/jobs/{job}/disable", "GET /api/v1/jobs/{job}/executions",
    "GET /api/v1/executions/{execution}", "GET /api/v1/executions/{execution}/logs",
    "DELETE /api/v1/executions/{execution}", "GET /api/v1/events", "GET /api/v1/events/{name}",
    "POST /api/v1/events",
  ])
  func restRoutes(_ route: String) {
    let found = Methods.all.flatMap(\.routes).filter {
      "\($0.verb.rawValue) \($0.pattern)" == route
    }
    #expect(found.count == 1)
  }
}

@Suite struct DescriptorTests {
  @Test func filesAreFoundByNameAndSymbol() throws {
    let jobs = try #require(Descriptors.file(named: "carillon/v1/jobs.proto"))
    // Field 1 of a FileDescriptorProto is its name.
    #expect(jobs.starts(with: WireText.make { $0.text(1, "carillon/v1/jobs.proto") }))
    #expect(Descriptors.file(named: "carillon/v1/job.proto") == nil)
    for (symbol, file) in [
      ("carillon.v1.JobService", "carillon/v1/jobs.proto"),
      ("carillon.v1.JobService.GetJob", "carillon/v1/jobs.proto"),
      ("carillon.v1.Execution.State", "carillon/v1/executions.proto"),
      ("carillon.v1.WorkResponse.Cancel", "carillon/v1/workers.proto"),
      ("grpc.health.v1.Health", "grpc/health/v1/health.proto"),
      ("google.protobuf.Timestamp", "google/protobuf/timestamp.proto"),
    ] {
      #expect(Descriptors.file(declaring: symbol) == file, "\(symbol)")
    }
    for symbol in ["", "carillon", "carillon.v1.Nothing", "zzz", "carillon.v1.JobService."] {
      #expect(Descriptors.file(declaring: symbol) == nil, "\(symbol)")
    }
  }

  @Test func everySymbolIsFound() {
    for symbol in Descriptors.symbols {
      #expect(Descriptors.file(declaring: symbol) != nil, "\(symbol)")
    }
    #expect(Descriptors.symbols.count > 600)
  }

  @Test func aFileComesWithAllThatItImports() {
    let files = Descriptors.files(for: "carillon/v1/jobs.proto")
    let names = Descriptors.fileNames.filter { name in
      files.contains { $0 == Descriptors.file(named: name) }
    }
    #expect(files.count == names.count)
    #expect(names.contains("google/protobuf/descriptor.proto"))
    #expect(names.contains("google/api/http.proto"))
    #expect(names.contains("carillon/v1/operations.proto"))
    #expect(!names.contains("carillon/v1/workers.proto"))
    #expect(Descriptors.files(for: "nothing.proto").isEmpty)
  }
}
