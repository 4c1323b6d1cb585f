internal import CMessages
internal import CProtobufC
internal import Units

/// From protobuf-c's members to Swift's values. The pointers come from a struct that was unpacked
/// into the arena and are valid until the call of the codec ends; nothing here keeps one.
enum Reading {
  @inline(__always)
  static func text(_ data: ProtobufCBinaryData, _ field: StaticString) throws(Trouble) -> String {
    if unsafe data.len == 0 { return "" }
    return try unsafe someText(data, field)
  }

  private static func someText(
    _ data: ProtobufCBinaryData, _ field: StaticString
  ) throws(Trouble) -> String {
    switch unsafe carillon_text_check(data.data, data.len) {
    case CARILLON_TEXT_GOOD:
      // Checked: nothing is left to repair.
      return unsafe String(
        decoding: UnsafeBufferPointer(start: data.data, count: data.len), as: UTF8.self)
    case CARILLON_TEXT_NUL:
      throw Trouble(path: "\(field)", what: "holds a NUL character; text must not")
    default:
      throw Trouble(path: "\(field)", what: "is not valid UTF-8")
    }
  }

  @inline(__always)
  static func bytes(_ data: ProtobufCBinaryData) -> Bytes {
    if unsafe data.len == 0 { return [] }
    return unsafe Bytes(unsafeUninitializedCapacity: data.len) { buffer, count in
      if let base = buffer.baseAddress, let source = unsafe data.data {
        unsafe base.initialize(from: source, count: data.len)
        count = unsafe data.len
      }
    }
  }

  static func message<Message: Carried>(
    _ carrier: UnsafeMutablePointer<Message.Carrier>?, _ field: StaticString
  ) throws(Trouble) -> Message? {
    guard let carrier = unsafe carrier else { return nil }
    do {
      return try unsafe Message(carrier: carrier)
    } catch {
      throw error.inside(field)
    }
  }

  static func messages<Message: Carried>(
    _ count: Int, _ carriers: UnsafeMutablePointer<UnsafeMutablePointer<Message.Carrier>?>?,
    _ field: StaticString
  ) throws(Trouble) -> [Message] {
    guard let carriers = unsafe carriers else { return [] }
    var messages: [Message] = []
    messages.reserveCapacity(count)
    for place in 0..<count {
      guard let carrier = unsafe carriers[place] else { continue }
      do {
        messages.append(try unsafe Message(carrier: carrier))
      } catch {
        throw error.inside(field, at: place)
      }
    }
    return messages
  }

  static func texts(
    _ count: Int, _ data: UnsafeMutablePointer<ProtobufCBinaryData>?, _ field: StaticString
  ) throws(Trouble) -> [String] {
    guard let data = unsafe data else { return [] }
    var texts: [String] = []
    texts.reserveCapacity(count)
    for place in 0..<count {
      do {
        texts.append(try unsafe text(data[place], ""))
      } catch {
        throw Trouble(path: "\(field)[\(place)]", what: error.what, reason: error.reason)
      }
    }
    return texts
  }

  static func blobs(
    _ count: Int, _ data: UnsafeMutablePointer<ProtobufCBinaryData>?, _ field: StaticString
  ) throws(Trouble) -> [Bytes] {
    guard let data = unsafe data else { return [] }
    var blobs: [Bytes] = []
    blobs.reserveCapacity(count)
    for place in 0..<count { blobs.append(unsafe bytes(data[place])) }
    return blobs
  }

  static func numbers<Number: FixedWidthInteger>(
    _ count: Int, _ numbers: UnsafeMutablePointer<Number>?
  ) -> [Number] {
    unsafe Array(UnsafeBufferPointer(start: numbers, count: count))
  }

  static func enums<Value: WireEnum>(_ count: Int, _ raw: (Int) -> Int32) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    for place in 0..<count { values.append(Value(rawValue: raw(place))) }
    return values
  }

  static func instants(
    _ count: Int,
    _ times: UnsafeMutablePointer<UnsafeMutablePointer<Google__Protobuf__Timestamp>?>?,
    _ field: StaticString
  ) throws(Trouble) -> [Instant] {
    guard let times = unsafe times else { return [] }
    var instants: [Instant] = []
    for place in 0..<count {
      do {
        if let found = try unsafe instant(times[place], "") { instants.append(found) }
      } catch {
        throw Trouble(path: "\(field)[\(place)]", what: error.what)
      }
    }
    return instants
  }

  /// 0001-01-01 to 9999-12-31, to the microsecond; what is finer is cut off.
  @inline(__always)
  static func instant(
    _ time: UnsafeMutablePointer<Google__Protobuf__Timestamp>?, _ field: StaticString
  ) throws(Trouble) -> Instant? {
    guard let time = unsafe time else { return nil }
    let seconds = unsafe time.pointee.seconds
    let nanos = unsafe time.pointee.nanos
    guard Limits.timestampSeconds.contains(seconds), (0..<1_000_000_000).contains(nanos) else {
      throw Trouble(
        path: "\(field)",
        what: "time of \(seconds) s and \(nanos) ns; 0001-01-01 to 9999-12-31 is allowed")
    }
    return Instant(microseconds: seconds * 1_000_000 + Int64(nanos) / 1_000)
  }

  /// Up to 10,000 years either way, to the microsecond.
  @inline(__always)
  static func timeout(
    _ span: UnsafeMutablePointer<Google__Protobuf__Duration>?, _ field: StaticString
  ) throws(Trouble) -> Timeout? {
    guard let span = unsafe span else { return nil }
    let seconds = unsafe span.pointee.seconds
    let nanos = unsafe span.pointee.nanos
    guard Limits.durationSeconds.contains(seconds),
      (-999_999_999...999_999_999).contains(nanos),
      seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0)
    else {
      throw Trouble(
        path: "\(field)",
        what: "span of \(seconds) s and \(nanos) ns; at most 315,576,000,000 s, of one sign")
    }
    return Timeout(microseconds: seconds * 1_000_000 + Int64(nanos) / 1_000)
  }

  static func mask(
    _ mask: UnsafeMutablePointer<Google__Protobuf__FieldMask>?, _ field: StaticString
  ) throws(Trouble) -> [String] {
    guard let mask = unsafe mask else { return [] }
    return try unsafe texts(mask.pointee.n_paths, mask.pointee.paths, field)
  }

  /// Sorted by the bytes of the keys; of equal keys the last counts.
  static func labels(
    _ count: Int, _ field: StaticString,
    _ entry: (Int) -> (key: ProtobufCBinaryData?, value: ProtobufCBinaryData?)
  ) throws(Trouble) -> [Label] {
    var labels: [Label] = []
    labels.reserveCapacity(count)
    for place in 0..<count {
      let found = unsafe entry(place)
      guard let key = unsafe found.key, let value = unsafe found.value else { continue }
      let label: Label
      do {
        label = Label(try unsafe text(key, "key"), try unsafe text(value, "value"))
      } catch {
        throw error.inside(field, at: place)
      }
      labels.append(label)
    }
    return sorted(labels)
  }

  private static func sorted(_ labels: [Label]) -> [Label] {
    func precedes(_ left: Label, _ right: Label) -> Bool {
      left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    if zip(labels, labels.dropFirst()).allSatisfy({ precedes($0, $1) }) { return labels }
    let places = labels.indices.sorted {
      precedes(labels[$0], labels[$1]) || (!precedes(labels[$1], labels[$0]) && $0 < $1)
    }
    var result: [Label] = []
    for place in places {
      if let last = result.last, !precedes(last, labels[place]) { result.removeLast() }
      result.append(labels[place])
    }
    return result
  }

  /// google/protobuf/timestamp.proto and duration.proto.
  enum Limits {
    static let timestampSeconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
    static let durationSeconds: ClosedRange<Int64> = -315_576_000_000...315_576_000_000
  }
}
