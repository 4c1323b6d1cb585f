import Messages
import Testing
import Units

@testable import StateMachine

/// Pages of the logs of an execution's attempts.
struct LogPageTests {
  /// An execution in its first attempt.
  static func running() throws -> (Bed, Grant) {
    var bed = Bed()
    _ = bed.job("a")
    let session = bed.session()
    _ = bed.enqueue("a")
    let grants = bed.dispatch([session])
    return (bed, try #require(grants.first))
  }

  /// Appends `chunks` of one line each, padded to `size` bytes, named `name` and their number.
  static func append(
    _ bed: inout Bed, _ grant: Grant, _ name: String, chunks: Int, size: Int = 0
  ) -> [String] {
    var offset: UInt64 = 0
    var texts: [String] = []
    for number in 0..<chunks {
      let text = "\(name)-\(number)-" + String(repeating: "x", count: size)
      let data = LogLines(lines: [LogLine(text: text)]).encoded()
      var chunk = LogChunk(
        execution: grant.execution.text, offset: offset, data: data,
        token: grant.token.rawValue)
      chunk.uncompressedBytes = UInt32(data.count)
      offset += UInt64(data.count)
      let outcome = bed.one(
        .appendLogs, AppendLogsRequest(chunk: chunk), session: grant.session)
      #expect(outcome.isSuccess, "\(outcome)")
      texts.append(text)
    }
    return texts
  }

  /// Every line of an attempt, page by page as long as there is a token.
  static func all(
    _ bed: Bed, _ id: RecordID, _ attempt: UInt32, size: UInt32
  ) throws -> [String] {
    var request = ListLogsRequest(execution: id.text, attempt: attempt, pageSize: size)
    var texts: [String] = []
    for _ in 0..<100 {
      let page = try #require(bed.query(.listLogs, request).message(ListLogsResponse.self))
      #expect(page.lines.allSatisfy { $0.attempt == attempt })
      texts += page.lines.map(\.text)
      if page.nextPageToken.isEmpty { return texts }
      request.pageToken = page.nextPageToken
    }
    Issue.record("the pages do not end")
    return texts
  }

  @Test("each attempt's log is paged to its end, and a token is of its attempt only")
  func attempts() throws {
    var (bed, first) = try LogPageTests.running()
    let (id, session) = (first.execution, first.session)
    let told = LogPageTests.append(&bed, first, "one", chunks: 7)
    bed.fail(first)
    bed.tick(after: .seconds(2))
    let seconds = bed.dispatch([session])
    let second = try #require(seconds.first)
    let retold = LogPageTests.append(&bed, second, "two", chunks: 5)
    bed.complete(second)
    for size: UInt32 in [1, 3, 5, 7, 100] {
      #expect(try LogPageTests.all(bed, id, 1, size: size) == told)
      #expect(try LogPageTests.all(bed, id, 2, size: size) == retold)
    }
    var request = ListLogsRequest(execution: id.text, attempt: 1, pageSize: 3)
    let page = try #require(bed.query(.listLogs, request).message(ListLogsResponse.self))
    request.attempt = 2
    request.pageToken = page.nextPageToken
    #expect(bed.query(.listLogs, request).reason == .pageTokenInvalid)
  }

  @Test("a page that its limit of bytes cuts has a token, whatever its limit of chunks")
  func bytes() throws {
    var (bed, grant) = try LogPageTests.running()
    let told = LogPageTests.append(&bed, grant, "big", chunks: 7, size: 900_000)
    bed.complete(grant)
    #expect(try LogPageTests.all(bed, grant.execution, 1, size: 100) == told)
  }
}
