import Messages
import Units

extension StateMachine {
  static let mostModules = 1_000
  static let mostBundles = 1_000

  // MARK: Bundles

  /// Takes a piece of a bundle. Pieces come in order; one that is here changes nothing.
  mutating func putBundleChunk(
    _ command: BundleChunkCommand, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let place = modules.bundle(command.bundle)
    var bundle = place.map { modules.bundles[$0] } ?? BundleState(hash: command.bundle)
    guard place != nil || modules.bundles.count < StateMachine.mostBundles else {
      throw Failure(
        .resourceExhausted, .quotaExceeded,
        "\(modules.bundles.count) bundles are kept, as many as may be: delete modules")
    }
    if bundle.isComplete || command.chunk < bundle.chunks {
      return answer(output) { Rendering.uploaded(bundle) }
    }
    guard command.chunk == bundle.chunks else {
      throw Failure(
        .outOfRange, .logGap,
        "\(bundle.chunks) chunks of the bundle are here, so that the next is \(bundle.chunks), "
          + "not \(command.chunk)",
        metadata: [Failure.Entry("received", "\(bundle.size)")])
    }
    let isWhole = command.bytes.count == BundleChunkCommand.chunkBytes
    guard isWhole || command.isLast && command.bytes.count < BundleChunkCommand.chunkBytes else {
      throw .field(
        "data", .fieldInvalid,
        "every chunk but the last has \(BundleChunkCommand.chunkBytes) bytes, this one has "
          + "\(command.bytes.count)")
    }
    guard bundle.size + UInt64(command.bytes.count) <= BundleChunkCommand.mostBundle else {
      throw tooLarge(
        "data", Int(bundle.size) + command.bytes.count, BundleChunkCommand.mostBundle)
    }
    var hash = SHA256(state: bundle.state, count: bundle.size)
    hash.update(command.bytes[...])
    if command.isLast {
      let whole = hash.finish()
      guard whole == command.bundle else {
        if let place { dropBundle(at: place, &output) }
        throw Failure(
          .dataLoss, .bundleCorrupt,
          "what came has the hash \(whole), not \(command.bundle): upload it again")
      }
      bundle.isComplete = true
    } else {
      bundle.state = hash.state
    }
    if place == nil { bundle.created = time }
    bundle.chunks += 1
    bundle.size += UInt64(command.bytes.count)
    output.insert(Keys.bundleChunk(command.bundle, command.chunk), command.bytes)
    output.put(Keys.key(.bundle, command.bundle), bundle.encoded())
    modules.put(bundle)
    return answer(output) { Rendering.uploaded(bundle) }
  }

  private mutating func dropBundle(at place: Int, _ output: inout ApplyOutput) {
    let bundle = modules.bundles.remove(at: place)
    output.delete(Keys.key(.bundle, bundle.hash))
    for chunk in 0..<bundle.chunks { output.delete(Keys.bundleChunk(bundle.hash, chunk)) }
  }

  /// Drops a bundle that no module and no live execution's definition names any more.
  mutating func dropBundle(_ hash: ContentHash, _ output: inout ApplyOutput) {
    guard hash != .zero, let place = modules.bundle(hash),
      !modules.modules.contains(where: { $0.bundle == hash }),
      !jobs.versions.contains(where: { $0.job >= 0 && $0.definition.bundle == hash })
    else { return }
    dropBundle(at: place, &output)
  }

  // MARK: Modules

  func modulePlace(_ text: String) throws(Failure) -> Int {
    guard let place = modules.place(named: text) else { throw .notFound("module", text) }
    return place
  }

  func expect(_ version: UInt64, ofModule place: Int) throws(Failure) {
    let module = modules.modules[place]
    guard version == 0 || version == module.number else {
      throw StateMachine.versionMismatch("module", module.name, module.number, version)
    }
  }

  /// Takes a manifest and its bundle. Where the module is enabled its jobs, schedules and listeners
  /// are switched in this entry: running executions end on the old version, waiting ones start on
  /// the new one.
  mutating func applyModule(
    _ request: ApplyModuleRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let manifest = try Manifest(parsing: request.manifest)
    let hash = try bundle(request.bundle)
    let known = modules.place(named: manifest.name)
    if let known {
      try expect(request.expectedVersion, ofModule: known)
    } else if request.expectedVersion != 0 {
      throw .notFound("module", manifest.name)
    }
    guard known != nil || modules.modules.count < StateMachine.mostModules else {
      throw Failure(
        .resourceExhausted, .quotaExceeded, "\(modules.modules.count) modules are as many as may be"
      )
    }
    var module = known.map { modules.modules[$0] } ?? ModuleState()
    let old = module
    module.take(manifest, bundle: hash, bytes: request.manifest)
    let enables = request.enable || module.isEnabled
    if enables { try checkRegistration(of: module) }
    var response = ApplyModuleResponse()
    if request.validateOnly {
      response.module = Rendering.module(module)
      return answer(output) { response.encoded() }
    }
    let isSame =
      known != nil && old.manifest == module.manifest && old.bundle == module.bundle
      && enables == old.isEnabled
    if !isSame {
      if known == nil {
        module.id = entry.nextID()
        module.created = time
        module.creator = command.principal
        module.number = 0
        modules.modules.append(module)
      }
      module.number += 1
      module.updated = time
      if enables {
        response.changes = register(&module, principal: command.principal, &output)
      }
      put(module, &output)
      announceModule("module.applied", module, command.principal, &output)
      if old.bundle != module.bundle { dropBundle(old.bundle, &output) }
    }
    response.module = Rendering.module(module)
    return answer(output) { response.encoded() }
  }

  /// A bundle that is here as a whole; zero where none is named.
  private func bundle(_ text: String) throws(Failure) -> ContentHash {
    if text.isEmpty { return .zero }
    guard let hash = ContentHash(text: text) else {
      throw .field(
        "bundle", .fieldInvalid, "it is the SHA-256 of the bundle: 64 hexadecimal digits")
    }
    guard let place = modules.bundle(hash) else {
      throw Failure(.failedPrecondition, .bundleUnknown, "the bundle \(hash) was never uploaded")
    }
    guard modules.bundles[place].isComplete else {
      throw Failure(
        .failedPrecondition, .bundleUnknown,
        "only \(modules.bundles[place].size) bytes of the bundle \(hash) are here: go on uploading",
        metadata: [Failure.Entry("received", "\(modules.bundles[place].size)")])
    }
    return hash
  }

  /// Whether the names that a module registers are free or its own.
  private func checkRegistration(of module: ModuleState) throws(Failure) {
    for definition in module.definitions {
      guard let slot = jobs.slot(named: definition.name) else { continue }
      let isOwn = module.id != .none && jobs[job: slot].module == module.id
      guard isOwn, !jobs[job: slot].isDeleting || jobs[job: slot].deletion == .orphaning else {
        throw Failure(
          .alreadyExists, .alreadyExists,
          "the job '\(definition.name)' is not this module's: name the handler otherwise")
      }
    }
    let records = (module.definitions.count + module.jobs.count) * 4 * StateMachine.announcement
    guard entry.room >= StateMachine.margin + records else {
      throw StateMachine.entryFull
    }
    guard jobs.count + module.definitions.count <= Int(settings.jobs) + module.jobs.count else {
      throw Failure(
        .resourceExhausted, .quotaExceeded, "there would be more jobs than the setting allows")
    }
  }

  mutating func setModuleEnabled(
    _ name: String, _ expected: UInt64, _ isEnabled: Bool, _ command: Invocation,
    _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let place = try modulePlace(name)
    try expect(expected, ofModule: place)
    var module = modules.modules[place]
    if module.isEnabled != isEnabled {
      if isEnabled { try checkRegistration(of: module) }
      guard entry.room >= StateMachine.margin + module.jobs.count * 4 * StateMachine.announcement
      else {
        throw StateMachine.entryFull
      }
      module.number += 1
      module.updated = time
      if isEnabled {
        _ = register(&module, principal: command.principal, &output)
      } else {
        unregister(&module, principal: command.principal, &output)
      }
      put(module, &output)
      announceModule(
        isEnabled ? "module.enabled" : "module.disabled", module, command.principal, &output)
    }
    return answer(output) { Rendering.module(module).encoded() }
  }

  mutating func deleteModule(
    _ request: DeleteModuleRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let place = try modulePlace(request.module)
    try expect(request.expectedVersion, ofModule: place)
    let module = modules.modules[place]
    guard !module.isEnabled else {
      throw Failure(
        .failedPrecondition, .fieldInvalid,
        "the module '\(module.name)' is enabled: disable it first")
    }
    if !request.validateOnly {
      modules.modules.remove(at: place)
      output.delete(Keys.key(.module, module.id))
      announceModule("module.deleted", module, command.principal, &output)
      dropBundle(module.bundle, &output)
    }
    return answer(output) { Empty().encoded() }
  }

  // MARK: Registration

  /// Makes the jobs, schedules and listeners of the registry what the manifest says.
  private mutating func register(
    _ module: inout ModuleState, principal: String, _ output: inout ApplyOutput
  ) -> [ApplyModuleResponse.Change] {
    var changes: [ApplyModuleResponse.Change] = []
    let old = module.jobs
    module.jobs = []
    module.listeners = []
    module.isEnabled = true
    for handler in module.handlers {
      let slot = registerJob(handler.definition, module, principal, &changes, &output)
      module.jobs.append(jobs[job: slot].id)
      var schedule: ScheduleState?
      if !handler.schedule.isEmpty {
        var wanted = ScheduleState()
        wanted.expression = handler.schedule
        wanted.zone = handler.zone
        schedule = wanted
      }
      setDefaultSchedule(slot, schedule, principal: principal, &output)
    }
    for subscription in module.subscriptions {
      let slot = registerJob(subscription.definition, module, principal, &changes, &output)
      module.jobs.append(jobs[job: slot].id)
      module.listeners.append(Listener(pattern: subscription.pattern, job: jobs[job: slot].id))
      changes.append(
        ApplyModuleResponse.Change(
          kind: "listener", name: subscription.pattern, change: "registered"))
    }
    for job in old where !module.jobs.contains(job) {
      if let slot = jobs.slot(of: job), !jobs[job: slot].isDeleting {
        changes.append(
          ApplyModuleResponse.Change(kind: "job", name: jobs[job: slot].name, change: "deleted"))
        delete(slot, .orphaning, principal: principal, &output)
      }
    }
    return changes
  }

  private mutating func registerJob(
    _ definition: JobDefinition, _ module: ModuleState, _ principal: String,
    _ changes: inout [ApplyModuleResponse.Change], _ output: inout ApplyOutput
  ) -> Int32 {
    var definition = definition
    definition.bundle = module.bundle
    guard let slot = jobs.slot(named: definition.name) else {
      changes.append(
        ApplyModuleResponse.Change(kind: "job", name: definition.name, change: "created"))
      return create(definition, module: module.id, principal: principal, &output)
    }
    // Unregistered before, and kept for what still ran.
    if jobs[job: slot].isDeleting {
      jobs[job: slot].deletion = .none
      put(job: slot, &output)
    }
    let isNew = update(slot, to: definition, principal: principal, &output)
    changes.append(
      ApplyModuleResponse.Change(
        kind: "job", name: definition.name, change: isNew ? "updated" : "unchanged"))
    return slot
  }

  /// Takes a module's jobs, schedules and listeners away; what runs ends by itself.
  private mutating func unregister(
    _ module: inout ModuleState, principal: String, _ output: inout ApplyOutput
  ) {
    for job in module.jobs {
      if let slot = jobs.slot(of: job), !jobs[job: slot].isDeleting {
        delete(slot, .orphaning, principal: principal, &output)
      }
    }
    module.jobs = []
    module.listeners = []
    module.isEnabled = false
  }

  private mutating func put(_ module: ModuleState, _ output: inout ApplyOutput) {
    if let place = modules.modules.firstIndex(where: { $0.id == module.id }) {
      modules.modules[place] = module
    }
    output.put(Keys.key(.module, module.id), module.encoded())
    events.rebuild(from: modules.modules)
  }

  private mutating func announceModule(
    _ event: String, _ module: ModuleState, _ principal: String, _ output: inout ApplyOutput
  ) {
    var text = JSONText()
    text.member("module", module.name)
    text.member("id", module.id)
    text.member("version", module.number)
    text.member("module_version", module.release)
    if !principal.isEmpty { text.member("principal", principal) }
    announce(event, key: module.name, text, principal: principal, &output)
  }
}

extension ModuleState {
  /// Of all jobs that it registers.
  var definitions: [JobDefinition] {
    handlers.map(\.definition) + subscriptions.map(\.definition)
  }

  mutating func take(_ manifest: Manifest, bundle: ContentHash, bytes: Bytes) {
    name = manifest.name
    release = manifest.release
    description = manifest.description
    handlers = manifest.handlers
    subscriptions = manifest.subscriptions
    emitters = manifest.emitters
    self.bundle = bundle
    self.manifest = bytes
  }
}
