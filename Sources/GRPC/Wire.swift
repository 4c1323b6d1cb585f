internal import HTTP2
internal import Units

/// Header blocks that every answer shares.
enum Wire {
  static let okHeaders = HeaderBlock([":status": "200", "content-type": "application/grpc"])
  static let gzipHeaders = HeaderBlock([
    ":status": "200", "content-type": "application/grpc", "grpc-encoding": "gzip",
    "grpc-accept-encoding": "identity,gzip",
  ])
  static let acceptEncoding = HeaderBlock(["grpc-accept-encoding": "identity,gzip"])
  private static let okTrailers = HeaderBlock(["grpc-status": "0"])

  static func trailers(_ status: Status, _ custom: Metadata, _ common: Metadata?) -> HeaderBlock {
    var block = okTrailers
    if !status.isOK || !status.message.isEmpty || !status.details.isEmpty {
      block = HeaderBlock()
      status.append(to: &block)
    }
    block.append(custom.block)
    if let common { block.append(common.block) }
    return block
  }
}
