#!/usr/bin/env bash
# How soon a drawing of about 300 bytes is at 8 of 8 at 20 % loss: from the sender's "sending" to the last receiver's "received", by the "at" of the JSON events.
# The receivers keep running; each drawing is another picture, sent by a program that has just started.
#   sudo LAB=/path/to/lab PEERSLOT=artifacts/linux-x64/peerslot bench/drawing.sh        RUNS=100 RECEIVERS=8 LOSS=20, two minutes
set -eu
: "${LAB:?LAB names the folder with lab.sh}"
here=$(cd "$(dirname "$0")/.." && pwd)
PEERSLOT=$(realpath "${PEERSLOT:-$here/artifacts/linux-x64/peerslot}") RUNS=${RUNS:-100} WORK=$(mktemp -d); trap 'rm -rf "$WORK"' EXIT
export PEERSLOT RUNS WORK
python3 - "$RUNS" "$WORK" <<'PY'
import random, struct, sys, zlib
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
for run in range(int(sys.argv[1])):                       # 32 x 32 pixels of 16 colours, a few strokes: what Draw makes
    rows = [bytearray(16) for _ in range(32)]
    for _ in range(90): rows[random.randrange(32)][random.randrange(16)] = random.randrange(256)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    palette = bytes(random.randrange(256) for _ in range(48))
    with open(f"{sys.argv[2]}/d{run:03}.png", "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 32, 4, 3, 0, 0, 0)) + chunk(b"PLTE", palette) + chunk(b"IDAT", data) + chunk(b"IEND", b""))
PY
"$PEERSLOT" peers --network memory --data-dir "$WORK/me" >/dev/null 2>&1 || true
TMO=$((RUNS * 4 + 20)) GRACE=0 FILE=$WORK/d000.png "$LAB/lab.sh" drawing \
  'for d in $WORK/d*.png; do $PEERSLOT send $d --json --interface $LAB_IF --data-dir $WORK/me >$d.sent 2>>$WORK/errors; done' \
  '$PEERSLOT receive --out $LAB_DIR --json --interface $LAB_IF --data-dir $LAB_HOME >$WORK/r$LAB_I.received 2>>$WORK/errors' \
  0 "${LOSS:-20}" "${RECEIVERS:-8}" >"$WORK/row"
python3 - "$WORK" "${RECEIVERS:-8}" <<'PY'
import glob, json, os, statistics as st, sys
work, receivers = sys.argv[1], int(sys.argv[2])
def events(file, kind): return [e for e in map(json.loads, open(file)) if e["event"] == kind]
at = {}
for file in glob.glob(work + "/r*.received"):
    for e in events(file, "received"): at.setdefault(e["name"], []).append(e["at"])
times, sizes = [], []
for file in sorted(glob.glob(work + "/d*.png.sent")):
    name, began = os.path.basename(file)[:-5], events(file, "sending")
    sizes.append(os.path.getsize(file[:-5]))
    got = at.get(name, [])
    times.append((max(got) - began[0]["at"]) / 1000 if began and len(got) == receivers else float("inf"))
times.sort()
print(f"drawing of {st.median(sizes):.0f} bytes, {sum(t < float('inf') for t in times)} of {len(times)} at {receivers} of {receivers}: median {st.median(times):.1f} ms (goal 30), "
      f"99 of 100 {times[max(0, len(times) * 99 // 100 - 1)]:.1f} ms (goal 60), worst {times[-1]:.1f} ms")
PY
