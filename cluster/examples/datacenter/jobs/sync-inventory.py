#!/usr/bin/env python3
"""Compares the inventory with the one before and says what is new.

Both are files of this module (`inventory.csv`, `inventory.previous.csv`); the job's config may name
others: {"inventory": "/srv/export/today.csv", "previous": "/srv/export/yesterday.csv"}.
A payload of {"pace_ms": 20} makes it read a machine every 20 ms, as a slow source would.
Run it by hand with `python3 jobs/sync-inventory.py`: without a runtime it prints its events.
"""
import csv
import json
import os
import pathlib
import sys
import time

MODULE = pathlib.Path(__file__).resolve().parent.parent


def channel(variable):
    """The file that the runtime opened for us under this descriptor, or standard output."""
    return os.fdopen(int(os.environ[variable]), "w") if variable in os.environ else sys.stdout


def config():
    path = os.environ.get("CARILLON_CONFIG")
    text = pathlib.Path(path).read_text() if path else ""
    return json.loads(text) if text.strip() else {}


def payload():
    text = "" if sys.stdin.isatty() else sys.stdin.read()
    return json.loads(text) if text.strip() else {}


def read(path):
    with open(path, newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def main():
    settings = config()
    today = MODULE / settings.get("inventory", "inventory.csv")
    before = MODULE / settings.get("previous", "inventory.previous.csv")
    events = channel("CARILLON_EVENTS_FD")

    def emit(**line):
        print(json.dumps(line, separators=(",", ":")), file=events, flush=True)

    machines = read(today)
    print(f"reading {len(machines)} machines from {today.name}", flush=True)
    emit(progress=30, message=f"{len(machines)} machines")
    pace = (payload() or {}).get("pace_ms", 0) / 1000
    for number in range(1, len(machines) + 1 if pace else 0):
        time.sleep(pace)
        if number % 100 == 0:
            print(f"{number} of {len(machines)} looked at", flush=True)

    known = read(before)
    new = [m for m in machines.values() if m["id"] not in known]
    gone = [m for m in known.values() if m["id"] not in machines]
    changed = [m for m in machines.values() if m["id"] in known and m != known[m["id"]]]
    unchanged = len(machines) - len(new) - len(changed)
    print(f"{len(new)} new, {len(changed)} changed, {len(gone)} gone, {unchanged} unchanged",
          flush=True)
    emit(progress=70, message="compared")

    for machine in new:
        emit(name="vm.created", key=machine["id"], payload=machine)
    emit(name="inventory.synced", key=today.name, payload={
        "machines": len(machines), "new": len(new), "changed": len(changed), "gone": len(gone),
        "unchanged": unchanged})
    emit(progress=100, message="done")

    result = channel("CARILLON_RESULT_FD")
    print(json.dumps({"machines": len(machines), "new": len(new)}, separators=(",", ":")),
          file=result, flush=True)


try:
    main()
except (OSError, KeyError, ValueError) as error:
    sys.exit(f"cannot sync: {error}")
