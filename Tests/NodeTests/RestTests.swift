import Testing
import Units

@testable import Node

struct RestTests {
  @Test("a wait that was outlasted grows, and one that was not shrinks, between two bounds")
  func follows() {
    var rest = Rest()
    #expect(rest.span == Rest.least)
    // A timer's own lateness is none.
    rest.woke(after: .microseconds(340))
    #expect(rest.span == Rest.least)
    var spans: [Int64] = []
    for _ in 0..<6 {
      rest.woke(after: .milliseconds(10))
      spans.append(rest.span.microseconds)
    }
    #expect(spans == [400, 800, 1_600, 3_200, 3_200, 3_200])
    spans = []
    for _ in 0..<5 {
      rest.woke(after: rest.span)
      spans.append(rest.span.microseconds)
    }
    #expect(spans == [1_600, 800, 400, 200, 200])
  }
}
