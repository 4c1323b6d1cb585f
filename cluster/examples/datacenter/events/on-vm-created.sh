#!/bin/sh
# Writes a new machine down. On standard input is the event: {"event": …, "key": …, "payload": {…}}.
# Plain sh and sed: what a machine's name may hold is checked before it is printed again.
set -eu

event=$(tr -d '\n')
field() {
  printf '%s' "$event" | sed -n 's/.*"payload" *: *{[^}]*"'"$1"'" *: *"\([A-Za-z0-9._-]*\)".*/\1/p'
}
name=$(field name)
site=$(field site)
rack=$(field rack)
address=$(field address)
if [ -z "$name" ]; then
  echo "the event names no machine: payload.name is missing or not of letters, digits, . _ -" >&2
  exit 2
fi

echo "$name is new in $site, rack $rack, at $address"
printf '{"name":"cmdb.updated","key":"%s","payload":{"name":"%s","site":"%s","rack":"%s"}}\n' \
  "$name" "$name" "$site" "$rack" >&"${CARILLON_EVENTS_FD:-1}"
printf '{"written":"%s"}\n' "$name" >&"${CARILLON_RESULT_FD:-1}"
