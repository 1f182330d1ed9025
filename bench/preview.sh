#!/usr/bin/env bash
# How soon a preview is on every screen: from the sender's "sending" to the last receiver's "preview", by the "at" of the JSON events.
# The receivers keep running; each picture is sent by a program that has just started.
#   sudo LAB=/path/to/lab PEERSLOT=artifacts/linux-x64/peerslot bench/preview.sh picture...        RATES="100mbit 1mbit" LOSSES="0 5 20" RUNS=5 RECEIVERS=8
set -eu
: "${LAB:?LAB names the folder with lab.sh}"
here=$(cd "$(dirname "$0")/.." && pwd)
PEERSLOT=$(realpath "${PEERSLOT:-$here/artifacts/linux-x64/peerslot}") RUNS=${RUNS:-5} RECEIVERS=${RECEIVERS:-8} WORK=$(mktemp -d); trap 'rm -rf "$WORK"' EXIT
export PEERSLOT RUNS WORK
"$PEERSLOT" peers --network memory --data-dir "$WORK/me" >/dev/null 2>&1 || true
for picture in "$@"; do
  for rate in ${RATES:-100mbit 1mbit}; do
    for loss in ${LOSSES:-0 5 20}; do
      rm -f "$WORK"/*.sent "$WORK"/*.received
      # A sender that is cut off has shown what is asked here; the next one begins once the line's queue is empty.
      RATE=$rate TMO=$((RUNS * 12 + 20)) GRACE=0 FILE=$picture "$LAB/lab.sh" preview \
        'for run in $(seq $RUNS); do timeout -s INT '"${PATIENCE:-2}"' $PEERSLOT send $LAB_FILE --json --interface $LAB_IF --data-dir $WORK/me >$WORK/$run.sent 2>>$WORK/errors; sleep 4; done' \
        '$PEERSLOT receive --out $LAB_DIR --json --interface $LAB_IF --data-dir $LAB_HOME >$WORK/r$LAB_I.received 2>>$WORK/errors' \
        0 "$loss" "$RECEIVERS" >"$WORK/row" 2>/dev/null
      python3 - "$WORK" "$RECEIVERS" "$(basename "$picture")" "$rate" "$loss" <<'PY'
import glob, json, math, sys
work, receivers, picture, rate, loss = sys.argv[1], int(sys.argv[2]), *sys.argv[3:]
def events(file, kind): return [e for e in map(json.loads, open(file)) if e["event"] == kind]
seen = {}                                     # a picture's first "preview" on each receiver
for file in glob.glob(work + "/r*.received"):
    for e in {e["id"]: e for e in reversed(events(file, "preview"))}.values(): seen.setdefault(e["id"], []).append(e["at"])
times = []
for file in glob.glob(work + "/*.sent"):
    began = events(file, "sending")[0]
    got = min((at for at in seen.values() if 0 <= min(at) - began["at"] < 2_000_000), key=min, default=[])
    times.append((max(got) - began["at"]) / 1000 if len(got) == receivers else math.inf)
times.sort()
print(f"{picture} {rate} {loss} %: preview on {receivers} of {receivers} after {', '.join(f'{t:.0f}' for t in times)} ms (goal 100)")
PY
    done
  done
done
