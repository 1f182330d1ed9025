#!/usr/bin/env bash
# The most memory that a sender and a receiver of 100 MiB have (VmHWM): 64 MiB and one picture is the goal.
#   sudo LAB=/path/to/lab PEERSLOT=artifacts/linux-x64/peerslot bench/memory.sh        SIZE=100 (MiB) LOSS=20; 20 s
set -eu
: "${LAB:?LAB names the folder with lab.sh}"
here=$(cd "$(dirname "$0")/.." && pwd)
PEERSLOT=$(realpath "${PEERSLOT:-$here/artifacts/linux-x64/peerslot}") SIZE=${SIZE:-100} WORK=$(mktemp -d); trap 'rm -rf "$WORK"' EXIT
export PEERSLOT WORK
# The last peak that was read before the program ended.
cat >"$WORK/watch" <<'SH'
"$@" & program=$!
while kill -0 $program 2>/dev/null; do grep -s VmHWM /proc/$program/status | tr -dc 0-9 >$WORK/now; [ -s $WORK/now ] && mv $WORK/now $WORK/$PEAK; sleep 0.05; done
wait $program
SH
TMO=120 "$LAB/lab.sh" memory \
  'PEAK=sender WORK=$WORK/s; mkdir -p $WORK; export PEAK WORK; bash ${WORK%/s}/watch $PEERSLOT send $LAB_FILE --interface $LAB_IF --data-dir $LAB_HOME --wait 60' \
  'PEAK=receiver WORK=$WORK/r; mkdir -p $WORK; export PEAK WORK; bash ${WORK%/r}/watch $PEERSLOT receive --out $LAB_DIR --count 1 --timeout 120 --interface $LAB_IF --data-dir $LAB_HOME' \
  "$SIZE" "${LOSS:-20}" 1 >"$WORK/row"
for side in s/sender r/receiver; do
  kib=$(cat "$WORK/$side")
  echo "memory of the ${side#*/}: $((kib / 1024)) MiB (goal $((SIZE + 64))), $(cut -d, -f15 "$WORK/row") got it"
done
