internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// `carillon.v1.ModuleService`: bundles by content hash, and manifests that register what is in them.
struct ModuleService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.ModuleService
    let checks = Checks(node: desk.node)
    let desk = desk
    desk.node.serveStream(into: &router, Method.uploadBundle.path, .leader) { call in
      BundleUpload(call, desk).start()
    }
    let node = desk.node
    node.serve(into: &router, Method.downloadBundle.path, .read) { call in
      do throws(Failure) {
        try BundleDownload(try DownloadBundleRequest(decoding: call.request), call, node).start()
      } catch {
        call.fail(error, at: node.mark)
      }
    }
    desk.read(&router, Method.getBundle, .getBundle)
    desk.write(&router, Method.applyModule, .applyModule) { (body) throws(Failure) in
      try checks.manifest(try ApplyModuleRequest(decoding: body).manifest)
    }
    desk.read(&router, Method.getModule, .getModule)
    desk.read(&router, Method.listModules, .listModules)
    desk.write(&router, Method.enableModule, .enableModule)
    desk.write(&router, Method.disableModule, .disableModule)
    desk.write(&router, Method.deleteModule, .deleteModule)
  }
}

extension Checks {
  /// What apply leaves to us of a manifest: that it is JSON, and that its schedules can be read. Its
  /// shape is checked where it is applied.
  func manifest(_ bytes: Bytes) throws(Failure) {
    let manifest: JSON
    do {
      manifest = try JSON(parsing: bytes)
    } catch {
      throw Failure.field("manifest", .jsonSyntax, "\(error)")
    }
    guard let list = manifest["capabilities"]?["jobs"]?["handlers"],
      case .array(let handlers) = list
    else { return }
    for (place, handler) in handlers.enumerated() {
      guard let text = handler["schedule"]?.text, !text.isEmpty else { continue }
      let path = "manifest.capabilities.jobs.handlers[\(place)]"
      _ = try recurrence(text, anchor: .epoch, at: "\(path).schedule")
      _ = try zone(handler["timezone"]?.text ?? "", at: "\(path).timezone")
    }
  }
}
