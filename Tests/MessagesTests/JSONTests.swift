import Messages
import Testing
import Units

@Suite struct JSONTests {
  static let good: [(String, JSON)] = [
    ("null", .null),
    (" \t\r\n true \n", .bool(true)),
    ("false", .bool(false)),
    ("0", .number("0")),
    ("-0", .number("-0")),
    ("-12.50e+03", .number("-12.50e+03")),
    ("1E400", .number("1E400")),
    ("123456789012345678901234567890", .number("123456789012345678901234567890")),
    (#""""#, .string("")),
    (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
    (#""\u00e9\u65E5\ud83d\udd14""#, .string("é日🔔")),
    ("\"é日🔔\"", .string("é日🔔")),
    (#""\u0000""#, .string("\0")),
    ("[]", .array([])),
    ("[ ]", .array([])),
    ("[1,[2, 3 ],{}]", .array([.number("1"), .array([.number("2"), .number("3")]), .object([])])),
    (
      #"{"b":1,"a":{"c":null}}"#,
      .object([
        JSON.Member("b", .number("1")), JSON.Member("a", .object([JSON.Member("c", .null)])),
      ])
    ),
  ]

  @Test(arguments: good.indices)
  func parses(_ place: Int) throws {
    let (text, expected) = JSONTests.good[place]
    #expect(try JSON(parsing: text) == expected)
    try JSON.validate(Bytes(text.utf8))
    // What is written is read back.
    #expect(try JSON(parsing: expected.encoded) == expected)
  }

  static let bad: [(String, Int, Int, String)] = [
    ("", 1, 1, "expected a value, found the end"),
    ("  ", 1, 3, "expected a value, found the end"),
    ("nul", 1, 4, "expected null, found the end"),
    ("True", 1, 1, "expected a value, found 'T'"),
    ("1 2", 1, 3, "expected the end, found '2'"),
    ("01", 1, 2, "expected no digit after a leading 0, found '1'"),
    ("+1", 1, 1, "expected a value, found '+'"),
    ("-", 1, 2, "expected a digit, found the end"),
    ("1.", 1, 3, "expected a digit, found the end"),
    (".5", 1, 1, "expected a value, found '.'"),
    ("1e", 1, 3, "expected a digit, found the end"),
    ("1e+", 1, 4, "expected a digit, found the end"),
    ("NaN", 1, 1, "expected a value, found 'N'"),
    ("Infinity", 1, 1, "expected a value, found 'I'"),
    ("0x10", 1, 2, "expected the end, found 'x'"),
    ("\"abc", 1, 5, "expected '\"' at the end of a string, found the end"),
    ("'a'", 1, 1, "expected a value, found '''"),
    ("\"a\nb\"", 1, 3, "a control character in a string must be escaped"),
    (#""\x41""#, 1, 2, #"expected one of \" \\ \/ \b \f \n \r \t \u"#),
    (#""\u12g4""#, 1, 6, "expected four hex digits, found 'g'"),
    (#""\ud800""#, 1, 2, "half of a surrogate pair"),
    (#""\ud800\u0041""#, 1, 2, "half of a surrogate pair"),
    (#""\udc00""#, 1, 2, "half of a surrogate pair"),
    ("[1,]", 1, 4, "expected a value, found ']'"),
    ("[1 2]", 1, 4, "expected ',' or ']', found '2'"),
    ("[", 1, 2, "expected a value, found the end"),
    ("{\n  \"a\": 1,\n}", 3, 1, "expected a key in quotes, found '}'"),
    ("{a:1}", 1, 2, "expected a key in quotes, found 'a'"),
    (#"{"a" 1}"#, 1, 6, "expected ':', found '1'"),
    (#"{"a":1 "b":2}"#, 1, 8, "expected ',' or '}', found '\"'"),
    ("// no\n1", 1, 1, "expected a value, found '/'"),
    ("\u{FEFF}1", 1, 1, "expected a value, found byte 0xef"),
  ]

  @Test(arguments: bad.indices)
  func refuses(_ place: Int) throws {
    let (text, line, column, what) = JSONTests.bad[place]
    let parsing = #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: text) }
    let checking = #expect(throws: JSON.SyntaxError.self) { try JSON.validate(Bytes(text.utf8)) }
    #expect(parsing == checking)
    #expect(parsing?.line == line, "\(text)")
    #expect(parsing?.column == column, "\(text)")
    #expect(parsing?.what == what)
  }

  @Test func stringsMustBeUTF8() {
    let bytes: Bytes = [0x22, 0x61, 0xC3, 0x28, 0x22]
    let parsing = #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: bytes) }
    let checking = #expect(throws: JSON.SyntaxError.self) { try JSON.validate(bytes) }
    #expect(parsing?.what == "this string is not valid UTF-8")
    #expect(parsing == checking)
  }

  @Test func keysComeOnce() throws {
    let error = #expect(throws: JSON.SyntaxError.self) {
      try JSON(parsing: "{\"a\":1,\n \"a\":2}")
    }
    #expect(error?.description == "line 2, column 2: the key \"a\" comes twice")
    try JSON.validate(Bytes(#"{"a":1,"a":2}"#.utf8))
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSON(parsing: nested(64))
    try JSON.validate(Bytes(nested(64).utf8))
    let error = #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: nested(65)) }
    #expect(error?.what == "nested deeper than 64")
    #expect(throws: JSON.SyntaxError.self) { try JSON.validate(Bytes(nested(1_000_000).utf8)) }
    #expect(throws: JSON.SyntaxError.self) {
      try JSON(parsing: String(repeating: "{\"a\":", count: 100_000))
    }
  }

  /// RFC 6901, section 5.
  @Test func pointers() throws {
    let document = try JSON(
      parsing: #"{"foo":["bar","baz"],"":0,"a/b":1,"m~n":8,"x":{"y":[{"z":"deep"}]}}"#)
    #expect(document.value(at: "") == document)
    #expect(document.value(at: "/foo/0") == .string("bar"))
    #expect(document.value(at: "/") == .number("0"))
    #expect(document.value(at: "/a~1b") == .number("1"))
    #expect(document.value(at: "/m~0n") == .number("8"))
    #expect(document.value(at: "/x/y/0/z")?.text == "deep")
    for pointer in [
      "foo", "/foo/2", "/foo/01", "/foo/-1", "/foo/-", "/foo/0/1", "/no", "/~2", "/~",
    ] {
      #expect(document.value(at: pointer) == nil, "\(pointer)")
    }
    #expect(document["a/b"]?.integer == 1)
    #expect(JSON.number("1.0").integer == nil)
    #expect(JSON.number("9223372036854775808").integer == nil)
  }

  @Test(arguments: [
    (Timeout.seconds(1), "1s"), (.milliseconds(1_500), "1.500s"), (.microseconds(1), "0.000001s"),
    (.milliseconds(-250), "-0.250s"), (.zero, "0s"), (.milliseconds(1), "0.001s"),
  ])
  func spans(_ span: Timeout, _ expected: String) {
    var writer = JSONWriter()
    writer.value(span)
    #expect(writer.text == "\"\(expected)\"")
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func base64(_ text: String, _ expected: String) {
    var writer = JSONWriter()
    writer.value(Bytes(text.utf8))
    #expect(writer.text == "\"\(expected)\"")
  }

  @Test func controlCharactersAreEscaped() throws {
    for value in UInt8(0)..<0x80 {
      let text = String(Character(Unicode.Scalar(value)))
      var writer = JSONWriter()
      writer.value(text)
      #expect(writer.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
      #expect(try JSON(parsing: writer.bytes) == .string(text))
    }
  }

  /// Parsing and checking agree on seeded damage, and neither crashes.
  @Test func damagedTexts() {
    let original = Bytes(
      #"{"a":[1,-2.5e3,"x\u00e9\n",true,null,{"b":{}}],"c":"日本","d":[[],[[]]]}"#.utf8)
    var draw = SeededGenerator(seed: 7)
    var refused = 0
    for _ in 0..<4_000 {
      var bytes = original
      for _ in 0...draw.below(2) {
        let place = Int(draw.below(UInt64(bytes.count)))
        switch draw.below(3) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: draw.next())
        case 1: bytes.insert(original[Int(draw.below(UInt64(original.count)))], at: place)
        default: bytes.remove(at: place)
        }
      }
      let isValid = (try? JSON.validate(bytes)) != nil
      do {
        let tree = try JSON(parsing: bytes)
        #expect(isValid)
        #expect((try? JSON(parsing: tree.encoded)) == tree)
      } catch {
        refused += 1
        #expect(!isValid || error.what.hasSuffix("comes twice"), "\(error)")
      }
    }
    #expect(refused > 1_000)
  }
}
