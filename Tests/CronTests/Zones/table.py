#!/usr/bin/env python3
"""Writes table.txt: what Python's zoneinfo says about the TZif files of this directory.

One line: zone, second since the epoch, offset in seconds, daylight (0 or 1), abbreviation.
Seconds are drawn from a fixed seed, and taken around every change of offset between 1970 and 2110.
"""
import pathlib
import random
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

here = pathlib.Path(__file__).parent
draw = random.Random(20270101)
lines = []
for file in sorted(here.glob("*.tzif")):
    name = file.stem.replace("-", "/", 1)
    with file.open("rb") as stream:
        zone = ZoneInfo.from_file(stream, name)

    def at(second):
        return datetime.fromtimestamp(second, timezone.utc).astimezone(zone)

    seconds = {draw.randrange(0, 4_417_977_600) for _ in range(60)}
    day, last = 0, at(0).utcoffset()
    changes = []
    while day < 4_417_977_600:
        now = at(day + 86_400).utcoffset()
        if now != last:
            low, high = day, day + 86_400
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if at(middle).utcoffset() == last else (low, middle)
            changes.append(high)
        day, last = day + 86_400, now
    for change in draw.sample(changes, min(20, len(changes))):
        seconds |= {change - 1, change}
    for second in sorted(seconds):
        wall = at(second)
        offset = int(wall.utcoffset().total_seconds())
        lines.append(f"{name} {second} {offset} {int(bool(wall.dst()))} {wall.tzname()}")
(here / "table.txt").write_text("\n".join(lines) + "\n")
