import Messages
import Testing
import Units

@testable import StateMachine

/// Bundles come in pieces; modules switch in one entry.
@Suite struct ModuleTests {
  static let size = BundleChunkCommand.chunkBytes

  static func chunk(
    _ bed: inout Bed, _ whole: Bytes, _ number: Int, named: ContentHash? = nil
  ) -> CommandOutcome {
    let piece = Bytes(whole.dropFirst(number * size).prefix(size))
    return bed.own(
      .putBundleChunk,
      BundleChunkCommand(
        bundle: named ?? ContentHash(of: whole), chunk: UInt32(number),
        isLast: (number + 1) * size >= whole.count, bytes: piece
      ).encoded())
  }

  static func bundle(_ byte: UInt8, _ count: Int = 2 * size + 5) -> Bytes {
    Bytes(repeating: byte, count: count)
  }

  static func manifest(
    _ release: String, handlers: String = #"{"name":"sync","handler":"sync.sh"}"#,
    listeners: String = ""
  ) -> Bytes {
    Bytes(
      (#"{"name":"m","version":"\#(release)","capabilities":{"jobs":{"handlers":["#
        + handlers + #"]},"events":{"listeners":["# + listeners + "]}}}").utf8)
  }

  @discardableResult
  static func apply(
    _ bed: inout Bed, _ manifest: Bytes, _ bundle: Bytes? = nil
  ) -> CommandOutcome {
    var request = ApplyModuleRequest(manifest: manifest, enable: true)
    if let bundle { request.bundle = ContentHash(of: bundle).description }
    return bed.one(.applyModule, request)
  }

  // MARK: Bundles

  @Test func anUploadGoesOnWhereItBroke() throws {
    var bed = Bed()
    let whole = ModuleTests.bundle(1)
    let hash = ContentHash(of: whole)
    #expect(ModuleTests.chunk(&bed, whole, 0).isSuccess)
    // A gap is refused, and says where to go on.
    guard case .failure(let gap) = ModuleTests.chunk(&bed, whole, 2) else {
      Issue.record("a gap was taken")
      return
    }
    #expect(gap.reason == .logGap)
    #expect(gap.metadata.contains { $0.key == "received" && $0.value == "\(ModuleTests.size)" })
    // Half a bundle is none that a module could use.
    #expect(ModuleTests.apply(&bed, ModuleTests.manifest("1"), whole).reason == .bundleUnknown)
    // Another process, or another leader, goes on; what is here comes again and changes nothing.
    var restarted = bed
    restarted.machine = try bed.reloaded()
    for number in [0, 1, 2] { #expect(ModuleTests.chunk(&restarted, whole, number).isSuccess) }
    let place = try #require(restarted.machine.modules.bundle(hash))
    #expect(restarted.machine.modules.bundles[place].isComplete)
    #expect(restarted.machine.modules.bundles[place].size == UInt64(whole.count))
    #expect(ModuleTests.apply(&restarted, ModuleTests.manifest("1"), whole).isSuccess)
    #expect(try restarted.reloaded().memoryLines == restarted.machine.memoryLines)
  }

  @Test func whatHasAnotherHashGoesWhole() throws {
    var bed = Bed()
    let whole = ModuleTests.bundle(1)
    let other = ContentHash(of: ModuleTests.bundle(2))
    for number in 0..<2 {
      #expect(ModuleTests.chunk(&bed, whole, number, named: other).isSuccess)
    }
    #expect(ModuleTests.chunk(&bed, whole, 2, named: other).reason == .bundleCorrupt)
    #expect(bed.machine.modules.bundle(other) == nil)
    #expect(KeepingTests.count(bed, [.bundle, .bundleChunk]) == 0)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  @Test func aShortChunkInTheMiddleIsRefused() {
    var bed = Bed()
    let hash = ContentHash(of: [1])
    let command = BundleChunkCommand(bundle: hash, chunk: 0, isLast: false, bytes: [1])
    #expect(bed.own(.putBundleChunk, command.encoded()).reason == .fieldInvalid)
    #expect(bed.output.changes.isEmpty)
  }

  // MARK: Switching

  @Test func aNewVersionTakesWhatWaitsAndLeavesWhatRuns() throws {
    var bed = Bed()
    let (old, new) = (ModuleTests.bundle(1), ModuleTests.bundle(2))
    for whole in [old, new] {
      for number in 0..<3 { _ = ModuleTests.chunk(&bed, whole, number) }
    }
    ModuleTests.apply(&bed, ModuleTests.manifest("1"), old)
    let session = bed.session()
    _ = bed.enqueue("sync")
    let running = try #require(bed.dispatch([session]).first)
    #expect(running.bundle == ContentHash(of: old))
    let waiting = try bed.born("sync")
    #expect(ModuleTests.apply(&bed, ModuleTests.manifest("2"), new).isSuccess)
    // The old bundle stays for what runs.
    #expect(bed.machine.modules.bundle(ContentHash(of: old)) != nil)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
    let next = try #require(bed.dispatch([session]).first)
    #expect(next.execution == waiting && next.bundle == ContentHash(of: new))
    #expect(bed.complete(running).isSuccess)
    // The last one that named it takes it along.
    #expect(bed.machine.modules.bundle(ContentHash(of: old)) == nil)
    #expect(KeepingTests.count(bed, [.bundleChunk]) == 3)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  @Test func aRetryKeepsTheVersionItWasBornWithUnlessItWaitsForTheModule() throws {
    var bed = Bed()
    ModuleTests.apply(&bed, ModuleTests.manifest("1"))
    let session = bed.session()
    _ = bed.enqueue("sync")
    let first = try #require(bed.dispatch([session]).first)
    ModuleTests.apply(
      &bed, ModuleTests.manifest("2", handlers: #"{"name":"sync","handler":"other.sh"}"#))
    bed.fail(first)
    bed.tick(after: .hours(1))
    let second = try #require(bed.dispatch([session]).first)
    #expect(second.attempt == 2)
    #expect(second.handler == "other.sh")
  }

  @Test func disablingTakesSchedulesAndListenersAndEnablingBringsThemBack() throws {
    var bed = Bed()
    let manifest = ModuleTests.manifest(
      "1", handlers: #"{"name":"sync","handler":"s.sh","schedule":"* * * * *"}"#,
      listeners: #"{"event":"vm.*","handler":"on.sh"}"#)
    #expect(ModuleTests.apply(&bed, manifest).isSuccess)
    #expect(bed.machine.allSchedules.count == 1)
    let session = bed.session()
    _ = bed.enqueue("sync")
    let running = try #require(bed.dispatch([session]).first)
    #expect(bed.one(.disableModule, DisableModuleRequest(module: "m")).isSuccess)
    #expect(bed.machine.allSchedules.isEmpty)
    #expect(bed.machine.soonestWakeUp.map { $0 > bed.clock + .seconds(100) } ?? true)
    let before = bed.machine.counts.created
    bed.one(.publishEvents, PublishEventsRequest(events: [EventDraft(name: "vm.created")]))
    #expect(bed.machine.counts.created == before)
    #expect(bed.one(.enqueue, EnqueueRequest(job: "sync")).reason == .notFound)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
    #expect(bed.complete(running).isSuccess, "what ran ends by itself")
    #expect(bed.one(.enableModule, EnableModuleRequest(module: "m")).isSuccess)
    #expect(bed.machine.allSchedules.count == 1)
    bed.one(.publishEvents, PublishEventsRequest(events: [EventDraft(name: "vm.created")]))
    #expect(bed.machine.counts.created == before + 1)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  // MARK: Listeners

  @Test func aListenerHearsOfTheRuntimesOwnEventsOnceEach() throws {
    var bed = Bed()
    ModuleTests.apply(
      &bed,
      ModuleTests.manifest(
        "1", listeners: #"{"event":"execution.completed","handler":"on.sh","name":"on"}"#))
    let session = bed.session()
    for _ in 0..<3 { _ = bed.enqueue("sync") }
    while !bed.dispatch([session]).isEmpty { for grant in bed.grants { bed.complete(grant) } }
    let own = bed.events("execution.completed")
    let heard = bed.births.filter { $0.jobName == "on" }
    // Three of `sync`, and those of `on` itself, which are stopped and say so.
    #expect(own.count == 6)
    #expect(heard.count == 3)
    #expect(heard.map(\.cause) == own.prefix(3).map(\.id).sorted())
    let stops = bed.events("listener.stopped").map { String(decoding: $0.payload, as: UTF8.self) }
    #expect(stops.count == 3)
    #expect(stops.allSatisfy { $0.contains("REENTRY") && $0.contains(#""chain":["on"]"#) })
  }

  @Test func aRootHasABudgetAndItsEndIsRecorded() throws {
    var bed = Bed()
    var settings = Settings()
    settings.chainBudget = 7
    #expect(
      bed.one(
        .updateSettings, UpdateSettingsRequest(settings: settings, updateMask: ["chain_budget"])
      ).isSuccess)
    ModuleTests.apply(
      &bed, ModuleTests.manifest("1", listeners: #"{"event":"x.y","handler":"on.sh","name":"on"}"#))
    let session = bed.session()
    // One execution publishes ten events, each of which starts a listener.
    let root = try bed.born("sync")
    let grant = try #require(bed.dispatch([session]).first)
    bed.complete(grant) { $0.events = (0..<10).map { _ in EventDraft(name: "x.y") } }
    #expect(bed.births.count { $0.jobName == "on" } == 7)
    let stops = bed.events("listener.stopped").map { String(decoding: $0.payload, as: UTF8.self) }
    #expect(stops.count == 3)
    #expect(stops.allSatisfy { $0.contains("CHAIN_BUDGET") })
    #expect(bed.machine.roots.born(root) == 7)
    // It is kept while any of the chain lives, through restarts too, and binds follow-ups.
    var restarted = bed
    restarted.machine = try bed.reloaded()
    #expect(restarted.machine.memoryLines == bed.machine.memoryLines)
    let child = try #require(restarted.dispatch([session]).first)
    let refused = restarted.complete(child) { $0.enqueues = [EnqueueRequest(job: "sync")] }
    #expect(refused.reason == .quotaExceeded)
    for grant in bed.dispatch([session]) { bed.complete(grant) }
    #expect(bed.machine.roots.count == 0)
    #expect(KeepingTests.count(bed, [.root]) == 0)
    // Another root has a budget of its own.
    bed.one(.publishEvents, PublishEventsRequest(events: [EventDraft(name: "x.y")]))
    #expect(bed.births.count { $0.jobName == "on" } == 8)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  @Test func aSeventeenthListenerOfTheRuntimesOwnEventIsNamed() throws {
    var bed = Bed()
    let listeners = (0..<18).map { #"{"event":"execution.completed","handler":"h\#($0).sh"}"# }
      .joined(separator: ",")
    #expect(ModuleTests.apply(&bed, ModuleTests.manifest("1", listeners: listeners)).isSuccess)
    _ = bed.enqueue("sync")
    bed.complete(try #require(bed.dispatch([bed.session()]).first))
    #expect(bed.births.count { $0.jobName != "sync" } == 16)
    let stop = try #require(bed.events("listener.stopped").first)
    let text = String(decoding: stop.payload, as: UTF8.self)
    #expect(text.contains("TOO_MANY_LISTENERS") && text.contains(#""left_out":2"#))
    // Others' events are refused instead.
    let many = listeners.replacing("execution.completed", with: "x.y")
    #expect(ModuleTests.apply(&bed, ModuleTests.manifest("2", listeners: many)).isSuccess)
    let refused = bed.one(
      .publishEvents, PublishEventsRequest(events: [EventDraft(name: "x.y")]))
    #expect(refused.reason == .tooManyListeners)
  }
}
