#!/usr/bin/env bash
# Our rows beside chafa's and timg's on the same pictures in one run, as a table in Markdown.
#   PEERSLOT_PICTURES=folder SCORE=path/to/score bench/pictures.sh path/to/peerslot [picture ...]
# Needs chafa, timg, time, python3-pil, python3-numpy, python3-scipy (Debian). RUNS: runs of which the median is printed, 5.
set -eu
peerslot=$1; shift
cd "$PEERSLOT_PICTURES"
[ $# -gt 0 ] || set -- photo640.jpg photo1920.jpg text.png lineart.png
out=$(mktemp) times=$(mktemp)
trap 'rm -f "$out" "$times"' EXIT

row() { # name picture columns rows command...
  local name=$1 picture=$2 columns=$3 rows=$4; shift 4
  : >"$times"
  for _ in $(seq "${RUNS:-5}"); do
    /usr/bin/env time -a -o "$times" -f '%e %M' "$@" "$picture" >"$out" </dev/null 2>/dev/null || { echo "| $picture | ${columns}x$rows | $name | failed |"; return; }
  done
  local ms mib
  ms=$(sort -n "$times" | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] * 1000 }')
  mib=$(awk '$2 > m { m = $2 } END { printf "%.0f", m / 1024 }' "$times")
  /usr/bin/python3 "$SCORE" --json "$out" "$columns" "$rows" "$picture" | /usr/bin/python3 -c '
import json, sys
s = json.load(sys.stdin)
print("| {} | {}x{} | {} | {} | {} | {} | {} | {} | {} | {} |".format(
    *sys.argv[1:5], sys.argv[5], sys.argv[6], s["bytes"], s["B/cell"], s["psnr"], s["ssim"], s["psnr_far"]))' \
    "$picture" "$columns" "$rows" "$name" "$ms" "$mib"
}

echo "| picture | cells | program | ms (median) | peak MiB | bytes | bytes a cell | PSNR | SSIM | psnr_far |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for picture in "$@"; do
  for size in 80x24 120x40 200x60; do
    c=${size%x*} r=${size#*x}
    ours=("$peerslot" show --size "$size")
    row "half" "$picture" "$c" "$r" "${ours[@]}" --mode half
    row "half, compact" "$picture" "$c" "$r" "${ours[@]}" --mode half --compact
    row "best" "$picture" "$c" "$r" "${ours[@]}" --mode best
    row "sextant" "$picture" "$c" "$r" "${ours[@]}" --mode sextant
    row "half, 256" "$picture" "$c" "$r" "${ours[@]}" --mode half --colors 256
    row "half, 256 dithered" "$picture" "$c" "$r" "${ours[@]}" --mode half --colors 256 --dither
    row "half, 16" "$picture" "$c" "$r" "${ours[@]}" --mode half --colors 16
    row "chafa half" "$picture" "$c" "$r" chafa -f symbols --symbols vhalf -c full --size "$size"
    row "chafa block -w 9" "$picture" "$c" "$r" chafa -f symbols --symbols block -w 9 -c full --size "$size"
    row "chafa half, 256" "$picture" "$c" "$r" chafa -f symbols --symbols vhalf -c 256 --size "$size"
    row "timg half" "$picture" "$c" "$r" timg -ph -b '#000000' -g "$size"
    row "timg half, 256" "$picture" "$c" "$r" timg -ph -b '#000000' --color8 -g "$size"
  done
done
