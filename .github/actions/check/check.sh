#!/usr/bin/env bash
# Owns the step of GitHub Actions: installs offbox beside the repository, and checks it. PATHS, ARGS and PACKAGE are the action's inputs,
# ROOT is the repository of offbox.
set -euo pipefail
place=${RUNNER_TEMP:-$(mktemp -d)}/offbox
mkdir -p "$place"
if [[ -z ${PACKAGE:-} ]]; then
  (cd "$ROOT" && npm ci --no-audit --no-fund --silent >&2 && npm pack --silent --pack-destination "$place" >/dev/null)
  PACKAGE=$(ls "$place"/offbox-*.tgz)
fi
npm install --no-audit --no-fund --silent --prefix "$place" "$PACKAGE" >&2
# Inputs are words.
# shellcheck disable=SC2086
exec "$place/node_modules/.bin/offbox" check --format github ${ARGS:-} ${PATHS:-}
