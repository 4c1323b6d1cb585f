internal import CMessages
internal import CProtobufC
internal import Units

/// From Swift's values to protobuf-c's members, in the arena: valid until the call of the codec ends.
enum Writing {
  /// Uninitialised memory for `count` values.
  static func allocate<Value>(_ count: Int) -> UnsafeMutablePointer<Value> {
    let memory = unsafe carillon_arena_allocate(count * MemoryLayout<Value>.stride)
    guard let memory = unsafe memory else { preconditionFailure("out of memory") }
    return unsafe memory.assumingMemoryBound(to: Value.self)
  }

  static func bytes(_ text: String) -> ProtobufCBinaryData {
    var text = text
    return text.withUTF8 { unsafe copy($0) }
  }

  static func bytes(_ bytes: Bytes) -> ProtobufCBinaryData {
    unsafe bytes.withUnsafeBufferPointer { unsafe copy($0) }
  }

  @inline(__always)
  private static func copy(_ buffer: UnsafeBufferPointer<UInt8>) -> ProtobufCBinaryData {
    guard let base = buffer.baseAddress, buffer.count > 0 else {
      return unsafe ProtobufCBinaryData(len: 0, data: nil)
    }
    let memory: UnsafeMutablePointer<UInt8> = unsafe allocate(buffer.count)
    unsafe memory.update(from: base, count: buffer.count)
    return unsafe ProtobufCBinaryData(len: buffer.count, data: memory)
  }

  static func all(_ texts: [String]) -> UnsafeMutablePointer<ProtobufCBinaryData> {
    let memory: UnsafeMutablePointer<ProtobufCBinaryData> = unsafe allocate(texts.count)
    for place in texts.indices { unsafe memory[place] = bytes(texts[place]) }
    return unsafe memory
  }

  static func all(_ blobs: [Bytes]) -> UnsafeMutablePointer<ProtobufCBinaryData> {
    let memory: UnsafeMutablePointer<ProtobufCBinaryData> = unsafe allocate(blobs.count)
    for place in blobs.indices { unsafe memory[place] = bytes(blobs[place]) }
    return unsafe memory
  }

  static func numbers<Number: FixedWidthInteger>(
    _ numbers: [Number]
  ) -> UnsafeMutablePointer<Number> {
    let memory: UnsafeMutablePointer<Number> = unsafe allocate(numbers.count)
    for place in numbers.indices { unsafe memory[place] = numbers[place] }
    return unsafe memory
  }

  static func enums<Value: WireEnum, Carrier>(
    _ values: [Value], _ carrier: (Int32) -> Carrier
  ) -> UnsafeMutablePointer<Carrier> {
    let memory: UnsafeMutablePointer<Carrier> = unsafe allocate(values.count)
    for place in values.indices { unsafe memory[place] = carrier(values[place].rawValue) }
    return unsafe memory
  }

  static func message<Message: Carried>(
    _ message: Message
  ) -> UnsafeMutablePointer<Message.Carrier> {
    let carrier: UnsafeMutablePointer<Message.Carrier> = unsafe allocate(1)
    unsafe message.fill(carrier)
    return unsafe carrier
  }

  static func messages<Message: Carried>(
    _ messages: [Message]
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<Message.Carrier>?> {
    let memory: UnsafeMutablePointer<UnsafeMutablePointer<Message.Carrier>?> =
      unsafe allocate(messages.count)
    for place in messages.indices { unsafe memory[place] = message(messages[place]) }
    return unsafe memory
  }

  /// Times beyond what a Timestamp may say become the nearest that it may.
  static func instant(_ instant: Instant) -> UnsafeMutablePointer<Google__Protobuf__Timestamp> {
    let time: UnsafeMutablePointer<Google__Protobuf__Timestamp> = unsafe allocate(1)
    unsafe google__protobuf__timestamp__init(time)
    let limits = Reading.Limits.timestampSeconds
    let microseconds = min(
      max(instant.microseconds, limits.lowerBound * 1_000_000),
      limits.upperBound * 1_000_000 + 999_999)
    let seconds = microseconds.flooredQuotient(dividingBy: 1_000_000)
    unsafe time.pointee.seconds = seconds
    unsafe time.pointee.nanos = Int32((microseconds - seconds * 1_000_000) * 1_000)
    return unsafe time
  }

  static func instants(
    _ instants: [Instant]
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<Google__Protobuf__Timestamp>?> {
    let memory: UnsafeMutablePointer<UnsafeMutablePointer<Google__Protobuf__Timestamp>?> =
      unsafe allocate(instants.count)
    for place in instants.indices { unsafe memory[place] = instant(instants[place]) }
    return unsafe memory
  }

  /// Spans beyond what a Duration may say become the nearest that it may.
  static func timeout(_ timeout: Timeout) -> UnsafeMutablePointer<Google__Protobuf__Duration> {
    let span: UnsafeMutablePointer<Google__Protobuf__Duration> = unsafe allocate(1)
    unsafe google__protobuf__duration__init(span)
    let limits = Reading.Limits.durationSeconds
    let microseconds = min(
      max(timeout.microseconds, limits.lowerBound * 1_000_000), limits.upperBound * 1_000_000)
    unsafe span.pointee.seconds = microseconds / 1_000_000
    unsafe span.pointee.nanos = Int32(microseconds % 1_000_000 * 1_000)
    return unsafe span
  }

  static func mask(_ paths: [String]) -> UnsafeMutablePointer<Google__Protobuf__FieldMask> {
    let mask: UnsafeMutablePointer<Google__Protobuf__FieldMask> = unsafe allocate(1)
    unsafe google__protobuf__field_mask__init(mask)
    unsafe mask.pointee.n_paths = paths.count
    unsafe mask.pointee.paths = all(paths)
    return unsafe mask
  }

  static func labels<Entry>(
    _ labels: [Label], _ type: Entry.Type,
    _ set: (UnsafeMutablePointer<Entry>, ProtobufCBinaryData, ProtobufCBinaryData) -> Void
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<Entry>?> {
    let memory: UnsafeMutablePointer<UnsafeMutablePointer<Entry>?> = unsafe allocate(labels.count)
    for place in labels.indices {
      let entry: UnsafeMutablePointer<Entry> = unsafe allocate(1)
      unsafe set(entry, bytes(labels[place].key), bytes(labels[place].value))
      unsafe memory[place] = entry
    }
    return unsafe memory
  }
}
