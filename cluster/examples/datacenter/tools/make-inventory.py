#!/usr/bin/env python3
"""Writes the two inventories of this example: yesterday's and today's.

Deterministic: the same files every time. Of 405 machines two have gone, two have more memory, and
nine have come: 412.
"""
import csv
import hashlib
import pathlib

HERE = pathlib.Path(__file__).resolve().parent.parent
SITES = ["fra1", "ams2", "ber1"]
ROLES = [("web", 4, 8), ("app", 8, 32), ("db", 16, 128), ("cache", 4, 64), ("build", 16, 32),
         ("mon", 2, 8), ("log", 8, 16)]
SYSTEMS = ["debian-12", "debian-12", "debian-11", "ubuntu-24.04"]


def pick(text, choices):
    return choices[int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % len(choices)]


def machine(number, created):
    site = SITES[number % len(SITES)]
    role, cores, memory = pick(f"role {number}", ROLES)
    return {
        "id": f"vm-{1000 + number}",
        "name": f"{role}-{site}-{number:03d}",
        "site": site,
        "rack": "abcdef"[number % 6] + str(1 + number // 6 % 9),
        "address": f"10.{20 + number % 3}.{number // 200}.{1 + number % 200}",
        "cores": cores,
        "memory_gib": memory,
        "system": pick(f"system {number}", SYSTEMS),
        "created": created,
    }


def write(path, machines):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, machines[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(machines)


def main():
    old = [machine(n, f"2026-{1 + n % 9:02d}-{1 + n % 28:02d}") for n in range(405)]
    kept = [dict(m) for m in old if m["id"] not in ("vm-1117", "vm-1290")]
    for m in kept:
        if m["id"] in ("vm-1031", "vm-1208"):
            m["memory_gib"] *= 2
    new = [machine(n, "2026-11-24") for n in range(405, 414)]
    write(HERE / "inventory.previous.csv", old)
    write(HERE / "inventory.csv", kept + new)


main()
