"""Everything that is made from proto/. Run by tools/generate."""

import os
import subprocess
import sys
import tempfile

import carriers
import methods
import model
import names
import swift

ROOTS = ("carillon", "google", "grpc")
OWNED = ("Sources/CMessages/generated", "Sources/CMessages/include", "Sources/Messages/Generated")
BY_HAND = {
    "Sources/CMessages/include/arena.h",
    "Sources/CMessages/include/descriptors.h",
    "Sources/CMessages/include/module.modulemap",
}


def sources():
    found = []
    for root in ROOTS:
        for folder, _, files in os.walk(f"proto/{root}"):
            found += [
                os.path.relpath(os.path.join(folder, name), "proto")
                for name in files
                if name.endswith(".proto")
            ]
    return sorted(found)


def make():
    with tempfile.TemporaryDirectory() as folder:
        image = os.path.join(folder, "all.pb")
        subprocess.run(
            ["protoc", "-Iproto", "-I/usr/include", "--include_imports", "--include_source_info",
             f"--descriptor_set_out={image}"] + sources(),
            check=True,
        )  # fmt: skip
        with open(image, "rb") as source:
            files = model.files(source.read())
        outputs = carriers.make_carriers(files, folder)
    outputs.update(carriers.make_descriptors(files))
    members = carriers.members_of(outputs)
    descriptors = carriers.descriptor_of(outputs)
    outputs.update(swift.Generator(files, members, descriptors).outputs())
    outputs.update(methods.methods(files))
    return outputs


def present():
    """Files here that are this program's to write."""
    found = {}
    for owned in OWNED:
        for folder, _, files in os.walk(owned):
            for name in files:
                path = os.path.join(folder, name)
                if path not in BY_HAND:
                    with open(path) as source:
                        found[path] = source.read()
    return found


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: tools/generate [--check]", file=sys.stderr)
        return 64
    outputs, here = make(), present()
    stale = sorted(
        path for path in outputs.keys() | here.keys() if outputs.get(path) != here.get(path)
    )
    if arguments == ["--check"]:
        for path in stale:
            print(f"stale: {path}", file=sys.stderr)
        if stale:
            print("mend it with: tools/generate", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        if path in outputs:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as out:
                out.write(outputs[path])
        else:
            os.remove(path)
    print(f"{len(outputs)} files, {len(stale)} written")
    return 0


sys.exit(main(sys.argv[1:]))
