internal import GRPC
internal import Messages

/// Where the cluster is: `--endpoint`, else `CARILLON_ENDPOINTS`, else the nearest context file.
///
/// A context file is JSON: `{"cluster": "name", "endpoints": ["host:port", …]}`. It is looked for
/// under `CARILLON_CONTEXT`, then as `.carillon/context.json` or `.quickstart/context.json` in the
/// working directory and those above it, then as `~/.config/carillon/context.json`.
struct Context {
  var addresses: [Address]
  /// What named them, for error messages.
  var origin: String

  static let fallback = "127.0.0.1:7600"
  static let fileLimit = 65_536

  static func resolve(flags: [String]) throws(Problem) -> Context {
    if !flags.isEmpty { return try parse(flags, origin: "--endpoint") }
    if let text = Terminal.variable("CARILLON_ENDPOINTS"), !text.isEmpty {
      return try parse([text], origin: "CARILLON_ENDPOINTS")
    }
    if let path = Terminal.variable("CARILLON_CONTEXT"), !path.isEmpty {
      guard let context = try read(path) else {
        throw Problem(
          "there is no context file \(path)", hint: "CARILLON_CONTEXT names it: mend or unset it",
          status: .usage)
      }
      return context
    }
    var candidates = SmallFile.ancestors().flatMap {
      let folder = $0.hasSuffix("/") ? $0 : $0 + "/"
      return ["\(folder).carillon/context.json", "\(folder).quickstart/context.json"]
    }
    if let home = Terminal.variable("HOME") {
      candidates.append("\(home)/.config/carillon/context.json")
    }
    for path in candidates {
      if let context = try read(path) { return context }
    }
    return try parse([fallback], origin: "the default, since no context file was found")
  }

  static func parse(_ texts: [String], origin: String) throws(Problem) -> Context {
    var addresses: [Address] = []
    for text in texts.flatMap({ $0.split(separator: ",") }) where !text.isEmpty {
      let trimmed = text.filter { $0 != " " }
      guard let address = Address(trimmed), address.port > 0 else {
        throw Problem(
          "'\(trimmed)' from \(origin) is no address",
          hint: "write host:port, as in 127.0.0.1:7601, several separated by commas",
          status: .usage)
      }
      addresses.append(address)
    }
    guard !addresses.isEmpty else {
      throw Problem("\(origin) names no address", hint: "write host:port", status: .usage)
    }
    return Context(addresses: addresses, origin: origin)
  }

  /// Nil where there is no such file.
  private static func read(_ path: String) throws(Problem) -> Context? {
    let bytes: [UInt8]
    do throws(SmallFile.Failure) {
      bytes = try SmallFile.read(path, limit: fileLimit)
    } catch {
      if case .missing = error { return nil }
      throw Problem("the context file \(path) cannot be read: \(error)", status: .usage)
    }
    let hint = "it is JSON: {\"cluster\": \"name\", \"endpoints\": [\"host:port\"]}"
    let tree: JSON
    do throws(JSON.SyntaxError) {
      tree = try JSON(parsing: bytes)
    } catch {
      throw Problem("\(path), \(error)", hint: hint, status: .usage)
    }
    guard let endpoints = tree["endpoints"]?.elements?.compactMap(\.text), !endpoints.isEmpty else {
      throw Problem("\(path) names no endpoints", hint: hint, status: .usage)
    }
    return try parse(endpoints, origin: path)
  }
}
