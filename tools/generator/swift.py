"""Sources/Messages/Generated: a value type for each message, its codec and its JSON."""

import names
from carriers import is_carried
from model import BOOL, BYTES, ENUM, MESSAGE, STRING

SCALARS = {3: "Int64", 4: "UInt64", 5: "Int32", 6: "UInt64", 7: "UInt32", 13: "UInt32", 15: "Int32",
           16: "Int64", 17: "Int32", 18: "Int64"}  # fmt: skip
# Estimated bytes over which a payload is kept apart from the value that holds it.
BOXED_OVER = 40
INDIRECT_OVER = 224
BOXED_FROM_NUMBER = 16

HEAD = "// Made by tools/generate from {}; do not edit.\n// swift-format-ignore-file\n"


class Generator:
    def __init__(self, files, members, descriptors):
        self.files = [file for file in files if is_carried(file.name)]
        self.members, self.descriptors = members, descriptors
        self.messages, self.enums, self.packages = {}, {}, {}
        for file in self.files:
            for enum in file.enums:
                self.enums[enum.full_name] = enum
                self.packages[enum.full_name] = file.package
            for top in file.messages:
                for message in top.everything():
                    self.messages[message.full_name] = message
                    self.packages[message.full_name] = file.package
                    for enum in message.enums:
                        self.enums[enum.full_name] = enum
                        self.packages[enum.full_name] = file.package
        self.sizes, self.reach = {}, {}

    # What things are.

    def type_of(self, name):
        return names.swift_type(name, self.packages[name])

    def reaches(self, name, seen):
        for field in self.messages[name].fields:
            if field.type == MESSAGE and field.type_name not in seen:
                seen.add(field.type_name)
                self.reaches(field.type_name, seen)
        return seen

    def is_recursive(self, name):
        if name not in self.reach:
            reached = self.reaches(name, set())
            self.reach[name] = any(other in self.reaches(other, set()) for other in reached | {name})
        return self.reach[name]

    def is_map(self, field):
        return (
            field.type == MESSAGE
            and field.is_repeated
            and self.messages[field.type_name].is_map_entry
        )

    def element(self, field):
        if field.type == STRING:
            return "String"
        if field.type == BYTES:
            return "Bytes"
        if field.type == BOOL:
            return "Bool"
        if field.type == ENUM:
            return self.type_of(field.type_name)
        if field.type == MESSAGE:
            if self.is_map(field):
                entry = self.messages[field.type_name]
                assert [part.type for part in entry.fields] == [STRING, STRING], field.type_name
                return "Label"
            return names.KNOWN.get(field.type_name) or self.type_of(field.type_name)
        return SCALARS[field.type]

    def is_known(self, field):
        return field.type == MESSAGE and field.type_name in names.KNOWN

    def size(self, name):
        """Estimated bytes of a message's value."""
        if name not in self.sizes:
            self.sizes[name] = 0
            self.sizes[name] = sum(size for _, size in self.stored(self.messages[name]))
        return self.sizes[name]

    def stored(self, message):
        widest = {}
        for field in message.fields:
            size = self.field_size(field)
            if field.oneof is None:
                yield field, size
            else:
                widest[field.oneof] = max(widest.get(field.oneof, 0), size + 1)
        for size in widest.values():
            yield None, min(size, INDIRECT_OVER)

    def field_size(self, field):
        if field.is_repeated or field.type == BYTES:
            return 8
        if field.type == STRING:
            return 16
        if self.is_known(field):
            return 8 if field.type_name.endswith("FieldMask") else 16
        if field.type == MESSAGE:
            if self.is_boxed(field):
                return 8
            return self.size(field.type_name) + 1
        return 8

    def is_boxed(self, field):
        return (
            field.type == MESSAGE
            and not field.is_repeated
            and not self.is_known(field)
            and field.oneof is None
            and field.number >= BOXED_FROM_NUMBER
            and self.size(field.type_name) > BOXED_OVER
        )

    def oneof_groups(self, message):
        """Index → its fields, where there are several; a single one is just optional."""
        groups = {}
        for field in message.fields:
            if field.oneof is not None:
                groups.setdefault(field.oneof, []).append(field)
        return {index: fields for index, fields in groups.items() if len(fields) > 1}

    def properties(self, message):
        """(name, Swift type, default, docs, field or oneof index), in order of declaration."""
        groups, done = self.oneof_groups(message), set()
        for field in message.fields:
            name = names.property_name(field.name)
            if field.oneof in groups:
                if field.oneof not in done:
                    done.add(field.oneof)
                    oneof = message.oneofs[field.oneof]
                    yield (
                        names.property_name(oneof), names.upper_camel(oneof) + "?", "nil",
                        message.oneof_docs[field.oneof], field.oneof,
                    )  # fmt: skip
                continue
            element = self.element(field)
            if field.is_repeated:
                yield name, f"[{element}]", "[]", field.docs, field
            elif element == "[String]":
                yield name, "[String]", "[]", field.docs, field
            elif field.oneof is not None or field.type == MESSAGE:
                yield name, f"{element}?", "nil", field.docs, field
            else:
                yield name, element, self.zero(field), field.docs, field

    def zero(self, field):
        return {STRING: '""', BYTES: "[]", BOOL: "false", ENUM: ".unspecified"}.get(
            field.type, "0"
        ) if field.type != ENUM else self.zero_case(field.type_name)

    def zero_case(self, name):
        enum = self.enums[name]
        return "." + names.case_name(enum, next(v for v, number, _ in enum.values if number == 0))

    # Files.

    def outputs(self):
        made = {}
        for file in self.files:
            body = self.file(file)
            if body:
                stem = file.name.removesuffix(".proto").split("/")
                place = names.SPACES.get(file.package) or ""
                if file.package.startswith("google.protobuf"):
                    place = "WellKnown"
                name = place + "".join(names.upper_camel(part) for part in stem[-1:])
                made[f"Sources/Messages/Generated/{name}.swift"] = body
        made["Sources/Messages/Generated/Registry.swift"] = self.registry()
        return made

    def file(self, file):
        space = names.SPACES[file.package]
        tops = [
            message
            for message in file.messages
            if message.full_name not in names.KNOWN and not message.is_map_entry
        ]
        lines = []
        types = []
        for enum in file.enums:
            types += self.enum(enum)
        for message in tops:
            renamed = names.RENAMED.get(message.full_name)
            types += self.message(message, renamed.split(".")[-1] if renamed else message.name) + [""]
        if not types:
            return None
        if space and file.name != "google/protobuf/empty.proto":
            lines += [f"extension {space} {{"] + indented(types) + ["}"]
        else:
            lines += types
        for message in tops:
            for nested in message.everything():
                if not nested.is_map_entry:
                    lines += [""] + self.codec(nested)
        imports = ["internal import CMessages", "internal import CProtobufC", "public import Units"]
        return HEAD.format(f"proto/{file.name}") + "\n".join(imports + [""] + lines) + "\n"

    def message(self, message, name):
        lines = documented(message.docs) + [f"public struct {name}: WireMessage {{"]
        inner = []
        for enum in message.enums:
            inner += self.enum(enum) + [""]
        for index, fields in self.oneof_groups(message).items():
            inner += self.oneof(message, index, fields) + [""]
        for nested in message.messages:
            if not nested.is_map_entry:
                inner += self.message(nested, nested.name) + [""]
        properties = list(self.properties(message))
        for label, kind, default, docs, source in properties:
            inner += documented(docs)
            if not isinstance(source, int) and self.is_boxed(source):
                plain = label.strip("`")
                inner += [
                    f"public var {label}: {kind} {{",
                    f"  get {{ {plain}Box?.value }}",
                    f"  set {{ {plain}Box = newValue.map {{ Box($0) }} }}",
                    "}",
                    f"private var {plain}Box: Box<{kind[:-1]}>?",
                ]
            else:
                inner += [f"public var {label}: {kind}" + ("" if default == "nil" else f" = {default}")]
        inner += [""]
        if properties:
            parameters = ", ".join(f"{label.strip('`') if label.strip('`') not in ('inout',) else label}: {kind} = {default}"
                                   for label, kind, default, _, _ in properties)  # fmt: skip
            inner += [f"public init({parameters}) {{"]
            inner += [f"  self.{label} = {label}" for label, kind, _, _, source in properties
                      if isinstance(source, int) or not self.is_boxed(source)]  # fmt: skip
            inner += [f"  self.{label.strip('`')}Box = {label}.map {{ Box($0) }}" for label, kind, _, _, source in properties
                      if not isinstance(source, int) and self.is_boxed(source)]  # fmt: skip
            inner += ["}", ""]
        inner += ["public init() {}"]
        return lines + indented(inner) + ["}"]

    def oneof(self, message, index, fields):
        lines = [f"public enum {names.upper_camel(message.oneofs[index])}: Hashable, Sendable {{"]
        for field in fields:
            indirect = (
                "indirect "
                if field.type == MESSAGE
                and not self.is_known(field)
                and self.size(field.type_name) > INDIRECT_OVER
                else ""
            )
            lines += indented(documented(field.docs))
            lines += [f"  {indirect}case {names.property_name(field.name)}({self.element(field)})"]
        return lines + ["}"]

    def enum(self, enum):
        cases = [(names.case_name(enum, value), value, number, docs) for value, number, docs in enum.values]
        lines = documented(enum.docs) + [f"public enum {enum.name}: WireEnum {{"]
        for case, _, _, docs in cases:
            lines += indented(documented(docs)) + [f"  case {case}"]
        lines += [
            "  /// A value that this version does not know; it survives as it is.",
            "  case unrecognized(Int32)",
            "",
            "  public init(rawValue: Int32) {",
            "    switch rawValue {",
        ]
        lines += [f"    case {number}: self = .{case}" for case, _, number, _ in cases]
        lines += ["    default: self = .unrecognized(rawValue)", "    }", "  }", ""]
        lines += ["  public var rawValue: Int32 {", "    switch self {"]
        lines += [f"    case .{case}: {number}" for case, _, number, _ in cases]
        lines += ["    case .unrecognized(let value): value", "    }", "  }", ""]
        lines += ["  public var protoName: String? {", "    switch self {"]
        lines += [f'    case .{case}: "{value}"' for case, value, _, _ in cases]
        lines += ["    case .unrecognized: nil", "    }", "  }", ""]
        listed = ", ".join(f".{case}" for case, _, _, _ in cases)
        lines += [f"  public static let allCases: [Self] = [{listed}]", "}"]
        return lines

    # The codec.

    def member(self, struct, name):
        members = self.members[struct]
        for spelled in (name.lower(), name, name.lower() + "_", name + "_"):
            if spelled in members:
                return spelled
        raise SystemExit(f"{struct} has no member for {name}: {sorted(members)}")

    def codec(self, message):
        swift, struct = self.type_of(message.full_name), names.c_type(message.full_name)
        descriptor = self.descriptors[struct]
        lines = [
            f"extension {swift}: @unsafe Carried {{",
            f"  typealias Carrier = {struct}",
            f'  public static var typeName: String {{ "{message.full_name}" }}',
        ]
        if self.is_recursive(message.full_name):
            lines += ["  static var mayNest: Bool { true }"]
        lines += [
            "  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {",
            f"    unsafe carillon_descriptor_of_{descriptor.removesuffix('__descriptor')}()",
            "  }",
            "",
            "  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {",
            "    self = try unsafe Codec.decoded(bytes, as: Self.self)",
            "  }",
            "",
            # As well, and not once for all in an extension of the protocol: there it would be called
            # by its witness, and the value copied and destroyed once more.
            "  public init(decoding bytes: Bytes) throws(Failure) {",
            "    self = try unsafe Codec.decoded(bytes[...], as: Self.self)",
            "  }",
            "",
            "  public func encoded() -> Bytes { unsafe Codec.encoded(self) }",
            "",
        ]
        lines += indented(self.decoder(message, struct)) + [""]
        lines += indented(self.encoder(message, struct)) + [""]
        lines += indented(self.json(message))
        return lines + ["}"]

    def decoder(self, message, struct):
        lines = []
        groups, done = self.oneof_groups(message), set()
        for field in message.fields:
            label = names.property_name(field.name)
            spelled = self.member(struct, field.name)
            if field.oneof is not None:
                case = f"c.pointee.{self.member(struct, message.oneofs[field.oneof] + '_case')}.rawValue"
                if field.oneof in groups:
                    if field.oneof in done:
                        continue
                    done.add(field.oneof)
                    oneof = names.property_name(message.oneofs[field.oneof])
                    lines += [f"switch unsafe {case} {{"]
                    for other in groups[field.oneof]:
                        inner = names.property_name(other.name)
                        lines += [
                            f"case {other.number}:",
                            *indented(self.read(other, self.member(struct, other.name),
                                                f"self.{oneof} = .{inner}(", ")")),
                        ]  # fmt: skip
                    lines += ["default: break", "}"]
                else:
                    lines += [f"if unsafe {case} == {field.number} {{"]
                    lines += indented(self.read(field, spelled, f"self.{label} = ", "")) + ["}"]
                continue
            lines += self.read(field, spelled, f"self.{label} = ", "")
        used = bool(lines)
        return [
            f"init(carrier {'c' if used else '_'}: UnsafePointer<Carrier>) throws(Trouble) {{",
            "  self.init()",
            *indented(lines),
            "}",
        ]

    def read(self, field, spelled, before, after):
        """Statements that set a property (or make a case) from a member."""
        path = f'"{field.name}"'
        member = f"c.pointee.{spelled}"
        element = self.element(field)
        if field.is_repeated:
            count = f"c.pointee.n_{spelled.rstrip('_')}"
            if self.is_map(field):
                return [
                    f"if unsafe {count} > 0 {{",
                    f"  {before}try unsafe Reading.labels({count}, {path}) {{ place in unsafe ({member}[place]?.pointee.key, {member}[place]?.pointee.value) }}{after}",
                    "}",
                ]
            kind = {STRING: "texts", BYTES: "blobs", MESSAGE: "messages", ENUM: "enums", BOOL: "bools"}.get(field.type, "numbers")
            if self.is_known(field):
                kind = {"Instant": "instants", "Timeout": "timeouts"}[element]
            if kind == "enums":
                return [f"if unsafe {count} > 0 {{",
                        f"  {before}unsafe Reading.enums({count}) {{ place in unsafe Int32(truncatingIfNeeded: {member}[place].rawValue) }}{after}", "}"]  # fmt: skip
            call = "" if kind in ("numbers", "bools") else "try "
            where = "" if kind in ("numbers", "bools") else f", {path}"
            return [
                f"if unsafe {count} > 0 {{",
                f"  {before}{call}unsafe Reading.{kind}({count}, {member}{where}){after}",
                "}",
            ]
        if field.type in (STRING, BYTES):
            read = (
                f"{before}try unsafe Reading.text({member}, {path}){after}"
                if field.type == STRING
                else f"{before}unsafe Reading.bytes({member}){after}"
            )
            # What is not there costs a look and no more.
            return [read] if field.oneof is not None else [f"if unsafe {member}.len > 0 {{ {read} }}"]
        if field.type == BOOL:
            return [f"{before}unsafe {member} != 0{after}"]
        if field.type == ENUM:
            return [f"{before}{element}(rawValue: Int32(truncatingIfNeeded: unsafe {member}.rawValue)){after}"]
        if field.type == MESSAGE:
            single = after == ")"
            if self.is_known(field):
                call = {"Instant": "instant", "Timeout": "timeout", "[String]": "mask"}[element]
                value = f"try unsafe Reading.{call}({member}, {path})"
                if single:
                    return [f"if let value = {value} {{ {before}value{after} }}"]
                if field.oneof is not None:
                    return [f"{before}{value}{after}"]
                return [f"if unsafe {member} != nil {{ {before}{value}{after} }}"]
            if single:
                return [f"{before}try unsafe Reading.message({member}, {path}) ?? {element}(){after}"]
            if field.oneof is None:
                return [f"if unsafe {member} != nil {{",
                        f"  {before}try unsafe Reading.message({member}, {path}){after}", "}"]  # fmt: skip
            return [f"{before}try unsafe Reading.message({member}, {path}){after}"]
        return [f"{before}unsafe {member}{after}"]

    def encoder(self, message, struct):
        descriptor = self.descriptors[struct].removesuffix("__descriptor")
        lines = [f"unsafe {descriptor}__init(c)"]
        groups, done = self.oneof_groups(message), set()
        for field in message.fields:
            label = names.property_name(field.name)
            spelled = self.member(struct, field.name)
            if field.oneof is not None:
                case = f"c.pointee.{self.member(struct, message.oneofs[field.oneof] + '_case')}"
                if field.oneof in groups:
                    if field.oneof in done:
                        continue
                    done.add(field.oneof)
                    oneof = names.property_name(message.oneofs[field.oneof])
                    lines += [f"switch {oneof} {{"]
                    for other in groups[field.oneof]:
                        lines += [
                            f"case .{names.property_name(other.name)}(let value):",
                            f"  unsafe {case} = .init(rawValue: {other.number})",
                            *indented(self.write(other, self.member(struct, other.name), "value")),
                        ]
                    lines += ["case nil: break", "}"]
                else:
                    lines += [f"if let {label} {{", f"  unsafe {case} = .init(rawValue: {field.number})"]
                    lines += indented(self.write(field, spelled, label)) + ["}"]
                continue
            if field.is_repeated:
                lines += self.write_all(field, spelled, label)
            elif self.is_known(field) and self.element(field) == "[String]":
                lines += [f"if !{label}.isEmpty {{", f"  unsafe c.pointee.{spelled} = Writing.mask({label})", "}"]
            elif field.type == MESSAGE:
                lines += [f"if let {label} {{"] + indented(self.write(field, spelled, label)) + ["}"]
            elif field.type in (STRING, BYTES):
                lines += [f"if !{label}.isEmpty {{"] + indented(self.write(field, spelled, label)) + ["}"]
            else:
                lines += self.write(field, spelled, label)
        return ["func fill(_ c: UnsafeMutablePointer<Carrier>) {"] + indented(lines) + ["}"]

    def write(self, field, spelled, value):
        member = f"c.pointee.{spelled}"
        if field.type in (STRING, BYTES):
            return [f"unsafe {member} = Writing.bytes({value})"]
        if field.type == BOOL:
            return [f"unsafe {member} = {value} ? 1 : 0"]
        if field.type == ENUM:
            return [f"unsafe {member} = .init(rawValue: .init(truncatingIfNeeded: {value}.rawValue))"]
        if field.type == MESSAGE:
            if self.is_known(field):
                call = {"Instant": "instant", "Timeout": "timeout", "[String]": "mask"}[self.element(field)]
                return [f"unsafe {member} = Writing.{call}({value})"]
            return [f"unsafe {member} = Writing.message({value})"]
        return [f"unsafe {member} = {value}"]

    def write_all(self, field, spelled, label):
        count = f"c.pointee.n_{spelled.rstrip('_')}"
        member = f"c.pointee.{spelled}"
        element = self.element(field)
        lines = [f"if !{label}.isEmpty {{", f"  unsafe {count} = {label}.count"]
        if self.is_map(field):
            entry = names.c_type(field.type_name)
            init = self.descriptors.get(entry)
            lines += [
                f"  unsafe {member} = Writing.labels({label}, {entry}.self) {{ entry, key, value in",
                f"    unsafe {init.removesuffix('__descriptor')}__init(entry)",
                "    unsafe entry.pointee.key = key",
                "    unsafe entry.pointee.value = value",
                "  }",
            ]
        elif field.type in (STRING, BYTES):
            lines += [f"  unsafe {member} = Writing.all({label})"]
        elif field.type == ENUM:
            lines += [f"  unsafe {member} = Writing.enums({label}) {{ .init(rawValue: .init(truncatingIfNeeded: $0)) }}"]
        elif field.type == MESSAGE and self.is_known(field):
            lines += [f"  unsafe {member} = Writing.{ {'Instant': 'instants', 'Timeout': 'timeouts'}[element] }({label})"]
        elif field.type == MESSAGE:
            lines += [f"  unsafe {member} = Writing.messages({label})"]
        else:
            lines += [f"  unsafe {member} = Writing.numbers({label})"]
        return lines + ["}"]

    # JSON.

    def json(self, message):
        lines = []
        groups, done = self.oneof_groups(message), set()
        content_type = "contentType" if any(f.name == "content_type" for f in message.fields) else None
        for field in message.fields:
            label = names.property_name(field.name)
            key = f'"{field.json_name}"'
            if field.oneof in groups:
                if field.oneof in done:
                    continue
                done.add(field.oneof)
                lines += [f"switch {names.property_name(message.oneofs[field.oneof])} {{"]
                for other in groups[field.oneof]:
                    lines += [
                        f"case .{names.property_name(other.name)}(let value):",
                        f'  writer.present("{other.json_name}", value)',
                    ]
                lines += ["case nil: break", "}"]
            elif field.oneof is not None:
                lines += [f"if let {label} {{ writer.present({key}, {label}) }}"]
            elif field.is_sealed:
                continue
            elif field.is_json:
                kind = "resultContentType" if field.name == "result" and any(
                    f.name == "result_content_type" for f in message.fields) else content_type  # fmt: skip
                fits = field.name in ("payload", "result") and kind
                lines += [f"writer.field({key}, json: {label}, contentType: {kind if fits else chr(34) * 2})"]
            elif self.is_known(field) and self.element(field) == "[String]":
                lines += [f"writer.field({key}, mask: {label})"]
            elif self.is_map(field):
                lines += [f"writer.field({key}, labels: {label})"]
            else:
                lines += [f"writer.field({key}, {label})"]
        return [
            f"public func write(to writer: inout JSONWriter) {{",
            "  writer.beginObject()",
            *indented(lines),
            "  writer.endObject()",
            "}",
        ]

    def registry(self):
        every = sorted(
            name
            for name, message in self.messages.items()
            if not message.is_map_entry and name not in names.KNOWN
        )
        lines = [HEAD.format("proto/"), "/// Every message, by its full name.", "public enum Registry {"]
        lines += ["  public static let messages: [any WireMessage.Type] = ["]
        lines += [f"    {self.type_of(name)}.self," for name in every]
        return "\n".join(lines + ["  ]", "}", ""])


def indented(lines):
    return [f"  {line}" if line else line for line in lines]


def documented(docs):
    return [f"/// {line}".rstrip() for line in docs]
