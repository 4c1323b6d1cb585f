internal import ArgumentParser
internal import Messages
internal import Units

/// Names from the cluster for the shell's completion: within half a second or not at all, and
/// without a word on failure.
enum Completion {
  static let jobs = CompletionKind.custom { words, _, prefix in
    await names(words, prefix) { cluster in
      let page: ListJobsResponse = try await cluster.read(
        Methods.JobService.listJobs, ListJobsRequest(pageSize: 1_000))
      return page.jobs.map(\.name)
    }
  }

  static let modules = CompletionKind.custom { words, _, prefix in
    await names(words, prefix) { cluster in
      let page: ListModulesResponse = try await cluster.read(
        Methods.ModuleService.listModules, ListModulesRequest(pageSize: 1_000))
      return page.modules.map(\.name)
    }
  }

  static let schedules = CompletionKind.custom { words, _, prefix in
    await names(words, prefix) { cluster in
      let page: ListSchedulesResponse = try await cluster.read(
        Methods.ScheduleService.listSchedules, ListSchedulesRequest(pageSize: 1_000))
      return page.schedules.map { "\($0.job)/\($0.name)" }
    }
  }

  private static func names(
    _ words: [String], _ prefix: String, _ ask: (Cluster) async throws -> [String]
  ) async -> [String] {
    do {
      var options = try GlobalOptions.parse([])
      options.timeout = "500ms"
      for (place, word) in words.enumerated() where word == "--endpoint" {
        if words.indices.contains(place + 1) { options.endpoint = [words[place + 1]] }
      }
      let cluster = try await Cluster.connect(options)
      let found = try await ask(cluster)
      await cluster.close()
      return found.filter { $0.hasPrefix(prefix) }
    } catch {
      return []
    }
  }
}
