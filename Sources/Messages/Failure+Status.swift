public import Units

/// A failure as `google.rpc.Status`, which travels in `grpc-status-details-bin`.
extension Failure {
  /// Of every `ErrorInfo` of ours.
  public static let domain = "carillon"

  /// Code, message, then details: ErrorInfo, BadRequest, RetryInfo, Help, each where there is something
  /// to say.
  public var status: Google.Status {
    var details: [Google.AnyMessage] = [
      Failure.detail(
        Google.ErrorInfo(
          reason: reason.rawValue, domain: Failure.domain,
          metadata: metadata.map { Label($0.key, $0.value) }))
    ]
    if !violations.isEmpty {
      let violations = violations.map {
        Google.BadRequest.FieldViolation(field: $0.field, description: $0.description)
      }
      details.append(Failure.detail(Google.BadRequest(fieldViolations: violations)))
    }
    if let retryAfter {
      details.append(Failure.detail(Google.RetryInfo(retryDelay: retryAfter)))
    }
    if let hint {
      let link = Google.Help.Link(description: hint)
      details.append(Failure.detail(Google.Help(links: [link])))
    }
    return Google.Status(code: Int32(code.rawValue), message: message, details: details)
  }

  /// The bytes of `grpc-status-details-bin`.
  public var statusDetails: Bytes { status.encoded() }

  /// What a peer said. What is not understood is left out: a foreign reason becomes `INTERNAL` with the
  /// reason kept in the metadata under `reason`; a code out of range is `unknown`.
  public init(_ status: Google.Status) {
    let code = UInt8(exactly: status.code).flatMap(StatusCode.init(rawValue:)) ?? .unknown
    self.init(code, .internalError, status.message)
    for detail in status.details {
      let name = detail.typeUrl.split(separator: "/").last.map(String.init) ?? ""
      switch name {
      case Google.ErrorInfo.typeName:
        guard let info = try? Google.ErrorInfo(decoding: detail.value) else { continue }
        metadata = info.metadata.map { Entry($0.key, $0.value) }
        if info.domain == Failure.domain, let known = Reason(rawValue: info.reason) {
          reason = known
        } else {
          metadata.append(Entry("reason", info.reason))
        }
      case Google.BadRequest.typeName:
        guard let request = try? Google.BadRequest(decoding: detail.value) else { continue }
        violations = request.fieldViolations.map {
          FieldViolation(field: $0.field, description: $0.description)
        }
      case Google.RetryInfo.typeName:
        retryAfter = (try? Google.RetryInfo(decoding: detail.value))?.retryDelay
      case Google.Help.typeName:
        hint = (try? Google.Help(decoding: detail.value))?.links.first?.description
      default: continue
      }
    }
  }

  /// From `grpc-status`, `grpc-message` and, where it came and is well formed,
  /// `grpc-status-details-bin`.
  public init(code: StatusCode, message: String, details: Bytes?) {
    guard let details, let status = try? Google.Status(decoding: details) else {
      self.init(code, .internalError, message)
      return
    }
    self.init(status)
    // The trailer decides, whatever the details say.
    self.code = code
    if self.message.isEmpty { self.message = message }
  }

  private static func detail<Message: WireMessage>(_ message: Message) -> Google.AnyMessage {
    Google.AnyMessage(
      typeUrl: "type.googleapis.com/\(Message.typeName)", value: message.encoded())
  }
}
