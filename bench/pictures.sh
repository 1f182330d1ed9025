#!/usr/bin/env bash
# Our rows beside chafa's and timg's on the same pictures in one run, then means beside the goals, as tables in Markdown.
#   PEERSLOT_PICTURES=folder SCORE=path/to/score bench/pictures.sh path/to/peerslot [picture ...]
# Needs chafa, timg, time, python3-pil, python3-numpy, python3-scipy (Debian); dotnet for the figures in process, which are left out without it.
# RUNS: runs of which the least CPU time counts, 5. Some minutes on a quiet machine.
set -eu
exec /usr/bin/python3 "$(dirname "$0")/pictures.py" "$@"
