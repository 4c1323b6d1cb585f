internal import Storage
internal import Units

extension Action {
  /// Every word that may begin an action.
  static let verbs = [
    "kill", "stop", "start", "restart", "pause", "resume", "failpoint", "rolling-restart",
    "rolling-upgrade", "burn", "cut", "isolate", "lose", "flap", "delay", "throttle", "stall",
    "swallow", "reset", "corrupt-bytes", "heal", "clock", "drift", "fill-disk", "free-disk",
    "slow-disk", "fail-disk", "power-cut", "corrupt", "wipe", "transfer", "remove", "add", "undo",
    "whole", "led", "random",
  ]

  init(_ line: inout ScenarioLine) throws(LabError) {
    let verb = line.next()
    switch verb {
    case "kill": self = .kill(try line.selector())
    case "stop": self = .stop(try line.selector())
    case "start": self = .start(try line.selector())
    case "restart": self = .restart(try line.selector())
    case "pause": self = .pause(try line.selector())
    case "resume": self = .resume(try line.selector())
    case "failpoint": self = .failpoint(try line.selector(), try Action.failpoint(&line))
    case "rolling-restart": self = .rollingRestart
    case "rolling-upgrade": self = .rollingUpgrade
    case "burn": self = .burn(try line.number(in: 1...64, "processes"))
    case "cut":
      let link = try line.link()
      self = .cut(link.0, link.1, bothWays: link.bothWays)
    case "isolate": self = .isolate(try line.selector())
    case "lose":
      let percent = try Action.percent(&line)
      let link = try line.link()
      self = .lose(percent: percent, link.0, link.1, bothWays: link.bothWays)
    case "flap":
      let link = try line.link()
      guard line.next() == "every" else { throw line.wrong("'flap A -> B every 200ms' is meant") }
      let span = try line.duration()
      guard span >= .milliseconds(10) else { throw line.wrong("a link flaps every 10ms at most") }
      self = .flap(link.0, link.1, bothWays: link.bothWays, every: span)
    case "delay", "throttle", "stall", "swallow", "reset", "corrupt-bytes":
      let fault = try Action.proxyFault(verb, &line)
      let link = try line.link()
      self = .proxy(fault, link.0, link.1, bothWays: link.bothWays)
    case "heal": self = .heal
    case "clock": self = .clock(try line.selector(), offset: try line.offset())
    case "drift":
      let nodes = try line.selector()
      let word = line.next()
      guard let rate = Double(word), (0.5...2).contains(rate), abs(rate - 1) >= 0.02 else {
        throw line.wrong(
          "'\(word)' is no rate of a clock that can be seen: write 0.9 or 1.1, from 0.5 to 0.98 or from "
            + "1.02 to 2")
      }
      self = .drift(nodes, permille: Int((rate * 1_000).rounded()))
    case "fill-disk": self = .fillDisk(try line.selector())
    case "free-disk": self = .freeDisk(try line.selector())
    case "slow-disk": self = .slowDisk(try line.selector(), try line.duration())
    case "fail-disk":
      let nodes = try line.selector()
      self = .failDisk(nodes, isOnce: line.hasWord("once"))
    case "power-cut": self = .powerCut(try line.selector())
    case "corrupt":
      let nodes = try line.selector()
      let kind = try line.choice(FileClass.allCases.map { ($0.rawValue, $0) }, "a class of files")
      guard line.peek != nil else {
        self = .corrupt(nodes, kind, .bit)
        return
      }
      self = .corrupt(
        nodes, kind, try line.choice(Damage.allCases.map { ($0.rawValue, $0) }, "a damage"))
    case "wipe": self = .wipe(try line.selector())
    case "transfer": self = .transfer(to: try Action.heir(&line))
    case "remove": self = .remove(try line.selector())
    case "add": self = .add
    case "undo": self = .undo
    case "whole": self = .whole(within: try Action.within(&line))
    case "led": self = .led(within: try Action.within(&line))
    case "random": self = .random(try Action.mix(&line))
    case "":
      throw line.wrong("what is to happen then? One of \(Action.verbs.joined(separator: ", "))")
    default: throw line.unknown(verb, among: Action.verbs, "a fault or an action")
    }
  }

  private static func percent(_ line: inout ScenarioLine) throws(LabError) -> Int {
    let word = line.next()
    guard word.hasSuffix("%"), let value = Int(word.dropLast()), (1...100).contains(value) else {
      throw line.wrong("'\(word)' is no share: write 20%, from 1% to 100%")
    }
    return value
  }

  private static func within(_ line: inout ScenarioLine) throws(LabError) -> Timeout {
    guard line.next() == "within" else { throw line.wrong("'within 10s' is missing") }
    return try line.duration()
  }

  /// Who is to lead: nobody in particular, or one node.
  private static func heir(_ line: inout ScenarioLine) throws(LabError) -> Selector? {
    guard line.peek != nil else { return nil }
    let node = try line.selector()
    switch node {
    case .node, .follower, .any, .victim: return node
    case .leader, .followers, .all, .clients:
      throw line.wrong("'\(node)' is not one node to hand over to: write 'transfer n2'")
    }
  }

  /// `log.written:3=kill`, as clusterd takes it.
  private static func failpoint(_ line: inout ScenarioLine) throws(LabError) -> String {
    let word = line.next()
    let parts = word.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw line.wrong(
        "'\(word)' arms no failpoint: write name[:nth]=kill, =error or =stall:MILLISECONDS")
    }
    let point = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(point[0])
    guard Failpoint(rawValue: name) != nil else {
      throw line.unknown(name, among: Failpoint.allCases.map(\.rawValue), "a failpoint")
    }
    if point.count == 2 {
      // One that is never reached would leave the node alone for good.
      guard let nth = Int(point[1]), (1...1_000_000_000).contains(nth) else {
        throw line.wrong("'\(point[1])' says no hit of '\(name)': hits count from 1")
      }
    }
    let action = parts[1]
    guard action != "kill", action != "error" else { return word }
    guard action.hasPrefix("stall:") else {
      throw line.wrong("'\(action)' is nothing that a failpoint does: kill, error or stall:MS")
    }
    guard let span = Int(action.dropFirst(6)), (1...60_000).contains(span) else {
      throw line.wrong(
        "'\(action)' is no stall: write stall:20, in milliseconds from 1 to 60000")
    }
    return word
  }

  private static func proxyFault(
    _ verb: String, _ line: inout ScenarioLine
  ) throws(LabError) -> ProxyFault {
    switch verb {
    case "delay": return .delay(try line.duration())
    case "throttle":
      let word = line.next()
      guard word.hasSuffix("/s") else {
        throw line.wrong("'\(word)' is no rate of bytes: write 64KiB/s")
      }
      var size = ScenarioLine(
        path: line.path, number: line.number, words: [String(word.dropLast(2))])
      return .throttle(bytesPerSecond: Int(try size.size(atLeast: .kibibytes(1)).rawValue))
    case "stall": return .stall
    case "swallow": return .swallow
    case "reset": return .reset
    default:
      let word = line.next()
      guard word.hasPrefix("1/"), let count = Int(word.dropFirst(2)),
        (2...1_000_000_000).contains(count)
      else { throw line.wrong("'\(word)' is no share of bytes: write 1/10000") }
      return .corrupt(oneIn: count)
    }
  }

  /// `random kill,pause,cut every 1s..3s for 60s`
  private static func mix(_ line: inout ScenarioLine) throws(LabError) -> RandomMix {
    let names = RandomMix.Kind.allCases
    var kinds: [RandomMix.Kind] = []
    for word in line.next().split(separator: ",") {
      guard let kind = RandomMix.Kind(rawValue: String(word)) else {
        throw line.unknown(String(word), among: names.map(\.rawValue), "a fault to draw")
      }
      kinds.append(kind)
    }
    if let packets = kinds.first(where: { $0.network == Scenario.Network.namespaces }),
      let bytes = kinds.first(where: { $0.network == Scenario.Network.proxies })
    {
      throw line.wrong(
        "'\(packets.rawValue)' needs 'network namespaces' and '\(bytes.rawValue)' 'network proxies': "
          + "draw them in two scenarios")
    }
    if let full = kinds.first(where: { $0.disk == .memory }),
      let dark = kinds.first(where: { $0.disk == .ext4 })
    {
      throw line.wrong(
        "'\(full.rawValue)' needs 'disk memory' and '\(dark.rawValue)' 'disk ext4': draw them in two "
          + "scenarios")
    }
    guard !kinds.isEmpty, line.next() == "every" else {
      throw line.wrong("'random kill,pause every 1s..3s for 60s' is meant")
    }
    let word = line.next()
    guard let dots = word.firstRange(of: ".."),
      let first = ScenarioLine.duration(String(word[..<dots.lowerBound])),
      let last = ScenarioLine.duration(String(word[dots.upperBound...])), first <= last,
      first >= .milliseconds(100)
    else { throw line.wrong("'\(word)' is no range of durations: write 1s..3s, from 100ms up") }
    guard line.next() == "for" else { throw line.wrong("'for 60s' is missing") }
    return RandomMix(
      kinds: kinds, every: first.microseconds...last.microseconds, span: try line.duration())
  }

  /// What the cluster must be made of for this to be possible.
  var needs: (network: Scenario.Network?, disk: DiskNeed?) {
    switch self {
    case .cut, .isolate, .lose, .flap: (.namespaces, nil)
    case .proxy: (.proxies, nil)
    case .fillDisk, .freeDisk: (nil, .memory)
    case .powerCut: (nil, .ext4)
    case .random(let mix):
      (mix.kinds.lazy.compactMap(\.network).first, mix.kinds.lazy.compactMap(\.disk).first)
    default: (nil, nil)
    }
  }

  enum DiskNeed: Hashable {
    case ext4
    case memory
  }

  /// Whether libfaketime must be loaded from the start.
  var needsFakeClock: Bool {
    switch self {
    case .clock, .drift: true
    case .random(let mix): mix.kinds.contains(.clock) || mix.kinds.contains(.drift)
    default: false
    }
  }

  /// Whether our own library must stand before the disk from the start.
  var needsSlowDisk: Bool {
    switch self {
    case .slowDisk, .failDisk: true
    case .random(let mix): mix.kinds.contains(.slow) || mix.kinds.contains(.failDisk)
    default: false
    }
  }

  var selectors: [Selector] {
    switch self {
    case .kill(let nodes), .stop(let nodes), .start(let nodes), .restart(let nodes),
      .pause(let nodes), .resume(let nodes), .failpoint(let nodes, _), .restartArmed(let nodes, _),
      .isolate(let nodes),
      .clock(let nodes, _), .drift(let nodes, _), .fillDisk(let nodes), .freeDisk(let nodes),
      .slowDisk(let nodes, _), .failDisk(let nodes, _), .powerCut(let nodes),
      .corrupt(let nodes, _, _), .wipe(let nodes), .remove(let nodes):
      [nodes]
    case .cut(let from, let to, _), .lose(_, let from, let to, _),
      .flap(let from, let to, _, _), .proxy(_, let from, let to, _):
      [from, to]
    case .transfer(let target?): [target]
    default: []
    }
  }

  /// Faults that are drawn and take something from a node which only the others have then.
  var losesData: [String] {
    guard case .random(let mix) = self else { return [] }
    return mix.kinds.filter { [.wipe, .corrupt, .replace].contains($0) }.map(\.rawValue)
  }

  /// Whether a node loses its disk.
  var wipes: Bool {
    switch self {
    case .wipe: true
    case .random(let mix): mix.kinds.contains(.wipe)
    default: false
    }
  }

  /// Whether nodes get clocks of their own.
  var setsClocks: Bool {
    switch self {
    case .clock, .drift: true
    case .random(let mix): mix.kinds.contains(.clock) || mix.kinds.contains(.drift)
    default: false
    }
  }

  /// Whether it can be done to a cluster that somebody else started.
  var worksFromOutside: Bool {
    switch self {
    // Nodes of others have names of their own.
    case .transfer(let target): target == nil
    case .undo, .heal, .whole, .led: true
    default: false
    }
  }
}
