public import Messages
public import Units

/// A module: its manifest's jobs and listeners, registered while it is enabled.
public struct ModuleState: Sendable, Hashable {
  public internal(set) var id = RecordID.none
  public internal(set) var name = ""
  /// Grows with every change.
  public internal(set) var number: UInt64 = 1
  public internal(set) var isEnabled = false
  public internal(set) var created = Instant.epoch
  public internal(set) var updated = Instant.epoch
  public internal(set) var creator = ""
  /// The version that the manifest names.
  public internal(set) var release = ""
  public internal(set) var description = ""
  public internal(set) var bundle = ContentHash.zero
  public internal(set) var handlers: [Handler] = []
  /// Patterns of the listeners, and their handlers' paths.
  public internal(set) var subscriptions: [Subscription] = []
  /// Names of events that it says it emits.
  public internal(set) var emitters: [Label] = []
  /// What is registered now, in the manifest's order.
  public internal(set) var jobs: [RecordID] = []
  public internal(set) var listeners: [Listener] = []
  /// The manifest as it came, JSON.
  public internal(set) var manifest: Bytes = []

  /// A job of the manifest.
  public struct Handler: Sendable, Hashable {
    public var definition: JobDefinition
    /// Of the schedule named `default`; empty for none.
    public var schedule: String
    public var zone: String

    public init(definition: JobDefinition, schedule: String, zone: String) {
      self.definition = definition
      self.schedule = schedule
      self.zone = zone
    }
  }

  /// A listener of the manifest.
  public struct Subscription: Sendable, Hashable {
    public var pattern: String
    public var definition: JobDefinition

    public init(pattern: String, definition: JobDefinition) {
      self.pattern = pattern
      self.definition = definition
    }
  }

  public init() {}

  func encoded() -> Bytes {
    var record = RecordWriter(capacity: 512)
    record.byte(1)
    record.text(name)
    record.number(number)
    record.flag(isEnabled)
    record.time(created)
    record.time(updated)
    record.text(creator)
    record.text(release)
    record.text(description)
    record.content(bundle)
    record.number(handlers.count)
    for handler in handlers {
      handler.definition.write(to: &record)
      record.text(handler.schedule)
      record.text(handler.zone)
    }
    record.number(subscriptions.count)
    for subscription in subscriptions {
      record.text(subscription.pattern)
      subscription.definition.write(to: &record)
    }
    record.number(emitters.count)
    for emitter in emitters {
      record.text(emitter.key)
      record.text(emitter.value)
    }
    record.number(jobs.count)
    for job in jobs { record.id(job) }
    record.number(listeners.count)
    for listener in listeners {
      record.text(listener.pattern)
      record.id(listener.job)
    }
    record.blob(manifest)
    return record.bytes
  }

  init?(_ id: RecordID, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.id = id
    name = record.text()
    number = record.number()
    isEnabled = record.flag()
    created = record.time()
    updated = record.time()
    creator = record.text()
    release = record.text()
    description = record.text()
    bundle = record.content()
    for _ in 0..<record.items() {
      handlers.append(
        Handler(
          definition: JobDefinition(from: &record), schedule: record.text(), zone: record.text()))
    }
    for _ in 0..<record.items() {
      subscriptions.append(
        Subscription(pattern: record.text(), definition: JobDefinition(from: &record)))
    }
    for _ in 0..<record.items() {
      emitters.append(Label(record.text(), record.text()))
    }
    for _ in 0..<record.items() { jobs.append(record.id()) }
    for _ in 0..<record.items() {
      listeners.append(Listener(pattern: record.text(), job: record.id()))
    }
    manifest = record.blob()
    if record.isDamaged { return nil }
  }
}

/// What is stored of a bundle so far.
public struct BundleState: Sendable, Hashable {
  public internal(set) var hash = ContentHash.zero
  public internal(set) var size: UInt64 = 0
  public internal(set) var chunks: UInt32 = 0
  public internal(set) var isComplete = false
  public internal(set) var created = Instant.epoch
  /// Of SHA-256 over the chunks so far.
  var state = SHA256().state

  func encoded() -> Bytes {
    var record = RecordWriter()
    record.byte(1)
    record.number(size)
    record.number(UInt64(chunks))
    record.flag(isComplete)
    record.time(created)
    record.content(ContentHash(words: state))
    return record.bytes
  }

  init(hash: ContentHash) { self.hash = hash }

  init?(_ hash: ContentHash, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.hash = hash
    size = record.number()
    chunks = UInt32(truncatingIfNeeded: record.number())
    isComplete = record.flag()
    created = record.time()
    state = record.content().words
    if record.isDamaged { return nil }
  }
}

/// Modules in the order of their ids, and bundles in the order of their hashes: few of both.
struct ModuleTable: Sendable {
  var modules: [ModuleState] = []
  var bundles: [BundleState] = []

  init() {}

  func place(named text: String) -> Int? {
    let id = RecordID(text: text)
    return modules.firstIndex { $0.name == text || $0.id == id }
  }

  func bundle(_ hash: ContentHash) -> Int? { bundles.firstIndex { $0.hash == hash } }

  mutating func put(_ bundle: BundleState) {
    if let place = self.bundle(bundle.hash) {
      bundles[place] = bundle
    } else {
      bundles.insert(bundle, at: bundles.firstIndex { bundle.hash < $0.hash } ?? bundles.endIndex)
    }
  }
}
