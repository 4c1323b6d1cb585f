"""Sources/CMessages: protoc-c's output, and the descriptor set as a C array.

protoc-c is given descriptors from which everything that Swift does not use was taken away (services,
options, comments), with two of its own options put in: no pack helpers, and strings as counted bytes, so
that a NUL inside a string is seen and not taken for its end."""

import os
import re
import subprocess

from model import STRING
from wire import LENGTH, VARINT, encoded, every, one, parse, text

# Neither carried nor answered as messages: only their descriptors are needed.
UNCARRIED = (
    "google/api/",
    "google/protobuf/descriptor.proto",
    "grpc/reflection/v1alpha/",
)
PROTOBUF_C = 1019
STRING_AS_BYTES = encoded([(PROTOBUF_C, LENGTH, encoded([(1, VARINT, 1)]))])
NO_PACK_HELPERS = encoded([(PROTOBUF_C, LENGTH, encoded([(2, VARINT, 0)]))])


def is_carried(name):
    return not name.startswith(UNCARRIED)


def plain_field(raw):
    fields = [field for field in parse(raw) if field[0] != 8]
    if one(fields, 5) == STRING:
        fields.append((8, LENGTH, STRING_AS_BYTES))
    return encoded(fields)


def plain_message(raw):
    fields = []
    for number, kind, value in parse(raw):
        if number == 2:
            value = plain_field(value)
        elif number == 3:
            value = plain_message(value)
        fields.append((number, kind, value))
    return encoded(fields)


def plain_file(raw):
    fields = []
    for number, kind, value in parse(raw):
        if number in (6, 7, 8, 9) or (number == 3 and not is_carried(value.decode())):
            continue
        fields.append((number, kind, plain_message(value) if number == 4 else value))
    return encoded(fields + [(8, LENGTH, NO_PACK_HELPERS)])


def make_carriers(files, folder):
    """Runs protoc-c; sources go beside `include/`."""
    carried = [file for file in files if is_carried(file.name)]
    descriptors = os.path.join(folder, "carriers.pb")
    with open(descriptors, "wb") as out:
        out.write(encoded([(1, LENGTH, plain_file(file.raw)) for file in carried]))
    raw = os.path.join(folder, "raw")
    os.makedirs(raw)
    subprocess.run(
        ["protoc-c", f"--descriptor_set_in={descriptors}", f"--c_out={raw}"]
        + [file.name for file in carried],
        check=True,
    )
    outputs, headers = {}, []
    for file in carried:
        stem = file.name.removesuffix(".proto") + ".pb-c"
        for suffix in (".h", ".c"):
            with open(os.path.join(raw, stem + suffix)) as source:
                content = source.read()
            place = f"include/{stem}.h" if suffix == ".h" else f"generated/{stem}.c"
            outputs[f"Sources/CMessages/{place}"] = content
        headers.append(stem + ".h")
    outputs["Sources/CMessages/include/accessors.h"] = accessors(headers, outputs)
    outputs["Sources/CMessages/include/CMessages.h"] = umbrella(headers + ["accessors.h"])
    return outputs


def umbrella(headers):
    lines = ["/* Made by tools/generate; do not edit. */", "#ifndef CMESSAGES_H", "#define CMESSAGES_H"]
    lines += ['#include "arena.h"', '#include "descriptors.h"']
    lines += [f'#include "{header}"' for header in headers]
    return "\n".join(lines + ["#endif", ""])


def accessors(headers, outputs):
    """Swift cannot name the address of a C constant; these can."""
    lines = ["/* Made by tools/generate; do not edit. */", "#ifndef CARILLON_ACCESSORS_H"]
    lines += ["#define CARILLON_ACCESSORS_H"] + [f'#include "{header}"' for header in headers]
    for descriptor in descriptor_of(outputs).values():
        prefix = descriptor.removesuffix("__descriptor")
        lines.append(
            f"static inline const ProtobufCMessageDescriptor *carillon_descriptor_of_{prefix}(void) "
            f"{{ return &{descriptor}; }}"
        )
    return "\n".join(lines + ["#endif", ""])


def members_of(outputs):
    """What the headers say: C struct name → its members' names, in order."""
    members = {}
    for name, content in outputs.items():
        if not name.endswith(".pb-c.h"):
            continue
        for found in re.finditer(r"^struct  (\w+)\n\{(.*?)^\};", content, re.M | re.S):
            body = re.sub(r"/\*.*?\*/", "", found.group(2), flags=re.S)
            members[found.group(1)] = set(re.findall(r"(\w+);", body))
    return members


def descriptor_of(outputs):
    """C struct name → its descriptor's name."""
    found = {}
    for name, content in outputs.items():
        if name.endswith(".pb-c.h"):
            for prefix, struct in re.findall(r"void\s+(\w+)__init\s*\(\s*(\w+)\s*\*message\)", content):
                found[struct] = f"{prefix}__descriptor"
    return found


def make_descriptors(files):
    """The descriptor set without comments, for reflection: bytes, files, symbols sorted by name."""
    data, places = bytearray(), []
    for file in files:
        raw = encoded([field for field in parse(file.raw) if field[0] != 9])
        places.append((file.name, len(data), len(raw)))
        data += raw
    order = {file.name: place for place, file in enumerate(files)}
    symbols = sorted(
        (symbol, order[file.name]) for file in files for symbol in file.symbols()
    )
    lines = ["/* Made by tools/generate; do not edit. */", '#include "descriptors.h"', ""]
    lines.append("const uint8_t carillon_descriptor_bytes[] = {")
    numbers = [str(byte) for byte in data]
    for start in range(0, len(numbers), 32):
        lines.append(",".join(numbers[start : start + 32]) + ",")
    lines += ["};", "", "static const uint16_t dependencies[] = {"]
    starts, count = [], 0
    for file in files:
        starts.append((count, len(file.dependencies)))
        count += len(file.dependencies)
        if file.dependencies:
            lines.append("".join(f"{order[name]}," for name in file.dependencies))
    lines += ["};", "", "const carillon_file carillon_files[] = {"]
    for (name, offset, size), (start, length) in zip(places, starts):
        lines.append(f'  {{"{name}", {offset}, {size}, dependencies + {start}, {length}}},')
    lines += ["};", f"const size_t carillon_file_count = {len(places)};", ""]
    lines.append("const carillon_symbol carillon_symbols[] = {")
    lines += [f'  {{"{symbol}", {file}}},' for symbol, file in symbols]
    lines += ["};", f"const size_t carillon_symbol_count = {len(symbols)};", ""]
    return {"Sources/CMessages/generated/descriptors.c": "\n".join(lines)}
