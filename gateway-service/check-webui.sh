#!/usr/bin/env bash
# The dashboard's own gates: format, types, lint, tests.
set -euo pipefail
cd "$(dirname "$0")/src/main/webui"
npm run format:check
npm run lint
npm run test
