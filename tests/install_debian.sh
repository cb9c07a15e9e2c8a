#!/bin/sh
# What the tests need from Debian, when the machine lacks it: a browser for the pages, a compiler to kill at each write.
set -eu
missing=""
for tool in chromium gcc; do
    command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
[ -n "$missing" ] || exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing
