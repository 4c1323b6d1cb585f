// Made by tools/generate from proto/carillon/v1/maintenance.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct SaveSnapshotRequest: WireMessage {
  /// Bytes a second at most; 0 is no bound.
  public var rate: UInt64 = 0
  /// Of an earlier call's header, at the same node: goes on with that backup from `offset` on. Where
  /// the node has it no more a new one begins, with a header.
  public var token: String = ""
  public var offset: UInt64 = 0

  public init(rate: UInt64 = 0, token: String = "", offset: UInt64 = 0) {
    self.rate = rate
    self.token = token
    self.offset = offset
  }

  public init() {}
}

public struct SaveSnapshotResponse: WireMessage {
  public enum Item: Hashable, Sendable {
    case header(SaveSnapshotResponse.Header)
    case chunk(SaveSnapshotResponse.Chunk)
  }

  public struct File: WireMessage {
    public var name: String = ""
    public var size: UInt64 = 0
    public var crc32c: UInt32 = 0

    public init(name: String = "", size: UInt64 = 0, crc32c: UInt32 = 0) {
      self.name = name
      self.size = size
      self.crc32c = crc32c
    }

    public init() {}
  }

  public struct Header: WireMessage {
    public var index: UInt64 = 0
    public var term: UInt64 = 0
    public var cluster: String = ""
    public var version: String = ""
    public var time: Instant?
    public var digest: Bytes = []
    public var files: [SaveSnapshotResponse.File] = []
    /// `Configuration.encoded()`.
    public var configuration: Bytes = []
    public var configurationIndex: UInt64 = 0
    /// What the file begins with, as it is.
    public var archive: Bytes = []
    /// Of the whole file.
    public var size: UInt64 = 0
    /// To go on after this call broke.
    public var token: String = ""
    /// The node that has it.
    public var node: String = ""

    public init(index: UInt64 = 0, term: UInt64 = 0, cluster: String = "", version: String = "", time: Instant? = nil, digest: Bytes = [], files: [SaveSnapshotResponse.File] = [], configuration: Bytes = [], configurationIndex: UInt64 = 0, archive: Bytes = [], size: UInt64 = 0, token: String = "", node: String = "") {
      self.index = index
      self.term = term
      self.cluster = cluster
      self.version = version
      self.time = time
      self.digest = digest
      self.files = files
      self.configuration = configuration
      self.configurationIndex = configurationIndex
      self.archive = archive
      self.size = size
      self.token = token
      self.node = node
    }

    public init() {}
  }

  public struct Chunk: WireMessage {
    /// In the file, from its beginning.
    public var offset: UInt64 = 0
    public var data: Bytes = []
    /// Of `data`.
    public var crc32c: UInt32 = 0

    public init(offset: UInt64 = 0, data: Bytes = [], crc32c: UInt32 = 0) {
      self.offset = offset
      self.data = data
      self.crc32c = crc32c
    }

    public init() {}
  }

  public var item: Item?

  public init(item: Item? = nil) {
    self.item = item
  }

  public init() {}
}

public struct DiagnoseRequest: WireMessage {
  /// Empty is the node that answers.
  public var node: String = ""

  public init(node: String = "") {
    self.node = node
  }

  public init() {}
}

public struct DiagnoseResponse: WireMessage {
  public enum Verdict: WireEnum {
    case unspecified
    case good
    case warning
    case bad
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .good
      case 2: self = .warning
      case 3: self = .bad
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .good: 1
      case .warning: 2
      case .bad: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "VERDICT_UNSPECIFIED"
      case .good: "GOOD"
      case .warning: "WARNING"
      case .bad: "BAD"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .good, .warning, .bad]
  }

  public var node: String = ""
  /// `clock`, `disk`, `files`, `version`, `certificate`, `lag` …
  public var check: String = ""
  public var verdict: DiagnoseResponse.Verdict = .unspecified
  public var finding: String = ""
  /// What to do.
  public var remedy: String = ""
  public var measured: Timeout?

  public init(node: String = "", check: String = "", verdict: DiagnoseResponse.Verdict = .unspecified, finding: String = "", remedy: String = "", measured: Timeout? = nil) {
    self.node = node
    self.check = check
    self.verdict = verdict
    self.finding = finding
    self.remedy = remedy
    self.measured = measured
  }

  public init() {}
}

public struct SetLogLevelRequest: WireMessage {
  public var level: String = ""
  /// A part of the daemon; empty is all.
  public var label: String = ""
  public var expiresAfter: Timeout?

  public init(level: String = "", label: String = "", expiresAfter: Timeout? = nil) {
    self.level = level
    self.label = label
    self.expiresAfter = expiresAfter
  }

  public init() {}
}

public struct CompactRequest: WireMessage {
  public var node: String = ""

  public init(node: String = "") {
    self.node = node
  }

  public init() {}
}

public struct CompactResponse: WireMessage {
  public var bytesBefore: UInt64 = 0
  public var bytesAfter: UInt64 = 0

  public init(bytesBefore: UInt64 = 0, bytesAfter: UInt64 = 0) {
    self.bytesBefore = bytesBefore
    self.bytesAfter = bytesAfter
  }

  public init() {}
}


extension SaveSnapshotRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__SaveSnapshotRequest
  public static var typeName: String { "carillon.v1.SaveSnapshotRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__save_snapshot_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.rate = unsafe c.pointee.rate
    if unsafe c.pointee.token.len > 0 { self.token = try unsafe Reading.text(c.pointee.token, "token") }
    self.offset = unsafe c.pointee.offset
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__save_snapshot_request__init(c)
    unsafe c.pointee.rate = rate
    if !token.isEmpty {
      unsafe c.pointee.token = Writing.bytes(token)
    }
    unsafe c.pointee.offset = offset
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("rate", rate)
    writer.field("token", token)
    writer.field("offset", offset)
    writer.endObject()
  }
}

extension SaveSnapshotResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__SaveSnapshotResponse
  public static var typeName: String { "carillon.v1.SaveSnapshotResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__save_snapshot_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    switch unsafe c.pointee.item_case.rawValue {
    case 1:
      self.item = .header(try unsafe Reading.message(c.pointee.header, "header") ?? SaveSnapshotResponse.Header())
    case 2:
      self.item = .chunk(try unsafe Reading.message(c.pointee.chunk, "chunk") ?? SaveSnapshotResponse.Chunk())
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__save_snapshot_response__init(c)
    switch item {
    case .header(let value):
      unsafe c.pointee.item_case = .init(rawValue: 1)
      unsafe c.pointee.header = Writing.message(value)
    case .chunk(let value):
      unsafe c.pointee.item_case = .init(rawValue: 2)
      unsafe c.pointee.chunk = Writing.message(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch item {
    case .header(let value):
      writer.present("header", value)
    case .chunk(let value):
      writer.present("chunk", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension SaveSnapshotResponse.File: @unsafe Carried {
  typealias Carrier = Carillon__V1__SaveSnapshotResponse__File
  public static var typeName: String { "carillon.v1.SaveSnapshotResponse.File" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__save_snapshot_response__file()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    self.size = unsafe c.pointee.size
    self.crc32c = unsafe c.pointee.crc32c
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__save_snapshot_response__file__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    unsafe c.pointee.size = size
    unsafe c.pointee.crc32c = crc32c
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("size", size)
    writer.field("crc32c", crc32c)
    writer.endObject()
  }
}

extension SaveSnapshotResponse.Header: @unsafe Carried {
  typealias Carrier = Carillon__V1__SaveSnapshotResponse__Header
  public static var typeName: String { "carillon.v1.SaveSnapshotResponse.Header" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__save_snapshot_response__header()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.index = unsafe c.pointee.index
    self.term = unsafe c.pointee.term
    if unsafe c.pointee.cluster.len > 0 { self.cluster = try unsafe Reading.text(c.pointee.cluster, "cluster") }
    if unsafe c.pointee.version.len > 0 { self.version = try unsafe Reading.text(c.pointee.version, "version") }
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
    if unsafe c.pointee.digest.len > 0 { self.digest = unsafe Reading.bytes(c.pointee.digest) }
    if unsafe c.pointee.n_files > 0 {
      self.files = try unsafe Reading.messages(c.pointee.n_files, c.pointee.files, "files")
    }
    if unsafe c.pointee.configuration.len > 0 { self.configuration = unsafe Reading.bytes(c.pointee.configuration) }
    self.configurationIndex = unsafe c.pointee.configuration_index
    if unsafe c.pointee.archive.len > 0 { self.archive = unsafe Reading.bytes(c.pointee.archive) }
    self.size = unsafe c.pointee.size
    if unsafe c.pointee.token.len > 0 { self.token = try unsafe Reading.text(c.pointee.token, "token") }
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__save_snapshot_response__header__init(c)
    unsafe c.pointee.index = index
    unsafe c.pointee.term = term
    if !cluster.isEmpty {
      unsafe c.pointee.cluster = Writing.bytes(cluster)
    }
    if !version.isEmpty {
      unsafe c.pointee.version = Writing.bytes(version)
    }
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
    if !digest.isEmpty {
      unsafe c.pointee.digest = Writing.bytes(digest)
    }
    if !files.isEmpty {
      unsafe c.pointee.n_files = files.count
      unsafe c.pointee.files = Writing.messages(files)
    }
    if !configuration.isEmpty {
      unsafe c.pointee.configuration = Writing.bytes(configuration)
    }
    unsafe c.pointee.configuration_index = configurationIndex
    if !archive.isEmpty {
      unsafe c.pointee.archive = Writing.bytes(archive)
    }
    unsafe c.pointee.size = size
    if !token.isEmpty {
      unsafe c.pointee.token = Writing.bytes(token)
    }
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("index", index)
    writer.field("term", term)
    writer.field("cluster", cluster)
    writer.field("version", version)
    writer.field("time", time)
    writer.field("digest", digest)
    writer.field("files", files)
    writer.field("configuration", configuration)
    writer.field("configurationIndex", configurationIndex)
    writer.field("archive", archive)
    writer.field("size", size)
    writer.field("token", token)
    writer.field("node", node)
    writer.endObject()
  }
}

extension SaveSnapshotResponse.Chunk: @unsafe Carried {
  typealias Carrier = Carillon__V1__SaveSnapshotResponse__Chunk
  public static var typeName: String { "carillon.v1.SaveSnapshotResponse.Chunk" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__save_snapshot_response__chunk()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.data.len > 0 { self.data = unsafe Reading.bytes(c.pointee.data) }
    self.crc32c = unsafe c.pointee.crc32c
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__save_snapshot_response__chunk__init(c)
    unsafe c.pointee.offset = offset
    if !data.isEmpty {
      unsafe c.pointee.data = Writing.bytes(data)
    }
    unsafe c.pointee.crc32c = crc32c
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("offset", offset)
    writer.field("data", data)
    writer.field("crc32c", crc32c)
    writer.endObject()
  }
}

extension DiagnoseRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DiagnoseRequest
  public static var typeName: String { "carillon.v1.DiagnoseRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__diagnose_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__diagnose_request__init(c)
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("node", node)
    writer.endObject()
  }
}

extension DiagnoseResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__DiagnoseResponse
  public static var typeName: String { "carillon.v1.DiagnoseResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__diagnose_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
    if unsafe c.pointee.check.len > 0 { self.check = try unsafe Reading.text(c.pointee.check, "check") }
    self.verdict = DiagnoseResponse.Verdict(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.verdict.rawValue))
    if unsafe c.pointee.finding.len > 0 { self.finding = try unsafe Reading.text(c.pointee.finding, "finding") }
    if unsafe c.pointee.remedy.len > 0 { self.remedy = try unsafe Reading.text(c.pointee.remedy, "remedy") }
    if unsafe c.pointee.measured != nil { self.measured = try unsafe Reading.timeout(c.pointee.measured, "measured") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__diagnose_response__init(c)
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
    if !check.isEmpty {
      unsafe c.pointee.check = Writing.bytes(check)
    }
    unsafe c.pointee.verdict = .init(rawValue: .init(truncatingIfNeeded: verdict.rawValue))
    if !finding.isEmpty {
      unsafe c.pointee.finding = Writing.bytes(finding)
    }
    if !remedy.isEmpty {
      unsafe c.pointee.remedy = Writing.bytes(remedy)
    }
    if let measured {
      unsafe c.pointee.measured = Writing.timeout(measured)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("node", node)
    writer.field("check", check)
    writer.field("verdict", verdict)
    writer.field("finding", finding)
    writer.field("remedy", remedy)
    writer.field("measured", measured)
    writer.endObject()
  }
}

extension SetLogLevelRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__SetLogLevelRequest
  public static var typeName: String { "carillon.v1.SetLogLevelRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__set_log_level_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.level.len > 0 { self.level = try unsafe Reading.text(c.pointee.level, "level") }
    if unsafe c.pointee.label.len > 0 { self.label = try unsafe Reading.text(c.pointee.label, "label") }
    if unsafe c.pointee.expires_after != nil { self.expiresAfter = try unsafe Reading.timeout(c.pointee.expires_after, "expires_after") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__set_log_level_request__init(c)
    if !level.isEmpty {
      unsafe c.pointee.level = Writing.bytes(level)
    }
    if !label.isEmpty {
      unsafe c.pointee.label = Writing.bytes(label)
    }
    if let expiresAfter {
      unsafe c.pointee.expires_after = Writing.timeout(expiresAfter)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("level", level)
    writer.field("label", label)
    writer.field("expiresAfter", expiresAfter)
    writer.endObject()
  }
}

extension CompactRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CompactRequest
  public static var typeName: String { "carillon.v1.CompactRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__compact_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__compact_request__init(c)
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("node", node)
    writer.endObject()
  }
}

extension CompactResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__CompactResponse
  public static var typeName: String { "carillon.v1.CompactResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__compact_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.bytesBefore = unsafe c.pointee.bytes_before
    self.bytesAfter = unsafe c.pointee.bytes_after
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__compact_response__init(c)
    unsafe c.pointee.bytes_before = bytesBefore
    unsafe c.pointee.bytes_after = bytesAfter
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("bytesBefore", bytesBefore)
    writer.field("bytesAfter", bytesAfter)
    writer.endObject()
  }
}
