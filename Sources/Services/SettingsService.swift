internal import GRPC
internal import Messages
internal import Node
internal import StateMachine

/// `carillon.v1.SettingsService`: every limit that apply consults.
struct SettingsService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.SettingsService
    desk.read(&router, Method.getSettings, .getSettings)
    desk.write(&router, Method.updateSettings, .updateSettings)
  }
}
