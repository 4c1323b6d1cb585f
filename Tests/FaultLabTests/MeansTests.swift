import Glibc
import Testing
import Units

@testable import FaultLab

/// What a run needs is looked at before it begins.
struct MeansTests {
  private let folder = "/tmp/failover-means-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"

  @Test("a stock client without its Python is refused with the scenario's line")
  func stock() throws {
    let scenario = try Scenario(
      parsing: "tries 1\nload enqueue 5/s\nload stock 5/s", path: "dir/some.scenario")
    var options = LabOptions()
    options.stockClient = "/bin/true"
    func refusal() -> String {
      do {
        try StockClient.check(scenario, options)
        return ""
      } catch { return error.code == .unavailable ? error.description : "\(error.code)" }
    }
    #expect(refusal().hasPrefix("dir/some.scenario, line 3: 'load stock' needs stock Python gRPC"))
    options.python = "/nowhere/python"
    #expect(refusal().hasSuffix("there is no program /nowhere/python"))
    options.python = "/bin/true"
    #expect(refusal().isEmpty)
    options.stockClient = "/nowhere/stock-client"
    #expect(refusal().hasSuffix("there is no /nowhere/stock-client"))
    options.python = nil
    let without = try Scenario(parsing: "load enqueue 5/s", path: "some.scenario")
    #expect(throws: Never.self) { try StockClient.check(without, options) }
  }

  @Test("a file that cannot be written is found out, one that can is left as it is")
  func writable() throws {
    defer { System.remove(folder) }
    try System.makeDirectory(folder)
    let error = #expect(throws: LabError.self) {
      try System.mustBeWritable("\(folder)/nowhere/page.html")
    }
    #expect(error?.code == .cannotCreate)
    try System.mustBeWritable("\(folder)/page.html")
    #expect(!System.exists("\(folder)/page.html"))
    try System.write("kept", to: "\(folder)/history")
    try System.mustBeWritable("\(folder)/history")
    #expect(System.text("\(folder)/history") == "kept")
  }
}
