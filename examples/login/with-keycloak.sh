#!/usr/bin/env bash
# Starts a Keycloak on port 8180 with the realm of this example, then the page on port 8080. Ctrl-C ends both.
# Maven fetches Keycloak (177 MB, once). Its users and sessions last until target/keycloak is deleted.
set -euo pipefail
cd "$(dirname "$0")/../.."

mvn -q -B -ntp -pl examples/login dependency:unpack@unpack-keycloak
home=$(ls -d target/keycloak/keycloak-*/)
mkdir -p "$home/data/import"
cp examples/login/src/main/keycloak/realm.json "$home/data/import/realm.json"

"$home/bin/kc.sh" start-dev --http-host=127.0.0.1 --http-port=8180 --import-realm > target/keycloak/example.log 2>&1 &
keycloak=$!
trap 'pkill -P "$keycloak" || true; kill "$keycloak" 2>/dev/null || true' EXIT

echo "Keycloak starts; its output goes to target/keycloak/example.log"
until curl -fs -o target/keycloak/realm.txt http://127.0.0.1:8180/realms/cinema; do
  kill -0 "$keycloak" || { echo "Keycloak has ended, see target/keycloak/example.log" >&2; exit 1; }
  sleep 1
done

echo "Open http://127.0.0.1:8080 and log in as usher with password popcorn"
mvn -q -B -ntp -pl examples/login -am -DskipTests -Dissuer=keycloak process-classes exec:exec
