#!/usr/bin/env bash
# Builds the dashboard into target/classes/META-INF/resources, when its sources are newer than its last build.
set -euo pipefail
cd "$(dirname "$0")"
readonly webui=src/main/webui
readonly page=target/classes/META-INF/resources/index.html

# What the page names must be there too: a page without its script is black, and nothing says why.
complete() {
  [[ -f $page ]] || return 1
  local asset
  for asset in $(grep -o 'assets/[^"]*' "$page"); do
    [[ -f ${page%/*}/$asset ]] || return 1
  done
}

if complete && [[ -z $(find "$webui" -path "$webui/node_modules" -prune -o -type f -newer "$page" -print -quit) ]]; then
  echo "The dashboard is up to date."
  exit 0
fi
if ! command -v npm > /dev/null; then
  echo "npm was not found: install Node.js 20.19 or newer to build the dashboard, or build with -Dskip.webui to leave it out." >&2
  exit 1
fi
cd "$webui"
if [[ ! -f node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  npm ci --no-audit --no-fund
fi
npm run build
