#!/usr/bin/env bash
# One file from one sender to several receivers on a simulated 100 Mbit/s switch: PeerSlot beside uftp, NORM and netcat, every program of a cell in
# turn, medians as a table in Markdown, with the goals beside them.
#   sudo LAB=/path/to/lab PEERSLOT=artifacts/linux-x64/peerslot bench/transfer.sh > bench/transfer.md
# LAB: the folder with lab.sh and programs.sh. Needs root, ip, tc, nft, ethtool, python3; uftp, nc (Debian: uftp, netcat-openbsd) and NORMX, the
# measuring tool built of LAB/normx.cpp (g++ -O2 -o normx normx.cpp -lnorm); a program that is not there has no row.
# Smaller: RUNS=1 SIZES="1 10" LOSSES="0 20" RECEIVERS=8 REPEATS=5 PROGRAMS="peerslot uftpfast". Rows of every run: RAW=file.csv.
set -u
: "${LAB:?LAB names the folder with lab.sh and programs.sh}"
here=$(cd "$(dirname "$0")/.." && pwd)
PEERSLOT=$(realpath "${PEERSLOT:-$here/artifacts/linux-x64/peerslot}") && export PEERSLOT
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export NORMX=${NORMX:-$LAB/normx}
. "$LAB/programs.sh"
RUNS=${RUNS:-5} SIZES=${SIZES:-1 10 100} LOSSES=${LOSSES:-0 5 20} RECEIVERS=${RECEIVERS:-8} REPEATS=${REPEATS:-50}
RAW=${RAW:-$work/rows.csv} ; : >"$RAW"

# The sender has been there before: its identity is made and the room's key is in its file. Measured is a picture, not a first start.
passphrase=$work/passphrase; echo "correct horse battery staple" >"$passphrase"; chmod 600 "$passphrase"
closed="--passphrase-file $passphrase"
P_sealed_R="$P_peerslot_R $closed" P_sealed_S="${P_peerslot_S/'$LAB_HOME'/$work/sealed} $closed"
P_peerslot_S=${P_peerslot_S/'$LAB_HOME'/$work/open}
"$PEERSLOT" peers --network memory --data-dir "$work/open" >/dev/null 2>&1
"$PEERSLOT" peers --network memory --data-dir "$work/sealed" $closed >/dev/null 2>&1

is_there() {
  case $1 in
    peerslot) [ -x "$PEERSLOT" ];;
    sealed) "$PEERSLOT" send --help 2>/dev/null | grep -q -- --passphrase-file;;
    uftp*) command -v uftp >/dev/null;;
    norm) [ -x "$NORMX" ];;
    nc) command -v nc >/dev/null;;
    *) false;;
  esac
}
programs=""; for p in ${PROGRAMS:-peerslot sealed uftpfast norm nc}; do is_there "$p" && programs="$programs $p"; done

run() { # program size loss
  local s=P_${1}_S r=P_${1}_R
  # Eight receivers that make their room's key at once need two seconds of two cores.
  SETTLE=$([ "$1" = sealed ] && echo 4 || echo 2) "$LAB/lab.sh" "$1" "${!s}" "${!r}" "$2" "$3" "$RECEIVERS" 2>>"$work/errors" </dev/null
}

for size in $SIZES; do for loss in $LOSSES; do for n in $(seq "$RUNS"); do for p in $programs; do
  # The whole grid takes about 25 minutes: what is not measured for its goals runs thrice, and 100 MiB of the others once.
  case $p in peerslot) most=5;; *) most=3;; esac
  if [ "$size" -ge 100 ]; then case $p in peerslot|sealed) most=3;; *) most=1;; esac; fi
  [ "$n" -gt "$most" ] && continue
  TMO=90 run "$p" "$size" "$loss" >>"$RAW"
done; done; done; done
both=$work/both.csv; : >"$both"
for p in peerslot sealed; do case " $programs " in *" $p "*)
  [ "$p" = peerslot ] && count=$REPEATS || count=$((REPEATS / 5))
  for n in $(seq "$count"); do SLOSS=20 run "$p" 1 20 >>"$both"; done;;
esac; done

python3 - "$RAW" "$both" "$RECEIVERS" "$RUNS" "$PEERSLOT" <<'PY'
import csv, statistics as st, subprocess, sys
raw, both, receivers, runs, peerslot = sys.argv[1:]
goals = {(1, 0): (.20, 1.07), (1, 5): (.24, 1.17), (1, 20): (.30, 1.45), (10, 0): (1.05, 1.065), (10, 5): (1.20, 1.16), (10, 20): (1.45, 1.42),
         (100, 0): (9.8, 1.065), (100, 5): (10.6, 1.16), (100, 20): (13.0, 1.42)}
names = {'peerslot': 'PeerSlot', 'sealed': 'PeerSlot, sealed', 'uftpfast': 'uftp, fast', 'norm': 'NORM', 'nc': 'nc (TCP)'}
def rows(path):
    for r in csv.reader(open(path)):
        if len(r) == 17:
            ok, n = map(int, r[14].split('/'))
            yield dict(name=r[0], size=round(int(r[1]) / 1048576), loss=int(float(r[2])), last=float(r[7]), tx=float(r[10]), rx=float(r[13]),
                       ok=ok, n=n, all=ok == n, cpu=float(r[15]), rcpu=float(r[16]))
data = list(rows(raw))
print(f"""# One picture to {receivers} machines

`bench/transfer.sh`, medians of {runs} runs (at most 3 of the others, of sealed rooms and of 100 MiB; of the others' 100 MiB 1). A simulated switch: network namespaces on a bridge, 100 Mbit/s
with real queues in both directions, random loss at each receiver, random pixels (nothing compresses). Time: from the start of the sender's process to the
last whole file. Wire: bytes on the sender's wire for each byte of the file. Back: bytes that came back to the sender, in percent of the file. Signatures
and receipts are on; the room's key is in its file. All machines share this computer's cores; CPU: seconds of all programs together, their starts included.

| size | loss | program | seconds | goal | wire | goal | back % | whole | CPU | |
|---|---|---|---|---|---|---|---|---|---|---|""")
cells = sorted({(d['size'], d['loss']) for d in data})
missed = 0
for cell in cells:
    here = [d for d in data if (d['size'], d['loss']) == cell]
    best = {}
    for name in names:
        mine = [d for d in here if d['name'] == name]
        if not mine: continue
        whole = [d for d in mine if d['all']]
        med = lambda k, of=None: st.median(d[k] for d in (of or mine))
        best[name] = med('last', whole) if whole else None
        got = f"{sum(d['ok'] for d in mine)}/{sum(d['n'] for d in mine)}"
        note, gt, gw = '', '', ''
        if name in ('peerslot', 'sealed') and cell in goals:
            t, w = goals[cell]
            if name == 'sealed' and best.get('peerslot'): t, w = max(t, 1.1 * best['peerslot']), w + .015
            gt, gw = f'{t:.2f}', f'{w:.3f}'
            bad = [x for x, b in (('time', best[name] is None or best[name] > t), ('wire', med('tx') > w), ('whole', len(whole) < len(mine)),
                                  ('back', cell[0] >= 10 and med('rx') > .005)) if b]
            missed += bool(bad); note = 'misses ' + ', '.join(bad) if bad else 'meets'
        elif best.get('peerslot') and best[name] and best[name] < best['peerslot']:
            note = 'faster than PeerSlot'; missed += 1
        seconds = f"{best[name]:.3f}" if best[name] else '-'
        print(f"| {cell[0]} MiB | {cell[1]} % | {names[name]} | {seconds} | {gt} | {med('tx'):.3f} | {gw} | {100 * med('rx'):.2f} | {got} | {med('cpu') + med('rcpu'):.1f} | {note} |")
again = list(rows(both))
for name in names:
    mine = [d for d in again if d['name'] == name]
    if mine:
        t = sorted(d['last'] for d in mine)
        print(f"\n1 MiB at 20 % loss in both directions, {names[name]}: whole everywhere in {sum(d['all'] for d in mine)} of {len(mine)} runs;"
              f" median {st.median(t):.3f} s, longest {t[-1]:.3f} s.")
print(f"\n{missed} rows miss a goal." if missed else "\nEvery row meets its goals.")
PY
