import Messages
import Units

/// A module's manifest, in the seed's form:
///
/// ```
/// {"name": "vmware", "version": "1.0.0", "description": "…",
///  "capabilities": {
///    "jobs": {"handlers": [{"name", "handler", "schedule", "timezone", "timeout", "retries",
///                           "description", "queue", "priority", "concurrency", "config",
///                           "resources": {"memoryBytes", "cpuMilliseconds", "processes",
///                                         "openFiles", "fileBytes"}}]},
///    "events": {"listeners": [{"event", "handler", "name", "timeout", "retries", "queue", …}],
///               "emitters": [{"event", "description"}]}}}
/// ```
/// Every other member is refused by its path, with what is allowed there.
struct Manifest {
  var name = ""
  var release = ""
  var description = ""
  var handlers: [ModuleState.Handler] = []
  var subscriptions: [ModuleState.Subscription] = []
  var emitters: [Label] = []

  static let mostBytes = 256 << 10
  /// Handlers, listeners and emitters, of each.
  static let most = 200

  init(parsing bytes: Bytes) throws(Failure) {
    guard bytes.count <= Manifest.mostBytes else {
      throw .field(
        "manifest", .payloadTooLarge,
        "it has \(bytes.count) bytes, at most \(Manifest.mostBytes) are allowed")
    }
    let json: JSON
    do throws(JSON.SyntaxError) {
      json = try JSON(parsing: bytes)
    } catch {
      throw error.failure(field: "manifest")
    }
    let root = try ManifestObject(
      json, "", allowed: ["name", "version", "description", "capabilities"])
    name = try root.text("name") ?? ""
    if let failure = Names.refuse(name, "manifest/name") { throw failure }
    release = try root.text("version", most: 64) ?? ""
    description = try root.text("description", most: Bounds.text) ?? ""
    guard let capabilities = try root.object("capabilities", allowed: ["jobs", "events"]) else {
      return
    }
    if let jobs = try capabilities.object("jobs", allowed: ["handlers"]) {
      for item in try jobs.objects(
        "handlers",
        allowed: [
          "name", "handler", "schedule", "timezone", "timeout", "retries", "description", "queue",
          "priority", "concurrency", "config", "enabled", "resources",
        ])
      {
        handlers.append(try handler(item))
      }
    }
    if let events = try capabilities.object("events", allowed: ["listeners", "emitters"]) {
      for item in try events.objects(
        "listeners",
        allowed: [
          "event", "handler", "name", "timeout", "retries", "description", "queue", "priority",
          "concurrency", "config", "resources",
        ])
      {
        subscriptions.append(try subscription(item))
      }
      for item in try events.objects("emitters", allowed: ["event", "description"]) {
        let event = try item.text("event") ?? ""
        if let failure = Names.refuse(event: event, item.field("event")) { throw failure }
        emitters.append(Label(event, try item.text("description", most: Bounds.text) ?? ""))
      }
    }
    try refuseTwins()
  }

  private func handler(_ item: ManifestObject) throws(Failure) -> ModuleState.Handler {
    let own = try item.text("name") ?? ""
    if let failure = Names.refuse(own, item.field("name")) { throw failure }
    var definition = try self.definition(item)
    definition.name = own
    definition.isEnabled = try item.flag("enabled") ?? true
    let schedule = try item.text("schedule", most: ScheduleReading.mostExpression) ?? ""
    let zone = try item.text("timezone", most: 255) ?? ""
    definition.resource = resource(definition, try item.text("description") ?? "")
    return ModuleState.Handler(
      definition: definition, schedule: schedule, zone: zone.isEmpty ? "UTC" : zone)
  }

  /// A listener is a job too. Without a name of its own it has its handler's, and where another of
  /// the manifest has that, the module, the pattern and the handler make one.
  private func subscription(_ item: ManifestObject) throws(Failure) -> ModuleState.Subscription {
    let pattern = try item.text("event") ?? ""
    if let failure = Names.refuse(pattern: pattern, item.field("event")) { throw failure }
    var definition = try self.definition(item)
    let own = try item.text("name") ?? ""
    if !own.isEmpty, let failure = Names.refuse(own, item.field("name")) { throw failure }
    definition.name = own.isEmpty ? Manifest.baseName(definition.handler) : own
    let isTaken =
      definition.name.isEmpty || handlers.contains { $0.definition.name == definition.name }
      || subscriptions.contains { $0.definition.name == definition.name }
    if own.isEmpty && isTaken {
      definition.name = Manifest.listenerName(
        module: name, pattern: pattern, handler: definition.handler)
    }
    definition.resource = resource(definition, try item.text("description") ?? "")
    return ModuleState.Subscription(pattern: pattern, definition: definition)
  }

  /// `on-vm-created` for `events/on-vm-created.sh`; empty where that is no name.
  static func baseName(_ handler: String) -> String {
    let file = handler.utf8.split(separator: UInt8(ascii: "/")).last.map { Bytes($0) } ?? []
    let stem = file.lastIndex(of: UInt8(ascii: ".")).map { file[..<$0] } ?? file[...]
    let name = String(decoding: stem, as: UTF8.self).lowercased()
    return Names.refuse(name, "") == nil ? name : ""
  }

  static func listenerName(module: String, pattern: String, handler: String) -> String {
    let hash = Hash128(of: Bytes("\(pattern) \(handler)".utf8))
    let tail = String(RecordID(hash.low).text.lowercased().suffix(8))
    return "\(module.prefix(90)).on-\(tail)"
  }

  private func definition(_ item: ManifestObject) throws(Failure) -> JobDefinition {
    var definition = JobDefinition()
    definition.module = name
    definition.handler = try item.text("handler", most: 1_024) ?? ""
    try Manifest.check(path: definition.handler, item.field("handler"))
    if let timeout = try item.number("timeout", 1...(30 * 86_400_000)) {
      definition.timeout = .milliseconds(timeout)
    }
    if let retries = try item.number("retries", 0...1_000) {
      definition.attempts = UInt32(retries) + 1
    }
    if let queue = try item.text("queue") {
      if let failure = Names.refuse(queue, item.field("queue")) { throw failure }
      definition.queue = queue
    }
    if let priority = try item.number("priority", 1...9) { definition.priority = UInt8(priority) }
    if let limit = try item.number("concurrency", 0...1_000_000) {
      definition.concurrency = UInt32(limit)
    }
    if let limits = try item.object(
      "resources",
      allowed: ["memoryBytes", "cpuMilliseconds", "processes", "openFiles", "fileBytes"])
    {
      definition.limits.memory = UInt64(try limits.number("memoryBytes", 1...(1 << 50)) ?? 0)
      definition.limits.cpuMilliseconds =
        UInt64(try limits.number("cpuMilliseconds", 1...(30 * 86_400_000)) ?? 0)
      definition.limits.processes = UInt32(try limits.number("processes", 1...1_000_000) ?? 0)
      definition.limits.files = UInt32(try limits.number("openFiles", 1...1_000_000) ?? 0)
      definition.limits.fileSize = UInt64(try limits.number("fileBytes", 1...(1 << 50)) ?? 0)
    }
    definition.config = item.json("config")
    guard definition.config.count <= Bounds.config else {
      throw .field(
        item.field("config"), .payloadTooLarge, "at most \(Bounds.config) bytes are allowed")
    }
    return definition
  }

  /// A path inside the bundle, and nowhere else.
  private static func check(path: String, _ field: String) throws(Failure) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy {
      !$0.isEmpty && !$0.elementsEqual("..".utf8) && !$0.elementsEqual(".".utf8)
    }
    guard !path.isEmpty, isPlain else {
      throw .field(
        field, .fieldInvalid,
        "'\(path.prefix(80))' is no path inside the bundle, as 'jobs/sync.py'")
    }
  }

  private func resource(_ definition: JobDefinition, _ description: String) -> Bytes {
    var job = Job(name: definition.name, module: definition.module, handler: definition.handler)
    job.description = description
    job.queue = definition.queue
    job.priority = UInt32(definition.priority)
    job.config = definition.config
    job.retry = RetryPolicy(retries: definition.attempts - 1)
    job.timeouts = Timeouts(attempt: definition.timeout)
    if definition.concurrency > 0 { job.concurrency = Concurrency(limit: definition.concurrency) }
    return JobReading.stored(job).encoded()
  }

  private func refuseTwins() throws(Failure) {
    var names: Set<String> = []
    for (place, handler) in handlers.enumerated()
    where !names.insert(handler.definition.name).inserted {
      throw .field(
        "manifest/capabilities/jobs/handlers/\(place)/name", .fieldInvalid,
        "'\(handler.definition.name)' is given twice")
    }
    for (place, listener) in subscriptions.enumerated()
    where !names.insert(listener.definition.name).inserted {
      throw .field(
        "manifest/capabilities/events/listeners/\(place)", .fieldInvalid,
        "'\(listener.pattern)' goes to '\(listener.definition.handler)' twice")
    }
  }
}

/// An object of a manifest, and where it is.
private struct ManifestObject {
  private let members: [JSON.Member]
  private let path: String

  init(_ json: JSON, _ path: String, allowed: [String]) throws(Failure) {
    guard case .object(let members) = json else {
      throw .field("manifest\(path)", .fieldInvalid, "an object is expected here")
    }
    for member in members where !allowed.contains(member.key) {
      throw .field(
        "manifest\(path)/\(member.key)", .fieldInvalid,
        "'\(member.key)' is not known here; allowed are \(allowed.joined(separator: ", "))")
    }
    self.members = members
    self.path = path
  }

  func field(_ name: String) -> String { "manifest\(path)/\(name)" }

  private func value(_ name: String) -> JSON? {
    members.first { $0.key == name }.map(\.value)
  }

  func text(_ name: String, most: Int = 255) throws(Failure) -> String? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value else {
      throw .field(field(name), .fieldInvalid, "a string is expected here")
    }
    try Bounds.check(text: text, field(name), most)
    return text
  }

  func flag(_ name: String) throws(Failure) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .bool(let flag) = value else {
      throw .field(field(name), .fieldInvalid, "true or false is expected here")
    }
    return flag
  }

  func number(_ name: String, _ range: ClosedRange<Int64>) throws(Failure) -> Int64? {
    guard let value = value(name) else { return nil }
    guard let number = value.integer, range.contains(number) else {
      throw .field(
        field(name), .fieldInvalid,
        "a whole number from \(range.lowerBound) to \(range.upperBound) is expected here")
    }
    return number
  }

  func json(_ name: String) -> Bytes {
    guard let value = value(name) else { return [] }
    var writer = JSONWriter()
    value.write(to: &writer)
    return writer.bytes
  }

  func object(_ name: String, allowed: [String]) throws(Failure) -> ManifestObject? {
    guard let value = value(name) else { return nil }
    return try ManifestObject(value, "\(path)/\(name)", allowed: allowed)
  }

  func objects(_ name: String, allowed: [String]) throws(Failure) -> [ManifestObject] {
    guard let value = value(name) else { return [] }
    guard case .array(let items) = value else {
      throw .field(field(name), .fieldInvalid, "a list is expected here")
    }
    guard items.count <= Manifest.most else {
      throw .field(
        field(name), .fieldInvalid, "\(items.count) are given, at most \(Manifest.most) may be")
    }
    var objects: [ManifestObject] = []
    for (place, item) in items.enumerated() {
      objects.append(try ManifestObject(item, "\(path)/\(name)/\(place)", allowed: allowed))
    }
    return objects
  }
}
