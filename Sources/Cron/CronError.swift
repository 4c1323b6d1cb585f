/// What is wrong with a schedule's expression: where, what was read, and what would be right.
public struct CronError: Error, Hashable, Sendable {
  /// The stable reasons of the public API.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    case syntax = "CRON_SYNTAX"
    case outOfRange = "CRON_OUT_OF_RANGE"
    case neverFires = "CRON_NEVER_FIRES"
  }

  public let reason: Reason
  /// One sentence without the expression: "minute 61 is out of range 0–59".
  public let message: String
  /// The expression as it was read, at most `CronExpression.longestText` characters of it.
  public let expression: String
  /// The characters of `expression` that the sentence is about.
  public let columns: Range<Int>
  /// The field that was read, where the error lies within one.
  public let field: CronField?
  /// What would be right, without a full stop; empty where nothing sensible can be said.
  public let hint: String

  /// The characters that were read at `columns`.
  public var read: String {
    let characters = Array(expression)
    return String(characters[columns.clamped(to: 0..<characters.count)])
  }

  /// The sentence, the expression with carets under what is meant, and the hint: four lines.
  public var rendered: String {
    let caret = String(repeating: "^", count: max(1, columns.count))
    var lines = [
      message, "  " + expression,
      "  " + String(repeating: " ", count: columns.lowerBound) + caret,
    ]
    if !hint.isEmpty { lines.append("hint: " + hint) }
    return lines.joined(separator: "\n")
  }
}

extension CronError: CustomStringConvertible {
  public var description: String { rendered }
}
