import Foundation
import GRPC
import NIOCore
import Testing

/// Serves the test methods for a client from outside, for as many seconds as `CARILLON_STOCK_SERVER`
/// says, on port 50,551.
@Test(.enabled(if: ProcessInfo.processInfo.environment["CARILLON_STOCK_SERVER"] != nil))
func stockServer() async throws {
  let text = ProcessInfo.processInfo.environment["CARILLON_STOCK_SERVER"] ?? ""
  try await Lab.run { lab in
    let address = try await lab.loop.flatSubmit {
      lab.inside.value?.server.listen(Address(host: "127.0.0.1", port: 50_551))
        ?? lab.loop.makeFailedFuture(Lab.Closed())
    }.get()
    print("listening on \(address)")
    try await lab.rest(.seconds(Int(text) ?? 60))
    print(try await lab.on { "\($0.server.counters)" })
  }
}
