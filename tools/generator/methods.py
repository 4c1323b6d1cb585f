"""Sources/Messages/Generated/Methods.swift: every method of every service."""

import names

ROLES = ["unspecified", "viewer", "operator", "publisher", "worker", "admin", "anyone"]


def methods(files):
    lines = [
        "// Made by tools/generate from proto/; do not edit.",
        "// swift-format-ignore-file",
        "",
        "/// Every method, by service: `Methods.ExecutionService.enqueue`.",
        "public enum Methods {",
    ]
    services = [
        (file, service)
        for file in files
        for service in file.services
        if file.package not in ("grpc.reflection.v1alpha",)
    ]
    alpha = [(f, s) for f in files for s in f.services if f.package == "grpc.reflection.v1alpha"]
    for file, service in services + alpha:
        name = service.name + ("Alpha" if file.package.endswith("v1alpha") else "")
        lines += [f"  /// `{service.full_name}`", f"  public enum {name} {{"]
        lines += [f'    public static let name = "{service.full_name}"', ""]
        for method in service.methods:
            lines += [f"    /// {line}".rstrip() for line in method.docs]
            routes = ", ".join(
                f'HTTPRoute(.{route.verb.lower()}, "{route.pattern}", body: "{route.body}")'
                for route in method.routes
            )
            lines += [
                f"    public static let {names.method_name(method.name)} = Method(",
                f'      path: "{method.path}", role: .{ROLES[method.role]},',
                f"      isClientStreaming: {str(method.client_streaming).lower()}, "
                f"isServerStreaming: {str(method.server_streaming).lower()},",
                f'      request: "{method.input}", response: "{method.output}", routes: [{routes}])',
            ]
        listed = ", ".join(names.method_name(method.name) for method in service.methods)
        lines += ["", f"    public static let all: [Method] = [{listed}]", "  }", ""]
    listed = " + ".join(
        f"{service.name}{'Alpha' if file.package.endswith('v1alpha') else ''}.all"
        for file, service in services + alpha
    )
    lines += ["  public static let all: [Method] = {", "    var all: [Method] = []"]
    for file, service in services + alpha:
        name = service.name + ("Alpha" if file.package.endswith("v1alpha") else "")
        lines += [f"    all += {name}.all"]
    lines += ["    return all", "  }()", "}", ""]
    return {"Sources/Messages/Generated/Methods.swift": "\n".join(lines)}
