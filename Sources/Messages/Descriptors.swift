internal import CMessages
public import Units

/// The serialized descriptors of all files, for server reflection.
public enum Descriptors {
  /// In an order in which dependencies come first.
  public static var fileNames: [String] {
    (0..<fileCount).map { name(of: $0) }
  }

  /// The `FileDescriptorProto` of a file, nil where there is none of that name. O(files).
  public static func file(named wanted: String) -> Bytes? {
    (0..<fileCount).first { name(of: $0) == wanted }.map { bytes(of: $0) }
  }

  /// That of a file and of all that it imports, dependencies last, each once.
  public static func files(for wanted: String) -> [Bytes] {
    guard let first = (0..<fileCount).first(where: { name(of: $0) == wanted }) else { return [] }
    var places = [first]
    var next = 0
    while next < places.count {
      for dependency in dependencies(of: places[next]) where !places.contains(dependency) {
        places.append(dependency)
      }
      next += 1
    }
    return places.map { bytes(of: $0) }
  }

  /// The name of the file that declares a message, enumeration, service, method or extension.
  /// O(log symbols).
  public static func file(declaring symbol: String) -> String? {
    let wanted = Array(symbol.utf8)
    var low = 0
    var high = carillon_symbol_count
    while low < high {
      let middle = (low + high) / 2
      let found = Array(symbolName(middle).utf8)
      if found == wanted {
        return name(of: Int(unsafe carillon_symbol_at(middle).pointee.file))
      }
      if found.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Everything that has a name, in the order of its bytes.
  public static var symbols: [String] { (0..<carillon_symbol_count).map { symbolName($0) } }

  private static var fileCount: Int { carillon_file_count }

  private static func symbolName(_ place: Int) -> String {
    unsafe String(cString: carillon_symbol_at(place).pointee.name)
  }

  private static func name(of place: Int) -> String {
    unsafe String(cString: carillon_file_at(place).pointee.name)
  }

  private static func bytes(of place: Int) -> Bytes {
    let file = unsafe carillon_file_at(place).pointee
    let start = unsafe carillon_descriptor_at(Int(file.offset))
    return unsafe Bytes(UnsafeBufferPointer(start: start, count: Int(file.size)))
  }

  private static func dependencies(of place: Int) -> [Int] {
    let file = unsafe carillon_file_at(place).pointee
    return unsafe (0..<Int(file.dependency_count)).map { unsafe Int(file.dependencies[$0]) }
  }
}
