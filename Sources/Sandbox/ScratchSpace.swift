import Glibc

/// The directories in which attempts run: one for each, empty at its start, gone after its end.
///
/// What handlers do in them is hostile until proven otherwise: links are removed and never
/// followed, and neither depth nor length of a path nor missing permissions keep anything alive.
public struct ScratchSpace: Sendable {
  /// Why a directory could not be made or cleared.
  public struct Failure: Error, CustomStringConvertible, Sendable {
    public let description: String
  }

  /// An absolute path; everything in it belongs to this space.
  public let root: String

  /// Makes `root` where it is missing (its parent must exist) and removes what an earlier life left
  /// in it. Call it once the supervisor is ready: by then nobody writes there any more.
  public init(root: String) throws(Failure) {
    precondition(root.hasPrefix("/"), "the scratch root must be an absolute path")
    self.root = root
    let made = Kernel.makeDirectory(root)
    guard made == 0 || made == EEXIST else {
      throw Failure(description: "cannot make \(root): \(Kernel.describe(made))")
    }
    for name in Kernel.names(in: root) { try remove(name) }
  }

  /// Makes the directory of an attempt. Its path.
  public func make(_ attempt: UInt64) throws(Failure) -> String {
    let path = "\(root)/\(attempt)"
    let made = Kernel.makeDirectory(path)
    guard made == 0 else {
      throw Failure(description: "cannot make \(path): \(Kernel.describe(made))")
    }
    return path
  }

  /// Removes the directory of an attempt that has ended and all that is in it. O(entries).
  public func remove(_ attempt: UInt64) throws(Failure) { try remove(String(attempt)) }

  private func remove(_ name: String) throws(Failure) {
    let top = "\(root)/\(name)"
    if Kernel.removeFile(top) == 0 { return }
    Kernel.makeAccessible(top)
    // Each pass empties the directories directly in `top`: what is one itself and not empty is
    // moved up for the next, so that no path grows and no descriptor is held per level.
    var number = 0
    var progress = true
    while progress {
      progress = false
      for entry in Kernel.names(in: top) {
        let path = "\(top)/\(entry)"
        if Kernel.removeFile(path) == 0 {
          progress = true
          continue
        }
        Kernel.makeAccessible(path)
        for child in Kernel.names(in: path) {
          let inner = "\(path)/\(child)"
          if Kernel.removeFile(inner) == 0 || Kernel.removeDirectory(inner) == 0
            || moveUp(inner, top, &number)
          {
            progress = true
          }
        }
        if Kernel.removeDirectory(path) == 0 { progress = true }
      }
    }
    let result = Kernel.removeDirectory(top)
    guard result == 0 || result == ENOENT else {
      throw Failure(description: "cannot clear \(top): \(Kernel.describe(result))")
    }
  }

  private func moveUp(_ path: String, _ top: String, _ number: inout Int) -> Bool {
    Kernel.makeAccessible(path)
    while true {
      number += 1
      let result = Kernel.rename(path, "\(top)/.removed-\(number)")
      if result == 0 { return true }
      // The handler may have chosen such a name as well.
      guard result == ENOTEMPTY || result == EEXIST || result == ENOTDIR else { return false }
    }
  }
}
