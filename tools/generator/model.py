"""What the descriptor set says, as objects."""

from wire import every, one, packed, parse, text

MESSAGE, ENUM, STRING, BYTES, BOOL = 11, 14, 9, 12, 8
REPEATED = 3
JSON_OPTION, SEALED_OPTION, ROLE_OPTION, HTTP_OPTION = 50002, 50001, 50003, 72295728


class Docs:
    def __init__(self, info):
        self.comments = {}
        for raw in every(parse(info), 1) if info else []:
            location = parse(raw)
            path = tuple(packed(one(location, 1, b"")))
            comment = text(location, 3) or text(location, 4)
            if comment:
                self.comments[path] = [line.strip() for line in comment.strip().split("\n")]

    def at(self, path):
        return self.comments.get(path, [])


class Field:
    def __init__(self, raw, docs):
        fields = parse(raw)
        self.name = text(fields, 1)
        self.number = one(fields, 3)
        self.label = one(fields, 4)
        self.type = one(fields, 5)
        self.type_name = text(fields, 6).lstrip(".")
        self.oneof = one(fields, 9)
        self.json_name = text(fields, 10)
        options = parse(one(fields, 8, b""))
        self.is_json = bool(one(options, JSON_OPTION, 0))
        self.is_sealed = bool(one(options, SEALED_OPTION, 0))
        self.docs = docs
        self.is_repeated = self.label == REPEATED


class Enum:
    def __init__(self, raw, parent, docs, path):
        fields = parse(raw)
        self.name = text(fields, 1)
        self.full_name = f"{parent}.{self.name}"
        self.docs = docs.at(path)
        self.values = []
        for place, value in enumerate(every(fields, 2)):
            value = parse(value)
            self.values.append((text(value, 1), one(value, 2, 0), docs.at(path + (2, place))))


class Message:
    def __init__(self, raw, parent, docs, path):
        fields = parse(raw)
        self.name = text(fields, 1)
        self.full_name = f"{parent}.{self.name}"
        self.docs = docs.at(path)
        self.fields = [
            Field(field, docs.at(path + (2, place)))
            for place, field in enumerate(every(fields, 2))
        ]
        self.messages = [
            Message(nested, self.full_name, docs, path + (3, place))
            for place, nested in enumerate(every(fields, 3))
        ]
        self.enums = [
            Enum(nested, self.full_name, docs, path + (4, place))
            for place, nested in enumerate(every(fields, 4))
        ]
        self.oneofs = [text(parse(oneof), 1) for oneof in every(fields, 8)]
        self.oneof_docs = [docs.at(path + (8, place)) for place in range(len(self.oneofs))]
        self.is_map_entry = bool(one(parse(one(fields, 7, b"")), 7, 0))

    def everything(self):
        yield self
        for nested in self.messages:
            yield from nested.everything()


class Route:
    VERBS = {2: "GET", 3: "PUT", 4: "POST", 5: "DELETE", 6: "PATCH"}

    def __init__(self, fields):
        self.verb, self.pattern = next(
            (Route.VERBS[number], value.decode())
            for number, _, value in fields
            if number in Route.VERBS
        )
        self.body = text(fields, 7)


class Method:
    def __init__(self, raw, service, docs):
        fields = parse(raw)
        self.name = text(fields, 1)
        self.path = f"/{service}/{self.name}"
        self.input = text(fields, 2).lstrip(".")
        self.output = text(fields, 3).lstrip(".")
        options = parse(one(fields, 4, b""))
        self.role = one(options, ROLE_OPTION, 0)
        self.client_streaming = bool(one(fields, 5, 0))
        self.server_streaming = bool(one(fields, 6, 0))
        self.docs = docs
        rule = one(options, HTTP_OPTION)
        self.routes = []
        if rule:
            rule = parse(rule)
            self.routes = [Route(rule)] + [Route(parse(extra)) for extra in every(rule, 11)]


class Service:
    def __init__(self, raw, package, docs, path):
        fields = parse(raw)
        self.name = text(fields, 1)
        self.full_name = f"{package}.{self.name}"
        self.docs = docs.at(path)
        self.methods = [
            Method(method, self.full_name, docs.at(path + (2, place)))
            for place, method in enumerate(every(fields, 2))
        ]


class File:
    def __init__(self, raw):
        fields = parse(raw)
        self.raw = raw
        self.name = text(fields, 1)
        self.package = text(fields, 2)
        self.dependencies = [name.decode() for name in every(fields, 3)]
        docs = Docs(one(fields, 9))
        self.messages = [
            Message(message, self.package, docs, (4, place))
            for place, message in enumerate(every(fields, 4))
        ]
        self.enums = [
            Enum(enum, self.package, docs, (5, place))
            for place, enum in enumerate(every(fields, 5))
        ]
        self.services = [
            Service(service, self.package, docs, (6, place))
            for place, service in enumerate(every(fields, 6))
        ]
        self.extensions = [
            f"{self.package}.{text(parse(extension), 1)}" for extension in every(fields, 7)
        ]

    def symbols(self):
        for message in self.messages:
            for nested in message.everything():
                yield nested.full_name
                for enum in nested.enums:
                    yield enum.full_name
        for enum in self.enums:
            yield enum.full_name
        for service in self.services:
            yield service.full_name
            for method in service.methods:
                yield f"{service.full_name}.{method.name}"
        yield from self.extensions


def files(descriptor_set):
    return [File(raw) for raw in every(parse(descriptor_set), 1)]
