/// Clients in a closed loop against one system. Confined to one event loop.
protocol Load: AnyObject {
  var meter: Meter { get }
  func start()
  /// Opens or closes the window that is measured.
  func measure(_ isOpen: Bool)
  /// Begins nothing new; `body` is called when the last operation has ended.
  func stop(_ body: @escaping () -> Void)
}
