#!/usr/bin/env bash
# Builds a commit twice, in two folders, and compares every archive byte by byte.
# Usage: src/build/reproducible.sh [COMMIT], by default HEAD. What is not committed is not built.
set -euo pipefail
cd "$(dirname "$0")/../.."

commit=$(git rev-parse "${1:-HEAD}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
  mkdir -p "$work/$1"
  git archive "$commit" | tar -x -C "$work/$1"
  (cd "$work/$1" && mvn -q -B -ntp -P release package -DskipTests)
  (cd "$work/$1" && find . -path '*/target/*' \( -name 'camel-mxauth-*.jar' -o -name 'bom.*' -o -path './target/manual/*' \) \
    -type f -exec sha256sum {} + | sort -k 2) > "$work/$1.sums"
}

# Of different length, so that a path inside an archive would be seen.
build one
build another-one

if ! diff "$work/one.sums" "$work/another-one.sums"; then
  echo "Two builds of $commit differ in the files above" >&2
  exit 1
fi
[ -s "$work/one.sums" ] || { echo "Nothing was built" >&2; exit 1; }
cat "$work/one.sums"
echo "$(wc -l < "$work/one.sums") files are the same in two builds of $commit"
