#!/usr/bin/env bash
# Whether TCP lives beside a picture: an iperf3 stream of 20 s from the sender's own machine, during a send of 100 MiB to 8 over 100 Mbit/s.
#   sudo LAB=/path/to/lab PEERSLOT=artifacts/linux-x64/peerslot bench/fair.sh        SIZE=100 (MiB) RECEIVERS=8; half a minute; needs iperf3
set -eu
: "${LAB:?LAB names the folder with lab.sh}"
here=$(cd "$(dirname "$0")/.." && pwd)
PEERSLOT=$(realpath "${PEERSLOT:-$here/artifacts/linux-x64/peerslot}") WORK=$(mktemp -d); trap 'rm -rf "$WORK"' EXIT
export PEERSLOT WORK
"$PEERSLOT" peers --network memory --data-dir "$WORK/me" >/dev/null 2>&1 || true
TMO=120 "$LAB/lab.sh" fair \
  'iperf3 -c ${LAB_RECV_IPS%% *} -t 20 -J >$WORK/tcp 2>&1 & $PEERSLOT send $LAB_FILE --interface $LAB_IF --data-dir $WORK/me --wait 60; wait' \
  '[ $LAB_I = 1 ] && iperf3 -s -1 >/dev/null 2>&1 & $PEERSLOT receive --out $LAB_DIR --count 1 --timeout 120 --interface $LAB_IF --data-dir $LAB_HOME' \
  "${SIZE:-100}" 0 "${RECEIVERS:-8}" >"$WORK/row"
python3 - "$WORK" <<'PY'
import json, sys
tcp = json.load(open(sys.argv[1] + "/tcp"))["end"]["sum_received"]
row = open(sys.argv[1] + "/row").read().strip().split(",")
print(f"TCP beside a picture: {tcp['bits_per_second'] / 1e6:.1f} Mbit/s on average over {tcp['seconds']:.0f} s (goal 25); the picture's {int(row[1]) >> 20} MiB took {row[7]} s, {row[14]} got it")
PY
