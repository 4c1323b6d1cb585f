"""Makes foreign.txt: messages as Google's own library for Python (package `protobuf`) encodes them.

    protoc -Iproto -I/usr/include --python_out=DIR $(cd proto && find carillon google/rpc -name '*.proto') \
      google/api/http.proto google/api/annotations.proto
    PYTHONPATH=DIR python3 Tests/MessagesTests/Fixtures/make.py > Tests/MessagesTests/Fixtures/foreign.txt

One line for each type: full name, bytes in hex, canonical JSON. Bytes fields hold no valid JSON, so that both
sides show them as base64; sealed fields, which we never show, stay empty."""

import glob
import importlib
import json
import os
import random
import sys

from google.protobuf import descriptor as d
from google.protobuf import json_format

folder = next(path for path in sys.path if os.path.isdir(os.path.join(path, "carillon")))
modules = [
    importlib.import_module(os.path.relpath(path, folder)[:-3].replace("/", "."))
    for path in sorted(
        glob.glob(f"{folder}/carillon/**/*_pb2.py", recursive=True)
        + glob.glob(f"{folder}/google/rpc/*_pb2.py")
    )
]
options = importlib.import_module("carillon.v1.options_pb2")
WORDS = ["sync", "räck-b4", "vm.created", "日本", 'a "quoted" \\ word', "line\nbreak", "🔔", "x" * 40]
F = d.FieldDescriptor


def number(draw, bits, signed):
    size = draw.choice([1, 7, 8, 14, 31, bits - 1])
    value = draw.getrandbits(min(size, bits - 1 if signed else bits)) or 1
    return -value if signed and draw.random() < 0.3 else value


def scalar(field, draw):
    kind = field.cpp_type
    if kind == F.CPPTYPE_STRING:
        if field.type == F.TYPE_BYTES:
            return bytes([255]) + draw.randbytes(draw.randrange(12))
        return draw.choice(WORDS)
    if kind == F.CPPTYPE_BOOL:
        return True
    if kind == F.CPPTYPE_ENUM:
        return draw.choice([value.number for value in field.enum_type.values if value.number])
    bits = 32 if kind in (F.CPPTYPE_INT32, F.CPPTYPE_UINT32) else 64
    return number(draw, bits, kind in (F.CPPTYPE_INT32, F.CPPTYPE_INT64))


def fill(message, draw, depth):
    name = message.DESCRIPTOR.full_name
    if name == "google.protobuf.Timestamp":
        message.seconds = draw.randrange(1, 4_000_000_000)
        message.nanos = draw.choice([0, 500_000_000, 123_456_000, 7_000])
        return
    if name == "google.protobuf.Duration":
        sign = draw.choice([1, 1, -1])
        message.seconds = sign * draw.randrange(1, 1_000_000)
        message.nanos = sign * draw.choice([0, 250_000_000, 1_000])
        return
    if name == "google.protobuf.FieldMask":
        message.paths.extend(["job.retry", "max_attempts"])
        return
    taken = set()
    for field in message.DESCRIPTOR.fields:
        if field.GetOptions().Extensions[options.sealed] or draw.random() < 0.3:
            continue
        if field.containing_oneof:
            if field.containing_oneof.name in taken:
                continue
            if len(field.containing_oneof.fields) > 1 and draw.random() < 0.5:
                continue
            taken.add(field.containing_oneof.name)
        nested = field.message_type
        if nested and nested.GetOptions().map_entry:
            for key in draw.sample(WORDS, 2):
                getattr(message, field.name)[key] = draw.choice(WORDS)
        elif nested:
            if depth == 0 and not nested.full_name.startswith("google.protobuf"):
                continue
            if nested.full_name == "google.protobuf.Any":
                continue
            if field.label == F.LABEL_REPEATED:
                for _ in range(draw.randrange(1, 3)):
                    fill(getattr(message, field.name).add(), draw, depth - 1)
            else:
                getattr(message, field.name).SetInParent()
                fill(getattr(message, field.name), draw, depth - 1)
        elif field.label == F.LABEL_REPEATED:
            getattr(message, field.name).extend(scalar(field, draw) for _ in range(draw.randrange(1, 4)))
        else:
            setattr(message, field.name, scalar(field, draw))


def every(descriptor):
    yield descriptor
    for nested in descriptor.nested_types:
        if not nested.GetOptions().map_entry:
            yield from every(nested)


from google.protobuf import message_factory

for module in modules:
    for top in module.DESCRIPTOR.message_types_by_name.values():
        for descriptor in every(top):
            draw = random.Random(descriptor.full_name)
            message = message_factory.GetMessageClass(descriptor)()
            fill(message, draw, 1)
            shown = json.loads(json_format.MessageToJson(message))
            print(
                descriptor.full_name,
                message.SerializeToString(deterministic=True).hex() or "-",
                json.dumps(shown, separators=(",", ":"), ensure_ascii=False),
                sep="\t",
            )
