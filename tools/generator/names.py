"""How proto names read in Swift."""

import re

RESERVED = {
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
    "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return",
    "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "var", "where", "while", "Type", "Protocol",
}  # fmt: skip

# Package → the enum that its types live in; none for the public API.
SPACES = {
    "carillon.v1": "",
    "carillon.internal.v1": "Internal",
    "google.rpc": "Google",
    "google.protobuf": "Google",
    "grpc.health.v1": "Health",
    "grpc.reflection.v1": "Reflection",
}
# Types of their own in Swift: what the codec calls them.
KNOWN = {
    "google.protobuf.Timestamp": "Instant",
    "google.protobuf.Duration": "Timeout",
    "google.protobuf.FieldMask": "[String]",
}
RENAMED = {"google.protobuf.Any": "Google.AnyMessage", "google.protobuf.Empty": "Empty"}


def quoted(name):
    return f"`{name}`" if name in RESERVED else name


def lower_camel(name):
    first, *rest = [part for part in name.split("_") if part]
    return first.lower() + "".join(part[0].upper() + part[1:].lower() for part in rest)


def upper_camel(name):
    camel = lower_camel(name)
    return camel[0].upper() + camel[1:]


def property_name(field_name):
    return quoted(lower_camel(field_name))


def method_name(name):
    """`WhoAmI` → `whoAmI`."""
    return quoted(name[0].lower() + name[1:])


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def case_name(enum, value):
    prefix = snake(enum.name) + "_"
    stripped = value[len(prefix) :] if value.startswith(prefix) else value
    return quoted(lower_camel(stripped))


def space_of(package):
    return SPACES.get(package)


def swift_type(full_name, package):
    if full_name in RENAMED:
        return RENAMED[full_name]
    inner = full_name[len(package) + 1 :]
    space = SPACES[package]
    return f"{space}.{inner}" if space else inner


def c_type(full_name):
    """protoc-c's: `carillon.v1.WorkRequest.Beat` → `Carillon__V1__WorkRequest__Beat`."""
    return "__".join(camel_part(part) for part in full_name.split("."))


def camel_part(part):
    out, upper = "", True
    for letter in part:
        if letter == "_":
            upper = True
        else:
            out += letter.upper() if upper else letter
            upper = False
    return out
