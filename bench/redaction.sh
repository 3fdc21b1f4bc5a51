#!/usr/bin/env bash
# Redaction with all kinds: processor time for a KB of office mail and of hostile text. Compiled from the tests' sources.
set -euo pipefail

tests=$AUTOFORGE_ROOT/agent/src/test/java
package=pl/automateforge/agent/privacy
classes=$(mktemp -d "${TMPDIR:-/tmp}/autoforge-bench.XXXXXX")
trap 'rm -rf "$classes"' EXIT

"${AUTOFORGE_JAVA%java}javac" -nowarn -proc:none -d "$classes" -cp "$AUTOFORGE_CLASS_PATH" -sourcepath "$tests" \
  "$tests/$package/RedactionBench.java" >&2
"$AUTOFORGE_JAVA" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$AUTOFORGE_CLASS_PATH:$classes" "${package//\//.}.RedactionBench" |
  awk -F '\t' '
    NF == 3 {
      aimed = $1 ~ /^business mail/
      printf "redaction, %s, a KB\t%s ms\t%s\t%s\n", $1, $3, aimed ? "≤ 0.1 ms" : "-", aimed ? ($3 + 0 <= 0.1 ? "yes" : "no") : "-"
    }'
