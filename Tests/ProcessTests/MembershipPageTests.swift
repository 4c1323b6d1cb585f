import Foundation
import GRPC
import Testing

/// What `docs/membership.md` tells operators to type, typed: as `OperationsTests`.
extension ProcessTests {
  @Suite struct MembershipPageTests {
    @Test func everyCommandOfThePageDoesWhatItSays() async throws {
      let page = try ManualPage("membership")
      #expect(page.blocks.count == 6)
      let directory = try TemporaryDirectory()
      let parts = try await page.run(in: directory.path, ports: 6, within: .seconds(60))
      #expect(parts[1].contains("n4 (#4) is announced at"))
      #expect(parts[1].contains("n4 (#4) is a voter   voters n1 "))
      #expect(parts[1].contains("member n4 removed   voters n1 "))
      #expect(parts[2].contains("n5 (#5) is a voter") && parts[2].contains("could be removed"))
      #expect(parts[3].contains("n6 (#6) is a voter in the place of n3 (#"))
      #expect(parts[4].contains("n1 leads") && parts[4].contains("member n2 removed"))
      #expect(parts[5].contains("all 2 members are equal at entry"))
      #expect(parts[5].components(separatedBy: "are equal at entry").count == 3)
    }
  }
}
