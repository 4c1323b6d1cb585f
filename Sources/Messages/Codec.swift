internal import CMessages
internal import CProtobufC
public import Units

/// A message that protobuf-c carries. Generated, and used by nothing but the codec.
protocol Carried: WireMessage {
  associatedtype Carrier
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> { get }
  /// Whether a message of this type may hold one of its own type, at any depth.
  static var mayNest: Bool { get }
  init(carrier: UnsafePointer<Carrier>) throws(Trouble)
  /// What it points `carrier` to lives in the arena.
  func fill(_ carrier: UnsafeMutablePointer<Carrier>)
}

extension Carried {
  static var mayNest: Bool { false }
}

/// What is wrong with a message's bytes, and where.
struct Trouble: Error {
  /// From the message, in the proto's names: `enqueues[3].labels`.
  var path: String
  var what: String
  var reason: Reason = .fieldInvalid

  func inside(_ field: StaticString, at place: Int? = nil) -> Trouble {
    let head = place.map { "\(field)[\($0)]" } ?? "\(field)"
    return Trouble(path: path.isEmpty ? head : "\(head).\(path)", what: what, reason: reason)
  }

  func failure(in type: String) -> Failure {
    switch reason {
    case .fieldInvalid: .field(path, .fieldInvalid, what)
    default:
      Failure(
        .invalidArgument, reason, "\(type)\(path.isEmpty ? "" : ", field \(path)"): \(what)")
    }
  }
}

/// Bytes to values and back, through protobuf-c's structs in this thread's arena.
public enum Codec {
  /// Messages inside messages, the outermost counted.
  public static let depthLimit = 100
  /// The largest message; what carries calls has lower limits of its own.
  public static let sizeLimit = ByteCount.mebibytes(64)
  /// What the unpacked structs of a message of no bytes may take.
  static let arenaFloor = 16 << 20
  /// And what each of its bytes adds: two bytes on the wire can be a struct of hundreds.
  static let arenaPerByte = 16

  static func decoded<Message: Carried>(
    _ bytes: ArraySlice<UInt8>, as type: Message.Type
  ) throws(Failure) -> Message {
    do {
      return try unsafe bytes.withUnsafeBufferPointer {
        (buffer) throws(Trouble) -> Message in
        try unsafe unpacked(buffer)
      }
    } catch {
      throw error.failure(in: Message.typeName)
    }
  }

  private static func unpacked<Message: Carried>(
    _ buffer: UnsafeBufferPointer<UInt8>
  ) throws(Trouble) -> Message {
    guard UInt64(buffer.count) <= sizeLimit.rawValue else {
      throw Trouble(
        path: "", what: "\(buffer.count) bytes, at most \(sizeLimit.rawValue) are allowed",
        reason: .messageMalformed)
    }
    // protobuf-c recurses as deep as it is told to.
    if Message.mayNest {
      try unsafe Walk.check(buffer, Message.descriptor)
    }
    carillon_arena_begin(arenaFloor + arenaPerByte * buffer.count)
    defer { carillon_arena_end() }
    guard
      let message = unsafe protobuf_c_message_unpack(
        Message.descriptor, carillon_arena_allocator(), buffer.count, buffer.baseAddress)
    else {
      try unsafe Walk.check(buffer, Message.descriptor)
      let what =
        carillon_arena_is_over_budget() != 0
        ? "\(buffer.count) bytes hold more messages than are taken at once"
        : "no valid protobuf"
      throw Trouble(path: "", what: what, reason: .messageMalformed)
    }
    return try unsafe Message(
      carrier: UnsafeRawPointer(message).assumingMemoryBound(to: Message.Carrier.self))
  }

  static func encoded<Message: Carried>(_ message: Message) -> Bytes {
    carillon_arena_begin(Int.max)
    defer { carillon_arena_end() }
    let carrier: UnsafeMutablePointer<Message.Carrier> = unsafe Writing.allocate(1)
    unsafe message.fill(carrier)
    let base = unsafe UnsafeRawPointer(carrier).assumingMemoryBound(to: ProtobufCMessage.self)
    let size = unsafe protobuf_c_message_get_packed_size(base)
    guard size > 0 else { return [] }
    return unsafe Bytes(unsafeUninitializedCapacity: size) { buffer, count in
      count = unsafe protobuf_c_message_pack(base, buffer.baseAddress)
    }
  }
}
