"""The protobuf wire format, as far as descriptor sets need it."""

VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def parse(data):
    """A message's fields in order: (number, wire type, int or bytes)."""
    fields, at = [], 0
    while at < len(data):
        tag, at = varint(data, at)
        number, kind = tag >> 3, tag & 7
        if kind == VARINT:
            value, at = varint(data, at)
        elif kind == LENGTH:
            size, at = varint(data, at)
            value, at = bytes(data[at : at + size]), at + size
        else:
            size = {FIXED64: 8, FIXED32: 4}[kind]
            value, at = bytes(data[at : at + size]), at + size
        fields.append((number, kind, value))
    return fields


def encoded_varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def encoded(fields):
    out = bytearray()
    for number, kind, value in fields:
        out += encoded_varint(number << 3 | kind)
        if kind == VARINT:
            out += encoded_varint(value)
        elif kind == LENGTH:
            out += encoded_varint(len(value)) + value
        else:
            out += value
    return bytes(out)


def one(fields, number, default=None):
    """The last value of a field."""
    for found, _, value in reversed(fields):
        if found == number:
            return value
    return default


def every(fields, number):
    return [value for found, _, value in fields if found == number]


def text(fields, number):
    return one(fields, number, b"").decode()


def packed(data):
    values, at = [], 0
    while at < len(data):
        value, at = varint(data, at)
        values.append(value)
    return values
