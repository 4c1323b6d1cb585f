internal import GRPC
internal import Messages
internal import Node

/// `grpc.reflection.v1` and `v1alpha`, which differ in their package's name only: what a client that
/// has no .proto files asks for.
struct ReflectionService {
  let desk: Desk

  /// The alpha's path, for clients that know no other.
  static let alpha = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"

  func register(into router: inout Router) {
    for path in [Methods.ServerReflection.serverReflectionInfo.path, ReflectionService.alpha] {
      desk.node.serveStream(into: &router, path, .local) { call in
        call.onMessage { message in
          do throws(Failure) {
            let request = try Reflection.ServerReflectionRequest(decoding: message)
            call.send(ReflectionService.answer(request).encoded())
          } catch {
            call.fail(Status(error))
          }
        }
        call.onHalfClose { call.finish() }
        call.onCancel { _ in call.fail(Status(.cancelled)) }
      }
    }
  }

  static func answer(
    _ request: Reflection.ServerReflectionRequest
  ) -> Reflection.ServerReflectionResponse {
    var response = Reflection.ServerReflectionResponse()
    response.validHost = request.host
    response.originalRequest = request
    switch request.messageRequest {
    case .listServices:
      response.messageResponse = .listServicesResponse(
        Reflection.ListServiceResponse(
          service: Services.names.map { Reflection.ServiceResponse(name: $0) }))
    case .fileByFilename(let name):
      response.messageResponse = files(name, "file '\(name.prefix(80))'")
    case .fileContainingSymbol(let symbol):
      response.messageResponse = files(
        Descriptors.file(declaring: symbol), "symbol '\(symbol.prefix(80))'")
    case .fileContainingExtension, .allExtensionNumbersOfType:
      response.messageResponse = error(.unimplemented, "extensions are not looked up")
    case nil:
      response.messageResponse = error(.invalidArgument, "the request asks for nothing")
    }
    return response
  }

  private static func files(
    _ name: String?, _ what: String
  ) -> Reflection.ServerReflectionResponse.MessageResponse {
    let found = name.map { Descriptors.files(for: $0) } ?? []
    guard !found.isEmpty else { return error(.notFound, "there is no \(what)") }
    return .fileDescriptorResponse(
      Reflection.FileDescriptorResponse(fileDescriptorProto: found))
  }

  private static func error(
    _ code: StatusCode, _ message: String
  ) -> Reflection.ServerReflectionResponse.MessageResponse {
    .errorResponse(
      Reflection.ErrorResponse(errorCode: Int32(code.rawValue), errorMessage: message))
  }
}
