/// A field that keeps a large struct from being copied where it is only looked at.
///
/// A struct whose layout the compiler knows whole is passed by value: each call of a method that changes
/// nothing, from one that does, copied all of a consensus core first, several times a step. One with a
/// field whose layout is not known is passed by its address. Where such a struct really is copied (taken
/// out of an array, captured by a closure, called through an optional) it costs more than before, since
/// each reference in it is counted: look at it in place there.
public struct InPlace: Sendable {
  private let unknown: any Sendable = ()

  public init() {}
}
