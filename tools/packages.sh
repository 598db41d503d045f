#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# packages.sh SECTION...: installs the Debian packages of those sections of packages.txt that are missing.
# As root by apt-get, else by `sudo -n`, else prints the line to run and stops. PARLEY_INSTALL=0 never installs.
# A package whose name is a command that is there, from wherever, is not missing: others than Debian's hold npm.
set -eu
cd "$(dirname "$0")/.."

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "packages: this is no Debian; see packages.txt for what parley needs" >&2
  exit 0
fi

wanted=$(for section in "$@"; do
  awk -v section="[$section]" '
    { sub(/#.*/, "") }
    /^\[/ { inside = ($1 == section); next }
    inside && NF { print $1 }' packages.txt
done)

missing=
for package in $wanted; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || command -v "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "${PARLEY_INSTALL:-1}" = 0 ]; then
  echo "packages: not installed, since PARLEY_INSTALL=0:$missing" >&2
  exit 0
fi
if [ "$(id -u)" = 0 ]; then
  as_root=
elif sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "packages: missing; as root run: apt-get install -y --no-install-recommends$missing" >&2
  exit 1
fi

echo "packages: installing$missing"
install() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null
}
for attempt in 1 2 3; do
  $as_root apt-get update -qq </dev/null && install && exit 0
  echo "packages: attempt $attempt failed" >&2
  sleep 5
done
exit 1
