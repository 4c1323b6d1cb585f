internal import Client
internal import GRPC
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Units

/// Debian's etcd under the same load, the same client and the same kill -9 as ours: how long no write
/// is acknowledged.
public actor EtcdPeer {
  public enum Tuning: String, Sendable, CaseIterable {
    /// 100 ms heartbeat, 1,000 ms election.
    case standard = "default"
    /// The least that etcd takes: 10 ms heartbeat, 100 ms election.
    case fast = "tuned"

    var flags: [String] {
      self == .standard ? [] : ["--heartbeat-interval", "10", "--election-timeout", "100"]
    }
  }

  private let tuning: Tuning
  private let rate: Int
  private let tries: Int
  private let folder: String
  private let world: World
  private let ledger: Ledger
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let addresses: [Address]
  private var pids: [Int32?] = [nil, nil, nil]
  private let say: @Sendable (String) -> Void

  public init(
    _ tuning: Tuning, rate: Int, tries: Int, options: LabOptions, world: World, ledger: Ledger,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.tuning = tuning
    self.rate = rate
    self.tries = tries
    self.world = world
    self.ledger = ledger
    self.say = say
    folder =
      "\(System.absolute(options.directory))/failover.etcd-\(tuning.rawValue)-\(System.processID)"
    let base = world.isOwn ? 7_900 : 29_000 + Int(System.processID % 400) * 6
    addresses = (0..<3).map { Address(host: "127.0.0.1", port: base + $0) }
  }

  /// - Returns: a report's figures, without checkers: etcd's promises are not ours to judge.
  public func run() async throws -> Figures {
    guard System.find("etcd") != nil else {
      throw LabError(.unavailable, "etcd is missing: tools/setup --bench installs it")
    }
    try ledger.willMake(.directory(folder))
    try System.makeDirectory(folder)
    defer {
      for pid in pids { if let pid { end(pid) } }
      System.remove(folder)
      ledger.undone(.directory(folder))
    }
    for place in 0..<3 { try start(place) }
    let recorder = Recorder(start: System.now)
    let loop = group.next()
    _ = try await leader(within: .seconds(30))
    let (addresses, rate) = (addresses, rate)
    let load = try await loop.submit {
      let load = EtcdLoad(
        Turn(eventLoop: loop), addresses: addresses, rate: rate, recorder: recorder)
      load.loop.run()
      return NIOLoopBound(load, eventLoop: loop)
    }.get()
    try await Task.sleep(for: .seconds(2))
    var passages: [Run.Try] = []
    for number in 1...max(tries, 1) {
      let place = try await leader(within: .seconds(30))
      let began = System.now
      if let pid = pids[place] { end(pid) }
      pids[place] = nil
      try await Task.sleep(for: .milliseconds(1_200))
      try start(place)
      try await Task.sleep(for: .milliseconds(800))
      _ = try await leader(within: .seconds(30))
      let passage = Run.Try(began: began, fault: began, undone: System.now, ended: System.now)
      passages.append(passage)
      let gap =
        recorder.longestGap(from: began, since: began, to: passage.ended)?.span ?? .zero
      say("etcd \(tuning.rawValue) \(number)/\(tries): longest gap \(gap.milliseconds) ms")
    }
    await withCheckedContinuation { continuation in
      loop.execute { load.value.stop { continuation.resume() } }
    }
    var sweep = WholeLoad.Sweep()
    sweep.samples = recorder.samples
    return RunReport.measure(passages, sweep, [])
  }

  private func start(_ place: Int) throws {
    guard let etcd = System.find("etcd") else { return }
    let peers = addresses.map { "http://\($0.host):\($0.port + 3)" }
    let members = peers.enumerated().map { "e\($0.offset + 1)=\($0.element)" }
    let client = "http://\(addresses[place])"
    let log = try System.log("\(folder)/e\(place + 1).log")
    defer { System.closeDescriptor(log) }
    // The quota is raised because etcd keeps every version until it is compacted.
    let pid = try System.spawn(
      [
        etcd, "--name", "e\(place + 1)", "--data-dir", "\(folder)/e\(place + 1)",
        "--listen-client-urls", client, "--advertise-client-urls", client, "--listen-peer-urls",
        peers[place], "--initial-advertise-peer-urls", peers[place], "--initial-cluster",
        members.joined(separator: ","), "--initial-cluster-state", "new",
        "--quota-backend-bytes", String(8 << 30),
      ] + tuning.flags, output: log)
    pids[place] = pid
    if !world.isOwn, let time = System.startTime(of: pid) {
      try ledger.willMake(.process(pid, started: time))
    }
  }

  private func end(_ pid: Int32) {
    System.signal(pid, SIGKILL)
    while System.reap(pid) == nil { System.pause(.milliseconds(1)) }
  }

  private func leader(within limit: Timeout) async throws -> Int {
    let last = System.now + limit
    while System.now < last {
      for (place, address) in addresses.enumerated() where pids[place] != nil {
        let client = try await Client.connect(to: [address], on: group.next())
        var options = CallOptions()
        options.isRead = true
        options.timeout = .milliseconds(500)
        let answer = try? await client.unary(Etcd.status, [], options)
        await client.close()
        if let answer, Etcd.isLeader(answer.message) == true { return place }
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw LabError(.unavailable, "etcd has no leader within \(limit)")
  }
}

/// Puts in the open loop. A put of one value may be repeated, so our client treats it as it does a
/// write of ours under its key: tried elsewhere, and hedged.
private final class EtcdLoad {
  let channel: ClusterChannel
  let loop: OpenLoop
  private var open = 0
  private var onIdle: (() -> Void)?
  private let box = Box()

  private final class Box {
    weak var load: EtcdLoad?
    var count = 0
  }

  init(_ turn: Turn, addresses: [Address], rate: Int, recorder: Recorder) {
    channel = ClusterChannel(turn: turn, addresses: addresses, options: ClientOptions(), seed: 1)
    let box = box
    loop = OpenLoop(turn, rate: rate) { due in
      guard let load = box.load else { return }
      box.count += 1
      var options = CallOptions()
      options.isRead = true
      let request = Etcd.putRequest(
        key: Bytes("lab/\(box.count)".utf8), value: Bytes("{\"m\":\(box.count)}".utf8))
      load.open += 1
      load.channel.unary(Etcd.put, request, options) { result in
        var sample = Recorder.Sample(due: due, ended: turn.now, isAcknowledged: true, isWrite: true)
        if case .failure(let error) = result {
          sample.isAcknowledged = false
          sample.error = "\(error)"
        }
        recorder.add(sample)
        load.open -= 1
        if load.open == 0 { load.onIdle?() }
      }
    }
    box.load = self
  }

  func stop(_ completion: @escaping () -> Void) {
    loop.stop()
    let end = {
      self.channel.close()
      self.onIdle = nil
      completion()
    }
    if open == 0 { end() } else { onIdle = end }
  }
}
