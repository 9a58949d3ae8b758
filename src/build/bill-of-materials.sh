#!/usr/bin/env bash
# Prints what the published modules bring to their users, beside the versions that were accepted in
# bill-of-materials.txt, and fails where the two differ. Reads what the profile "release" has built.
# Usage: src/build/bill-of-materials.sh [accept], which writes the list instead
set -euo pipefail
cd "$(dirname "$0")/../.."

accepted=src/build/bill-of-materials.txt
modules=(camel-mxauth-component camel-mxauth-jdbc camel-mxauth-starter camel-mxauth-test camel-mxauth-sandbox)

built() {
  for module in "${modules[@]}"; do
    if [ ! -f "$module/target/bom.xml" ]; then
      echo "$module has no bill of materials: mvn -P release package -DskipTests" >&2
      return 1
    fi
    # Each component of the list, but not the module itself, which stands before the list.
    sed -n '/<components>/,/<\/components>/p' "$module/target/bom.xml" \
      | sed -n 's|.*<purl>pkg:maven/\([^/]*\)/\([^@]*\)@\([^?<]*\).*|\1:\2:\3|p' \
      | grep -v '^io\.mxauth:' \
      | sed "s|^|$module |" || true
  done | LC_ALL=C sort -u
}

now=$(mktemp)
trap 'rm -f "$now"' EXIT
built >"$now"
if [ ! -s "$now" ]; then
  echo "The bills of materials are empty" >&2
  exit 1
fi

if [ "${1:-}" = accept ]; then
  cp "$now" "$accepted"
  exit 0
fi

echo "Built                                      Accepted ($accepted)"
if ! diff --side-by-side --width=200 --expand-tabs "$now" "$accepted"; then
  echo "What the modules bring has changed. Look at each line above with <, > or |, then run" >&2
  echo "src/build/bill-of-materials.sh accept and commit the list" >&2
  exit 1
fi
