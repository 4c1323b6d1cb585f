internal import ArgumentParser
internal import Client
internal import Messages
internal import Units

struct ModuleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "module", abstract: "Bundles of handlers, and what their manifests register.",
    subcommands: [
      ModuleApply.self, ModuleList.self, ModuleGet.self, ModuleEnable.self, ModuleDisable.self,
      ModuleDelete.self,
    ], defaultSubcommand: ModuleList.self, aliases: ["modules"])
}

struct ModuleApply: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Upload a folder with a module.json, and register what it names.",
    discussion: """
      Examples:
        clusterctl module apply cluster/examples/datacenter
        clusterctl module apply ./billing --dry-run
      """, aliases: ["push"])

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The folder; module.json lies in it.", completion: .directory) var directory:
    String
  @Flag(help: "Check, and change nothing.") var dryRun = false
  @Flag(inversion: .prefixedNo, help: "Enable it at once.") var enable = true

  func run(on cluster: Cluster) async throws {
    let folder = try ModuleFolder.read(directory)
    if !dryRun { try await upload(folder, on: cluster) }
    let answer: ApplyModuleResponse = try await cluster.write(
      Methods.ModuleService.applyModule,
      ApplyModuleRequest(
        manifest: folder.manifest, bundle: folder.hash, validateOnly: dryRun, enable: enable))
    let module = answer.module ?? Module()
    Printer(format: cluster.output).object(answer, name: module.name) {
      var lines = answer.changes.map { "\($0.kind) \($0.name) \($0.change)" }
      for warning in answer.warnings { lines.append("warning: \(warning)") }
      lines.append(ModuleText.summary(module))
      return lines
    }
  }

  private func upload(_ folder: ModuleFolder, on cluster: Cluster) async throws {
    let known: Bundle? = try? await cluster.read(
      Methods.ModuleService.getBundle, GetBundleRequest(hash: folder.hash))
    if known?.complete == true { return }
    var options = CallOptions()
    options.timeout = .seconds(120)
    let stream = cluster.client.stream(
      Methods.ModuleService.uploadBundle.path, nil, options, keepsOpen: true)
    var offset = Int(known?.received ?? 0)
    let chunk = 256 << 10
    offset -= offset % chunk
    repeat {
      let data = Bytes(folder.archive[offset..<min(offset + chunk, folder.archive.count)])
      stream.send(
        UploadBundleRequest(
          hash: folder.hash, size: UInt64(folder.archive.count), offset: UInt64(offset),
          data: data, crc32c: CRC32C(data).value
        ).encoded())
      offset += data.count
    } while offset < folder.archive.count
    stream.halfClose()
    do {
      for try await _ in stream {}
    } catch let error as CallError {
      throw Problem(error, cluster.context)
    }
  }
}

enum ModuleText {
  static func summary(_ module: Module) -> String {
    func count(_ number: Int, _ word: String) -> String {
      "\(number) \(word)\(number == 1 ? "" : "s")"
    }
    let schedules = module.handlers.filter { !$0.schedule.isEmpty }.count
    return "\(module.name) \(module.moduleVersion): "
      + [
        count(module.handlers.count + module.listeners.count, "handler"),
        count(schedules, "schedule"), count(module.listeners.count, "listener"),
      ].joined(separator: ", ") + (module.state == .enabled ? "" : "  (disabled)")
  }
}

struct ModuleList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every module.",
    discussion: """
      Examples:
        clusterctl module list
        clusterctl module list -o json
      """, aliases: ["ls"])

  @OptionGroup var global: GlobalOptions

  func run(on cluster: Cluster) async throws {
    let page: ListModulesResponse = try await cluster.read(
      Methods.ModuleService.listModules, ListModulesRequest(pageSize: 1_000))
    Printer(format: cluster.output).list(page.modules, names: \.name) { modules, wide in
      let now = TimeText.now()
      var table = Table(
        [
          .init("MODULE"), .init("VERSION"), .init("STATE"), .init("HANDLERS", .right),
          .init("LISTENERS", .right), .init("UPDATED"), .init("ABOUT"),
        ] + (wide ? [.init("BUNDLE")] : []), width: wide ? nil : Terminal.width)
      for module in modules {
        table.add(
          [
            module.name, module.moduleVersion, module.state.protoName?.lowercased() ?? "",
            "\(module.handlers.count)", "\(module.listeners.count)",
            module.updateTime.map { TimeText.moment($0, now: now) } ?? "", module.description,
          ] + (wide ? [module.bundle] : []))
      }
      return table
    }
  }
}

struct ModuleGet: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "One module: its handlers, schedules, listeners, emitters.",
    discussion: """
      Examples:
        clusterctl module get datacenter
        clusterctl module get datacenter -o json
      """, aliases: ["show"])

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Name or id.", completion: Completion.modules) var module: String

  func run(on cluster: Cluster) async throws {
    let module: Module = try await cluster.read(
      Methods.ModuleService.getModule, GetModuleRequest(module: module))
    Printer(format: cluster.output).object(module, name: module.name) {
      var lines = [ModuleText.summary(module)]
      for handler in module.handlers {
        let schedule = handler.schedule.isEmpty ? "" : "  (\(handler.schedule))"
        lines.append("  handler   \(handler.name)  \(handler.path)\(schedule)")
      }
      for listener in module.listeners {
        lines.append("  listener  \(listener.event)  \(listener.handler)")
      }
      for emitter in module.emitters {
        lines.append("  emits     \(emitter.event)  \(emitter.description)")
      }
      return lines
    }
  }
}

struct ModuleEnable: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Register its jobs, schedules and listeners.",
    discussion: """
      Examples:
        clusterctl module enable datacenter
        clusterctl module enable datacenter -o json
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Name or id.", completion: Completion.modules) var module: String

  func run(on cluster: Cluster) async throws {
    let module: Module = try await cluster.write(
      Methods.ModuleService.enableModule, EnableModuleRequest(module: module))
    Printer(format: cluster.output).object(module, name: module.name) {
      ["module \(module.name) enabled"]
    }
  }
}

struct ModuleDisable: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Unregister its jobs, schedules and listeners.",
    discussion: """
      Examples:
        clusterctl module disable datacenter
        clusterctl module disable datacenter -o json
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Name or id.", completion: Completion.modules) var module: String

  func run(on cluster: Cluster) async throws {
    let module: Module = try await cluster.write(
      Methods.ModuleService.disableModule, DisableModuleRequest(module: module))
    Printer(format: cluster.output).object(module, name: module.name) {
      ["module \(module.name) disabled"]
    }
  }
}

struct ModuleDelete: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Remove a module and all that it registered.",
    discussion: """
      Examples:
        clusterctl module delete datacenter --yes
        clusterctl module delete billing --yes
      """, aliases: ["rm"])

  @OptionGroup var global: GlobalOptions
  @OptionGroup var consent: Consent
  @Argument(help: "Name or id.", completion: Completion.modules) var module: String

  func run(on cluster: Cluster) async throws {
    try consent.ask("delete module \(module) and all that it registered")
    let _: Empty = try await cluster.write(
      Methods.ModuleService.deleteModule, DeleteModuleRequest(module: module))
    Terminal.print("module \(module) deleted")
  }
}
