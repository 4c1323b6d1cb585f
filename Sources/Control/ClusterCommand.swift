internal import ArgumentParser
internal import Units

/// A command that asks the cluster: connects, runs, and turns what goes wrong into a sentence and an
/// exit status.
protocol ClusterCommand: AsyncParsableCommand {
  var global: GlobalOptions { get }

  func run(on cluster: Cluster) async throws
}

extension ClusterCommand {
  func run() async throws {
    let cluster = try await Cluster.connect(global)
    do {
      try await run(on: cluster)
    } catch {
      await cluster.close()
      throw error
    }
    await cluster.close()
  }
}

extension ExpressibleByArgument where Self: CaseIterable & RawRepresentable, RawValue == String {
  static var choices: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
