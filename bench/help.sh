#!/usr/bin/env bash
# How long help takes beside a bare .NET program that is published the same way: at most twice as long is the goal.
#   bench/help.sh [RUNS]      (31) needs the published file: dotnet build publish -p:Platforms=linux-x64
# Runs are interleaved, so that a busy moment meets all of them; what is printed are medians.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-31} hello=artifacts/hello/hello peerslot=${PEERSLOT_EXECUTABLE:-artifacts/linux-x64/peerslot}
[ -x $hello ] || dotnet publish bench/hello -v:quiet -nologo

measure() { local begin=${EPOCHREALTIME/[.,]/}; "$@" >/dev/null; echo $((${EPOCHREALTIME/[.,]/} - begin)); }
median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }
rm -f artifacts/hello/*.times
for ((i = 0; i < runs; i++)); do
  measure $hello >>artifacts/hello/hello.times
  measure $peerslot --help >>artifacts/hello/help.times
  measure $peerslot send --help >>artifacts/hello/send.times
done

base=$(median <artifacts/hello/hello.times)
report() { local time; time=$(median <"artifacts/hello/$2.times"); printf '%-22s %6d.%d ms   %d.%02d x\n' "$1" $((time / 1000)) $((time / 100 % 10)) $((time / base)) $((time * 100 / base % 100)); }
report "a bare hello" hello
report "peerslot --help" help
report "peerslot send --help" send
