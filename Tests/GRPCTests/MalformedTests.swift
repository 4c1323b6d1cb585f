import HTTP2
import Testing
import Units

@testable import GRPC

/// Requests that a stock client would not send, and the exact answers.
struct Malformed: Sendable, CustomTestStringConvertible {
  var name: String
  var path = "/t.T/Echo"
  var method = "POST"
  var contentType: String? = "application/grpc"
  var more: [(String, String)] = [("te", "trailers")]
  var body: Bytes = message([1, 2])
  var ends = true
  /// `:status`, `grpc-status`, what `grpc-message` begins with, the code of the stream's end.
  var http = "200"
  var status: String?
  var says = ""
  var code = ErrorCode.noError
  /// A field of the answer's headers.
  var bears: (String, String)?

  var testDescription: String { name }

  static func message(_ bytes: Bytes, flag: UInt8 = 0, claims: Int? = nil) -> Bytes {
    var framed: Bytes = [flag]
    framed.append(bigEndian: UInt32(claims ?? bytes.count))
    return framed + bytes
  }

  static let all: [Malformed] = [
    Malformed(name: "good", status: "0"),
    Malformed(name: "no content-type", contentType: nil, http: "415"),
    Malformed(name: "text/html", contentType: "text/html", http: "415"),
    Malformed(name: "grpc-web", contentType: "application/grpc-web", http: "415"),
    Malformed(name: "GET of a browser", method: "GET", contentType: nil, body: [], http: "415"),
    Malformed(
      name: "415 before anything else", path: "/x", contentType: "a/b",
      more: [("grpc-timeout", "bad"), ("grpc-encoding", "bad")], http: "415"),
    Malformed(name: "GET", method: "GET", body: [], http: "405", bears: ("allow", "POST")),
    Malformed(name: "HEAD", method: "HEAD", body: [], http: "405", bears: ("allow", "POST")),
    Malformed(name: "PUT on an unknown path", path: "/x", method: "PUT", http: "405"),
    Malformed(name: "+proto", contentType: "application/grpc+proto", status: "0"),
    Malformed(name: "parameters", contentType: "application/grpc; charset=x", status: "0"),
    Malformed(
      name: "unknown method", path: "/t.T/No", status: "12", says: "unknown method /t.T/No",
      bears: ("content-type", "application/grpc")),
    Malformed(name: "unknown path", path: "/", status: "12", says: "unknown method /"),
    Malformed(
      name: "unknown coding", more: [("te", "trailers"), ("grpc-encoding", "zstd")], status: "12",
      says: "grpc-encoding", bears: ("grpc-accept-encoding", "identity,gzip")),
    Malformed(name: "identity named", more: [("grpc-encoding", "identity")], status: "0"),
    Malformed(name: "no te", more: [], status: "0"),
    Malformed(
      name: "compressed without a coding", body: message([1], flag: 1), status: "13",
      says: "a message is marked compressed"),
    Malformed(
      name: "compressed with identity", more: [("grpc-encoding", "identity")],
      body: message([1], flag: 1), status: "13", says: "a message is marked compressed"),
    Malformed(name: "flag 2", body: message([1], flag: 2), status: "13", says: "the flag"),
    Malformed(name: "flag 255", body: message([], flag: 255), status: "13", says: "the flag"),
    Malformed(
      name: "second message", body: message([1]) + message([2]), status: "13",
      says: "a second message"),
    Malformed(name: "no message", body: [], status: "13", says: "the request ended without"),
    Malformed(name: "half a prefix", body: [0, 0], status: "13", says: "the stream ended inside"),
    Malformed(
      name: "half a message", body: message([1], claims: 9), status: "13",
      says: "the stream ended inside"),
    Malformed(
      name: "4 GiB claimed", body: message([1], claims: 0xFFFF_FFFF), ends: false, status: "8",
      says: "a message of 4294967295 bytes; at most 4194304"),
    Malformed(
      name: "over the limit", body: message(Bytes(repeating: 0, count: 5 << 20)), status: "8",
      says: "a message of 5242880 bytes"),
    Malformed(name: "timeout without unit", more: [("grpc-timeout", "5")], status: "13"),
    Malformed(name: "timeout of 9 digits", more: [("grpc-timeout", "123456789S")], status: "13"),
    Malformed(name: "timeout of no digits", more: [("grpc-timeout", "S")], status: "13"),
    Malformed(name: "timeout of another unit", more: [("grpc-timeout", "5x")], status: "13"),
    Malformed(name: "timeout below zero", more: [("grpc-timeout", "-5S")], status: "13"),
    Malformed(name: "longest timeout", more: [("grpc-timeout", "99999999H")], status: "0"),
    Malformed(name: "no time left", more: [("grpc-timeout", "0n")], status: "4"),
    Malformed(
      name: "deadline passes", path: "/t.T/Hang", more: [("grpc-timeout", "20m")], status: "4"),
    Malformed(
      name: "gzip that is none", more: [("grpc-encoding", "gzip")], body: message([1, 2], flag: 1),
      status: "13", says: "a message cannot be decompressed"),
    Malformed(
      name: "gzip", more: [("grpc-encoding", "gzip")],
      body: message(Gzip.compress([1, 2]), flag: 1), status: "0"),
    Malformed(
      name: "compressed bomb", more: [("grpc-encoding", "gzip")],
      body: message(Gzip.compress(Bytes(repeating: 0, count: 64 << 20)), flag: 1), status: "8",
      says: "a message is over 4194304 bytes once decompressed"),
    Malformed(
      name: "large headers",
      more: (0..<20).map { ("k\($0)", String(repeating: "v", count: 1_000)) },
      status: "8", says: "the request's headers are larger"),
    Malformed(
      name: "large headers in plain HTTP", contentType: nil,
      more: (0..<20).map { ("k\($0)", String(repeating: "v", count: 1_000)) }, http: "431"),
    Malformed(name: "wrong content-length", more: [("content-length", "3")], code: .protocolError),
    Malformed(name: "right content-length", more: [("content-length", "7")], status: "0"),
    Malformed(name: "8-bit value", more: [("k", "ä\u{FF}")], status: "0"),
  ]
}

struct MalformedTests {
  @Test(arguments: Malformed.all)
  func answers(_ test: Malformed) async throws {
    try await Lab.run { lab in
      var fields = [
        (":method", test.method), (":scheme", "http"), (":path", test.path), (":authority", "a"),
      ]
      if let type = test.contentType { fields.append(("content-type", type)) }
      let answer = try await RawClient.call(
        lab, fields + test.more, test.body, ends: test.ends)
      #expect(answer.code == test.code)
      if test.code != .noError { return }
      #expect(answer.headers[":status"] == test.http)
      #expect(answer.status == test.status)
      #expect(answer.message.hasPrefix(test.says), "\(answer.message)")
      #expect(answer.headers["content-length"] == nil)
      if let (name, value) = test.bears { #expect(answer.headers[name] == value) }
      if test.status != nil, test.status != "0" {
        #expect(answer.isTrailersOnly)
        #expect(answer.headers["content-type"] == "application/grpc")
      }
      if test.status == nil, test.method != "HEAD" {
        #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
        #expect(!answer.body.isEmpty)
      }
      let counters = try await lab.on { $0.server.counters }
      #expect(counters.connectionsOpen == 1 || counters.connectionsOpen == 0)
      #expect(counters.plainAnswers == (test.status == nil ? 1 : 0))
    }
  }

  @Test func missingTEIsCounted() async throws {
    try await Lab.run { lab in
      let fields = [
        (":method", "POST"), (":scheme", "http"), (":path", "/t.T/Echo"), (":authority", "a"),
        ("content-type", "application/grpc"),
      ]
      _ = try await RawClient.call(lab, fields, Malformed.message([1]))
      _ = try await lab.unary("/t.T/Echo")
      #expect(try await lab.on { $0.server.counters.missingTE } == 1)
    }
  }

  @Test func binaryMetadataComesBackUnpadded() async throws {
    try await Lab.run { lab in
      let fields = [
        (":method", "POST"), (":scheme", "http"), (":path", "/t.T/Bins"), (":authority", "a"),
        ("content-type", "application/grpc"), ("k-bin", "AQ=="), ("k-bin", "AQI,Aw, BAU="),
      ]
      let answer = try await RawClient.call(lab, fields, Malformed.message([]))
      #expect(answer.body == Malformed.message([1, 1, 2, 3, 4, 5]))
      #expect(answer.trailers["all-bin"] == "AQECAwQF")
    }
  }
}
