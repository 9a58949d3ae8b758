#!/usr/bin/env bash
# Runs the component's tests against another Camel. The component is compiled with the Camel that
# it is built for, as its users get it; then the tests, compiled anew, run that code with the other.
# Usage: src/build/compatibility.sh CAMEL_VERSION [MAVEN_OPTION..], such as 4.14.1 -Djvm=/path/to/bin/java
set -euo pipefail
cd "$(dirname "$0")/../.."

camel=$1
shift
mvn -q -B -ntp -pl camel-mxauth-component -am process-classes
mvn -B -ntp -pl camel-mxauth-component -am test -Dcompatibility.camel="$camel" "$@"
