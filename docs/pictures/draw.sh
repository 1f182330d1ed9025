#!/usr/bin/env bash
# Draws the pictures of the README anew, from the program as it is: the published file that PEERSLOT_EXECUTABLE names, or the one that is built here.
set -eu
cd "$(dirname "$0")/../.."
PEERSLOT_SCREENS="$PWD/docs/pictures" dotnet test PeerSlot.Tests --filter ScreenPicturesTests
