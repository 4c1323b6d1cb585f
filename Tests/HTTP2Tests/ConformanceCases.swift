import HTTP2
import Testing
import Units

/// What must become of a connection after some frames.
enum Outcome: Sendable {
  /// The streams are answered, and the connection goes on.
  case answers([UInt32])
  /// Nothing happens to the connection; a new request is answered.
  case goesOn
  /// GOAWAY, or RST_STREAM where the RFC leaves the choice, with one of the codes.
  case fails([ErrorCode])
  /// RST_STREAM with the code; the connection goes on.
  case resets(UInt32, ErrorCode)
}

struct Case: Sendable, CustomTestStringConvertible {
  var name: String
  var settings = Frame.settings()
  var bytes: Bytes
  var outcome: Outcome

  init(_ name: String, _ frames: [Frame], _ outcome: Outcome) {
    self.name = name
    self.bytes = frames.flatMap(\.bytes)
    self.outcome = outcome
  }

  init(_ name: String, bytes: Bytes, _ outcome: Outcome) {
    self.name = name
    self.bytes = bytes
    self.outcome = outcome
  }

  var testDescription: String { name }
}

private let requestBlock = Frame.request()

private func with(_ frame: Frame, _ change: (inout Frame) -> Void) -> Frame {
  var frame = frame
  change(&frame)
  return frame
}

private func field(_ name: String, _ value: String) -> Frame {
  .headers(1, Frame.request([(name, value)]))
}

private func fields(_ all: [(String, String)]) -> Frame { .headers(1, Frame.literal(all)) }

/// RFC 9113 and RFC 7541, section by section, after the conformance suite that most servers use.
let conformanceCases: [Case] = [
  // Generic: what any client may do.
  Case("GET", [.headers(1, Frame.request(method: "GET"))], .answers([1])),
  Case("HEAD", [.headers(1, Frame.request(method: "HEAD"))], .answers([1])),
  Case("POST with DATA", [.headers(1, end: false), .data(1, 9, end: true)], .answers([1])),
  Case(
    "several DATA", [.headers(1, end: false), .data(1, 9), .data(1, 9), .data(1, 9, end: true)],
    .answers([1])),
  Case(
    "padded DATA",
    [
      .headers(1, end: false),
      Frame(kind: 0, flags: 9, stream: 1, payload: [3, 97, 97, 0, 0, 0]),
    ], .answers([1])),
  Case(
    "trailers", [.headers(1, end: false), .data(1, 3), .headers(1, Frame.literal([("x", "y")]))],
    .answers([1])),
  Case(
    "padded HEADERS",
    [with(.headers(1, [2] + requestBlock + [0, 0])) { $0.flags |= Frame.padded }], .answers([1])),
  Case(
    "HEADERS with priority",
    [
      with(.headers(1, [0, 0, 0, 0, 255] + requestBlock)) { $0.flags |= Frame.prioritized }
    ], .answers([1])),
  Case("PRIORITY weight 1", [.priority(1, weight: 0), .headers(1)], .answers([1])),
  Case("PRIORITY weight 256", [.priority(1, weight: 255), .headers(1)], .answers([1])),
  Case("PRIORITY exclusive", [.priority(3, on: 0x8000_0001), .headers(3)], .answers([3])),
  Case("PRIORITY on idle, then a lower id", [.priority(7), .headers(5)], .answers([5])),
  Case("PRIORITY on closed", [.headers(1), .priority(1)], .goesOn),
  Case("PRIORITY on half-closed", [.headers(1), .priority(1), .headers(3)], .answers([1, 3])),
  Case("RST_STREAM on open", [.headers(1, end: false), .reset(1)], .goesOn),
  Case(
    "WINDOW_UPDATE on 0 and 1", [.window(0, 5), .headers(1, end: false), .window(1, 5)], .goesOn),
  Case(
    "CONTINUATION one",
    [
      .headers(1, Array(requestBlock[..<9]), whole: false),
      .continuation(1, Array(requestBlock[9...]), whole: true),
    ], .answers([1])),
  Case(
    "CONTINUATION several",
    [
      .headers(1, Array(requestBlock[..<9]), whole: false),
      .continuation(1, Array(requestBlock[9..<12]), whole: false),
      .continuation(1, Array(requestBlock[12...]), whole: true),
    ], .answers([1])),
  Case("GOAWAY", [.headers(1), .goAway()], .answers([1])),
  Case("indexed field", [.headers(1, [0x83, 0x86, 0x84, 0x01, 1, 97])], .answers([1])),
  Case(
    "literal with indexing",
    [.headers(1, [0x83, 0x86, 0x84, 0x01, 1, 97, 0x40, 1, 120, 1, 121])], .answers([1])),
  Case(
    "literal never indexed", [.headers(1, [0x83, 0x86, 0x84, 0x01, 1, 97, 0x10, 1, 120, 1, 121])],
    .answers([1])),
  Case(
    "literal, Huffman",
    [.headers(1, [0x83, 0x86, 0x84, 0x41, 0x8C] + Frame.huffmanExample)], .answers([1])),
  Case("table size update", [.headers(1, [0x20, 0x83, 0x86, 0x84, 0x01, 1, 97])], .answers([1])),
  Case(
    "table size updates", [.headers(1, [0x20, 0x3F, 0x01, 0x83, 0x86, 0x84, 0x01, 1, 97])],
    .answers([1])),
  // 4.1 to 4.3
  Case("4.1 unknown type", [Frame(kind: 0x16, payload: [1, 2]), .headers(1)], .answers([1])),
  Case("4.1 undefined flag", [.ping(1, flags: 0x16), .headers(1)], .answers([1])),
  Case("4.1 reserved bit", [with(.headers(1)) { $0.stream |= 1 << 31 }], .answers([1])),
  Case(
    "4.2 DATA of 2^14", [.headers(1, end: false), .data(1, 16_384, end: true)], .answers([1])),
  Case(
    "4.2 DATA over the limit", [.headers(1, end: false), .data(1, 16_385, end: true)],
    .fails([.frameSizeError])),
  Case(
    "4.2 HEADERS over the limit",
    [.headers(1, requestBlock + Frame.literal([("x", String(repeating: "y", count: 16_400))]))],
    .fails([.frameSizeError])),
  Case("4.3 broken block", [.headers(1, [0x40])], .fails([.compressionError])),
  Case(
    "4.3 PRIORITY inside a block",
    [.headers(1, requestBlock, whole: false), .priority(1), .continuation(1, [], whole: true)],
    .fails([.protocolError])),
  Case(
    "4.3 HEADERS inside a block",
    [.headers(1, requestBlock, whole: false), .headers(3), .continuation(1, [], whole: true)],
    .fails([.protocolError])),
  // 5.1
  Case("5.1 idle DATA", [.data(1, 1, end: true)], .fails([.protocolError])),
  Case("5.1 idle RST_STREAM", [.reset(1)], .fails([.protocolError])),
  Case("5.1 idle WINDOW_UPDATE", [.window(1, 1)], .fails([.protocolError])),
  Case("5.1 idle CONTINUATION", [.continuation(1, [], whole: true)], .fails([.protocolError])),
  Case("5.1 closed by RST, then DATA", [.headers(1, end: false), .reset(1), .data(1, 1)], .goesOn),
  Case(
    "5.1 closed by RST, then HEADERS", [.headers(1, end: false), .reset(1), .headers(1)],
    .fails([.streamClosed, .protocolError])),
  Case(
    "5.1 closed by RST, then CONTINUATION",
    [.headers(1, end: false), .reset(1), .continuation(1, [], whole: true)],
    .fails([.protocolError, .streamClosed])),
  Case(
    "5.1 closed, then CONTINUATION", [.headers(1), .continuation(1, [], whole: true)],
    .fails([.protocolError, .streamClosed])),
  Case("5.1.1 even id", [.headers(2)], .fails([.protocolError])),
  Case("5.1.1 lower id", [.headers(5), .headers(3)], .fails([.protocolError])),
  Case("5.3.1 self-dependency", [.priority(1, on: 1)], .fails([.protocolError])),
  Case(
    "5.3.1 self-dependency in HEADERS",
    [with(.headers(1, [0, 0, 0, 1, 9] + requestBlock)) { $0.flags |= Frame.prioritized }],
    .fails([.protocolError])),
  Case(
    "5.5 unknown frame inside a block",
    [
      .headers(1, requestBlock, whole: false), Frame(kind: 0x16), .continuation(1, [], whole: true),
    ],
    .fails([.protocolError])),
  // 6
  Case("6.1 DATA on 0", [.data(0, 1)], .fails([.protocolError])),
  Case(
    "6.1 bad padding",
    [.headers(1, end: false), Frame(kind: 0, flags: 9, stream: 1, payload: [9, 97])],
    .fails([.protocolError])),
  Case("6.2 HEADERS on 0", [.headers(0)], .fails([.protocolError])),
  Case(
    "6.2 bad padding", [with(.headers(1, [200] + requestBlock)) { $0.flags |= Frame.padded }],
    .fails([.protocolError])),
  Case("6.3 PRIORITY on 0", [.priority(0)], .fails([.protocolError])),
  Case(
    "6.3 PRIORITY of 4 bytes", [Frame(kind: 2, stream: 1, payload: [0, 0, 0, 0])],
    .fails([.frameSizeError])),
  Case("6.4 RST_STREAM on 0", [.reset(0)], .fails([.protocolError])),
  Case(
    "6.4 RST_STREAM of 3 bytes",
    [.headers(1, end: false), Frame(kind: 3, stream: 1, payload: [0, 0, 0])],
    .fails([.frameSizeError])),
  Case(
    "6.5 ACK with payload", [Frame(kind: 4, flags: 1, payload: [0, 0, 0, 0, 0, 0])],
    .fails([.frameSizeError])),
  Case("6.5 on a stream", [with(.settings()) { $0.stream = 1 }], .fails([.protocolError])),
  Case("6.5 of 3 bytes", [Frame(kind: 4, payload: [0, 1, 0])], .fails([.frameSizeError])),
  Case("6.5.2 ENABLE_PUSH 2", [.settings([(2, 2)])], .fails([.protocolError])),
  Case("6.5.2 window 2^31", [.settings([(4, 1 << 31)])], .fails([.flowControlError])),
  Case("6.5.2 frame size too small", [.settings([(5, 16_383)])], .fails([.protocolError])),
  Case("6.5.2 frame size too large", [.settings([(5, 1 << 24)])], .fails([.protocolError])),
  Case("6.5.2 unknown setting", [.settings([(0xFF, 1)]), .headers(1)], .answers([1])),
  Case("6.7 PING on a stream", [with(.ping()) { $0.stream = 1 }], .fails([.protocolError])),
  Case(
    "6.7 PING of 6 bytes", [Frame(kind: 6, payload: [0, 0, 0, 0, 0, 0])], .fails([.frameSizeError])),
  Case("6.7 PING ACK", [.ping(1, flags: 1)], .goesOn),
  Case("6.8 GOAWAY on a stream", [with(.goAway()) { $0.stream = 1 }], .fails([.protocolError])),
  Case("6.9 increment 0 on the connection", [.window(0, 0)], .fails([.protocolError])),
  Case(
    "6.9 increment 0 on a stream", [.headers(1, end: false), .window(1, 0)],
    .fails([.protocolError])),
  Case(
    "6.9 of 3 bytes", [Frame(kind: 8, payload: [0, 0, 1])], .fails([.frameSizeError])),
  Case(
    "6.9.1 overflow on the connection", [.window(0, 0x7FFF_FFFF), .window(0, 0x7FFF_FFFF)],
    .fails([.flowControlError])),
  Case(
    "6.9.1 overflow on a stream", [.headers(1, end: false), .window(1, 0x7FFF_FFFF)],
    .resets(1, .flowControlError)),
  Case(
    "6.10 CONTINUATION on 0",
    [.headers(1, requestBlock, whole: false), .continuation(0, [], whole: true)],
    .fails([.protocolError])),
  Case(
    "6.10 after END_HEADERS", [.headers(1, end: false), .continuation(1, [], whole: true)],
    .fails([.protocolError])),
  Case(
    "6.10 after DATA",
    [
      .headers(1, requestBlock, end: false, whole: false), .data(1, 1),
      .continuation(1, [], whole: true),
    ], .fails([.protocolError])),
  // 7
  Case("7 unknown code in RST_STREAM", [.headers(1, end: false), .reset(1, 0xFF)], .goesOn),
  // 8
  Case(
    "8.1 second HEADERS without END_STREAM",
    [.headers(1, end: false), .headers(1, Frame.literal([("x", "y")]), end: false)],
    .resets(1, .protocolError)),
  Case("8.2.1 upper case", [field("X-A", "b")], .resets(1, .protocolError)),
  Case("8.2.2 connection", [field("connection", "close")], .resets(1, .protocolError)),
  Case("8.2.2 te other than trailers", [field("te", "gzip")], .resets(1, .protocolError)),
  Case("8.2.2 te trailers", [field("te", "trailers")], .answers([1])),
  Case("8.3 unknown pseudo-header", [field(":x", "y")], .resets(1, .protocolError)),
  Case("8.3 pseudo-header of an answer", [field(":status", "200")], .resets(1, .protocolError)),
  Case(
    "8.3 pseudo-header after a field",
    [
      fields([
        (":method", "GET"), (":scheme", "http"), ("x", "y"), (":path", "/"), (":authority", "a"),
      ])
    ],
    .resets(1, .protocolError)),
  Case(
    "8.3 pseudo-header in trailers",
    [.headers(1, end: false), .headers(1, Frame.literal([(":path", "/")]))],
    .resets(1, .protocolError)),
  Case(
    "8.3.1 empty path", [fields([(":method", "GET"), (":scheme", "http"), (":path", "")])],
    .resets(1, .protocolError)),
  Case(
    "8.3.1 no method", [fields([(":scheme", "http"), (":path", "/")])], .resets(1, .protocolError)),
  Case(
    "8.3.1 no scheme", [fields([(":method", "GET"), (":path", "/")])], .resets(1, .protocolError)),
  Case(
    "8.3.1 no path", [fields([(":method", "GET"), (":scheme", "http")])],
    .resets(1, .protocolError)),
  Case("8.3.1 two methods", [field(":method", "GET")], .resets(1, .protocolError)),
  Case("8.3.1 two schemes", [field(":scheme", "http")], .resets(1, .protocolError)),
  Case("8.3.1 two paths", [field(":path", "/")], .resets(1, .protocolError)),
  Case(
    "8.1.1 content-length of one DATA",
    [.headers(1, Frame.request([("content-length", "1")]), end: false), .data(1, 4, end: true)],
    .resets(1, .protocolError)),
  Case(
    "8.1.1 content-length of several DATA",
    [
      .headers(1, Frame.request([("content-length", "9")]), end: false), .data(1, 4),
      .data(1, 4, end: true),
    ],
    .resets(1, .protocolError)),
  Case(
    "8.4 PUSH_PROMISE from a client",
    [
      .headers(1, end: false),
      Frame(kind: 5, flags: 4, stream: 1, payload: [0, 0, 0, 2] + requestBlock),
    ], .fails([.protocolError])),
  // RFC 7541
  Case("HPACK 2.3.3 bad index", [.headers(1, [0xBE])], .fails([.compressionError])),
  Case("HPACK 6.1 index 0", [.headers(1, [0x80])], .fails([.compressionError])),
  Case(
    "HPACK 6.3 update over the setting", [.headers(1, [0x3F, 0xFF, 0xFF, 0x7F] + requestBlock)],
    .fails([.compressionError])),
  Case(
    "HPACK 4.2 update at the end", [.headers(1, requestBlock + [0x20])],
    .fails([.compressionError])),
  Case(
    "HPACK 5.2 padding over 7 bits",
    [.headers(1, [0x83, 0x86, 0x84, 0x01, 1, 97, 0, 1, 120, 0x82, 0x1F, 0xFF, 0xFF])],
    .fails([.compressionError])),
  Case(
    "HPACK 5.2 EOS inside",
    [.headers(1, [0x83, 0x86, 0x84, 0x01, 1, 97, 0, 1, 120, 0x84, 0xFF, 0xFF, 0xFF, 0xFF])],
    .fails([.compressionError])),
]

extension Frame {
  /// `www.example.com` in Huffman code (RFC 7541, appendix C.4.1).
  static let huffmanExample: Bytes = [
    0xF1, 0xE3, 0xC2, 0xE5, 0xF2, 0x3A, 0x6B, 0xA0, 0xAB, 0x90, 0xF4, 0xFF,
  ]
}
