import Configuration
import GRPC
import Logging
import Node
import Units

/// All that a node is told at its start, from flags, environment and file, checked.
struct NodeSettings {
  var options: NodeOptions
  var logLevel: Logger.Level

  /// The keys of the file; the environment has them with CARILLON_ in front, in upper case, with `_`.
  static let keys = [
    "name", "listen", "advertise", "data", "join", "workers", "allowPlaintext", "log.level",
    "zones", "drain.seconds", "limits.waitingCalls", "limits.openCalls",
    "disk.segment", "disk.tail", "disk.tailEntries", "disk.flush", "disk.flushMilliseconds",
    "disk.snapshotRate", "disk.low", "disk.critical", "disk.reserve", "disk.scrubRate",
  ]

  static func load(_ flags: NodeFlags) async throws -> NodeSettings {
    var file: ConfigurationFile?
    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "flags", values: values(flags)),
      EnvironmentVariablesProvider().prefixKeys(with: "carillon"),
    ]
    if let path = flags.config {
      file = try ConfigurationFile(path: path, known: keys)
      let place = ConfigReader(
        provider: InMemoryProvider(values: ["filePath": ConfigValue(.string(path), isSecret: false)]
        ))
      do {
        providers.append(try await FileProvider<JSONSnapshot>(config: place))
      } catch {
        throw UsageFailure(.configuration, "\(path) is no valid JSON: \(error)")
      }
    }
    let reader = SettingReader(
      config: ConfigReader(providers: providers), path: flags.config, file: file)
    var settings = try NodeSettings(reader, founds: flags.found)
    settings.options.rejoins = flags.rejoin
    return settings
  }

  private static func values(_ flags: NodeFlags) -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    func set(_ key: AbsoluteConfigKey, _ value: String?) {
      if let value { values[key] = ConfigValue(.string(value), isSecret: false) }
    }
    set("name", flags.name)
    set("listen", flags.listen)
    set("advertise", flags.advertise)
    set("data", flags.data)
    set("log.level", flags.logLevel)
    if let join = flags.join {
      let list = join.split(separator: ",").map(String.init)
      values["join"] = ConfigValue(.stringArray(list), isSecret: false)
    }
    if let workers = flags.workers {
      values["workers"] = ConfigValue(.int(workers), isSecret: false)
    }
    if flags.allowPlaintext {
      values["allowPlaintext"] = ConfigValue(.bool(true), isSecret: false)
    }
    return values
  }

  private init(_ reader: SettingReader, founds: Bool) throws(UsageFailure) {
    let listen = try reader.address("listen") ?? Address(host: "127.0.0.1", port: 7600)
    let name = try reader.string("name") ?? "n1"
    guard (1...128).contains(name.utf8.count) else {
      throw reader.wrong("name", "a name has 1 to 128 bytes")
    }
    guard let data = try reader.string("data"), !data.isEmpty else {
      throw UsageFailure(
        .usage, "no data directory is given: name one with --data (or CARILLON_DATA, or 'data')")
    }
    options = NodeOptions(name: name, listen: listen, dataDirectory: data)
    options.advertise = try reader.address("advertise")
    options.join = try reader.addresses("join")
    options.founds = founds
    options.version = Version.text
    options.workerSlots = try reader.int("workers", 0...1_024) ?? 0
    options.zoneDirectory = try reader.string("zones") ?? options.zoneDirectory
    let grace = try reader.int("drain.seconds", 0...3_600) ?? 10
    options.server.drainGrace = .seconds(Int64(grace))
    if let calls = try reader.int("limits.waitingCalls", 0...1_000_000) {
      options.limits.waitingCalls = calls
    }
    if let calls = try reader.int("limits.openCalls", 1...1_000_000) {
      options.limits.openCalls = calls
    }
    try NodeSettings.readDisk(reader, into: &options)
    let level = try reader.string("log.level") ?? "info"
    guard let known = Logger.Level(rawValue: level) else {
      let names = Logger.Level.allCases.map(\.rawValue)
      throw reader.wrong(
        "log.level", "'\(level)' is not one of \(names.joined(separator: ", "))")
    }
    logLevel = known
    try NodeSettings.refuseOpenDoor(listen, isAllowed: try reader.bool("allowPlaintext") ?? false)
    guard options.advertise != nil || !["0.0.0.0", "::"].contains(listen.host) else {
      throw UsageFailure(
        .usage, "\(listen) is no address that others can connect to: give --advertise beside it")
    }
  }

  /// Sizes in bytes.
  private static func readDisk(
    _ reader: SettingReader, into options: inout NodeOptions
  ) throws(UsageFailure) {
    func bytes(_ key: String, _ range: ClosedRange<Int>) throws(UsageFailure) -> ByteCount? {
      try reader.int(key, range).map { ByteCount(UInt64($0)) }
    }
    let (mebi, gibi) = (1 << 20, 1 << 30)
    // An entry has up to 8 MiB.
    if let size = try bytes("disk.segment", 9 * mebi...gibi) { options.limits.logSegment = size }
    if let size = try bytes("disk.tail", 0...16 * gibi) { options.tailBytes = size }
    if let count = try reader.int("disk.tailEntries", 0...10_000_000) {
      options.tailEntries = count
    }
    if let size = try bytes("disk.flush", mebi...gibi) { options.flushBytes = size }
    if let time = try reader.int("disk.flushMilliseconds", 100...600_000) {
      options.flushAge = .milliseconds(Int64(time))
    }
    options.limits.diskLow = try bytes("disk.low", 0...1_024 * gibi)
    options.limits.diskCritical = try bytes("disk.critical", 0...1_024 * gibi)
    options.limits.diskReserve = try bytes("disk.reserve", 0...1_024 * gibi)
    if let low = options.limits.diskLow, let critical = options.limits.diskCritical, low < critical
    {
      throw UsageFailure(
        .usage,
        "disk.low (\(low)) is below disk.critical (\(critical)): the first mark is the higher one")
    }
    if let rate = try bytes("disk.scrubRate", 0...gibi) { options.limits.scrubRate = rate }
    if let rate = try bytes("disk.snapshotRate", 0...16 * gibi) {
      options.limits.snapshotRate = rate
    }
  }

  /// Decision 0005: plain text without credentials stays on this machine unless told otherwise.
  static func refuseOpenDoor(_ listen: Address, isAllowed: Bool) throws(UsageFailure) {
    let isLoopback =
      listen.host == "localhost" || listen.host == "::1" || listen.host.hasPrefix("127.")
    guard !isLoopback && !isAllowed else { return }
    throw UsageFailure(
      .configuration,
      "\(listen) is not a loopback address, and there is no TLS yet: listen on 127.0.0.1, or give "
        + "--allow-plaintext where the network is yours alone")
  }
}

/// Reads settings and says which one is wrong, and where it was set.
struct SettingReader {
  let config: ConfigReader
  let path: String?
  let file: ConfigurationFile?

  func string(_ key: String) throws(UsageFailure) -> String? {
    if let value = config.string(forKey: ConfigKey(key)) { return value }
    if isSet(key) { throw wrong(key, "a text is expected") }
    return nil
  }

  func int(_ key: String, _ range: ClosedRange<Int>) throws(UsageFailure) -> Int? {
    guard let value = config.int(forKey: ConfigKey(key)) else {
      if isSet(key) { throw wrong(key, "a whole number is expected") }
      return nil
    }
    guard range.contains(value) else {
      throw wrong(key, "\(value) is not in \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func bool(_ key: String) throws(UsageFailure) -> Bool? {
    if let value = config.bool(forKey: ConfigKey(key)) { return value }
    if isSet(key) { throw wrong(key, "true or false is expected") }
    return nil
  }

  func address(_ key: String) throws(UsageFailure) -> Address? {
    guard let text = try string(key) else { return nil }
    guard let address = Address(text) else {
      throw wrong(key, "'\(text)' is no address: write host:port, as in 127.0.0.1:7600")
    }
    return address
  }

  /// A list, or one text with commas.
  func addresses(_ key: String) throws(UsageFailure) -> [Address] {
    var texts = config.stringArray(forKey: ConfigKey(key)) ?? []
    if texts.isEmpty, let text = try? string(key) {
      texts = text.split(separator: ",").map(String.init)
    }
    var addresses: [Address] = []
    for text in texts {
      guard let address = Address(text) else {
        throw wrong(key, "'\(text)' is no address: write host:port, as in 127.0.0.1:7600")
      }
      addresses.append(address)
    }
    return addresses
  }

  func wrong(_ key: String, _ what: String) -> UsageFailure {
    if let path, let line = file?.line(of: key) {
      return UsageFailure(
        .configuration, "\(key): \(what) (set in \(path), line \(line), or above it)")
    }
    return UsageFailure(.configuration, "\(key): \(what)")
  }

  private func isSet(_ key: String) -> Bool {
    let key = ConfigKey(key)
    return config.string(forKey: key) != nil || config.double(forKey: key) != nil
      || config.bool(forKey: key) != nil || config.stringArray(forKey: key) != nil
  }
}
