import Testing

/// The house's order, read from the files themselves: what the compiler does not refuse.
@Suite struct TidyTests {
  @Test func theTreeIsTidy() throws {
    let table = ImportTable(package: try Tree.read("Package.swift"))
    #expect(Tree.files.count > 50, "too few files: is this the tree?")
    for file in Tree.files {
      for complaint in Rules.check(file, table) { Issue.record("\(complaint)") }
    }
  }

  /// A list of exceptions that names nothing any more must shrink.
  @Test func exceptionsAreNeeded() {
    for (path, length) in Rules.longFiles {
      let file = Tree.files.first { $0.path == path }
      #expect(file.map { $0.lines.count - 1 } == length, "\(path): lower its entry in longFiles")
    }
  }
}

/// The rules' own test: snippets that each must be refused, and some that must pass.
@Suite struct RulesTests {
  static let table = ImportTable(
    package: """
      let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
      let nio: [Target.Dependency] = [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]

        room("Units", []),
        room("Raft", ["Units", deque], exclude: ["DESIGN.md"]),
        room("Node", ["Raft", "Units"] + nio),
        tests("RaftTests", ["Raft", "Units"]),
      """.withLeadingLine)

  struct Case: CustomTestStringConvertible, Sendable {
    let path: String
    let text: String
    let isGood: Bool

    var testDescription: String { "\(path): \(text.prefix(60))" }

    static func bad(_ path: String, _ text: String) -> Case {
      Case(path: path, text: text, isGood: false)
    }
    static func good(_ path: String, _ text: String) -> Case {
      Case(path: path, text: text, isGood: true)
    }
  }

  static let raft = "Sources/Raft/A.swift"
  static let node = "Sources/Node/A.swift"
  static let test = "Tests/RaftTests/A.swift"

  @Test(arguments: [
    Case.bad(raft, "import Foundation"),
    .bad(raft, "internal import Glibc"),
    .bad(raft, "public import Node"),
    .bad(raft, "import NIOCore"),
    .good(raft, "internal import DequeModule"),
    .good(raft, "public import struct Units.Term"),
    .bad("Sources/Units/A.swift", "import DequeModule"),
    .good(node, "internal import NIOPosix"),
    .good(node, "import Foundation"),
    .bad(node, "import HeapModule"),
    .good(test, "@testable import Raft"),
    .bad(test, "@testable import Node"),
    .bad(node, "let x = tr" + "y! f()"),
    .bad(node, "let x = y a" + "s! Int"),
    .bad(node, "fatal" + "Error(\"no\")"),
    .bad(node, "final class A: @unche" + "cked Sendable {}"),
    .bad(node, "nonisolated" + "(unsafe) var x = 1"),
    .good(node, "let x = tr" + "y! f()  // f cannot throw: its argument is a constant"),
    .good(node, "// f cannot throw: its argument is a constant\nlet x = tr" + "y! f()"),
    .good(node, "let text = \"tr" + "y! again\""),
    .bad(node, "// TO" + "DO: later"),
    .bad(node, "func f() {}  // FIX" + "ME"),
    .good(node, "let autodoc = \"to do\""),
    .bad(raft, "let x: Double = 1"),
    .bad(raft, "let now = Date()"),
    .bad(raft, "let id = UUID()"),
    .good(raft, "let instant = CivilDate(daysSinceEpoch: 1)"),
    .good(raft, "/// Doubles. A Double is not used.\nlet isDoubled = true"),
    .good(node, "let x: Double = 1"),
    .bad(test, "try await Task.sl" + "eep(for: .seconds(1))"),
    .bad(test, "usl" + "eep(10)"),
    .good("Tests/ProcessTests/A.swift", "usl" + "eep(10)"),
    .bad(node, String(repeating: "x", count: 107)),
    .good(node, String(repeating: "x", count: 106)),
    .bad(node, String(repeating: "x\n", count: 501)),
    .good(node, String(repeating: "x\n", count: 500)),
  ])
  func aSnippetIsJudged(_ snippet: Case) {
    let complaints = Rules.check(
      Tree.File(path: snippet.path, text: snippet.text), RulesTests.table)
    #expect(complaints.isEmpty == snippet.isGood, "\(complaints)")
  }

  @Test func thePackageIsRead() throws {
    let table = ImportTable(package: try Tree.read("Package.swift"))
    #expect(table.dependencies["Raft"]?.contains("DequeModule") == true)
    #expect(table.dependencies["Node"]?.contains("NIOPosix") == true)
    #expect(table.dependencies["Raft"]?.contains("NIOCore") == false)
    #expect(table.allows("Units", in: "Raft") && !table.allows("Messages", in: "Raft"))
  }
}

extension String {
  fileprivate var withLeadingLine: String { "\n" + self }
}
