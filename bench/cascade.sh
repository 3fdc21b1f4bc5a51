#!/usr/bin/env bash
# A cascade before a stand-in model that is right 92 % of the time, on the shared data sets: calls, accuracy, and what
# the local part claimed against what came true. Compiled from the tests' sources.
set -euo pipefail

tests=$AUTOFORGE_ROOT/agent/src/test/java
package=pl/automateforge/agent/decision/cascade
classes=$(mktemp -d "${TMPDIR:-/tmp}/autoforge-bench.XXXXXX")
trap 'rm -rf "$classes"' EXIT

"${AUTOFORGE_JAVA%java}javac" -nowarn -proc:none -d "$classes" -cp "$AUTOFORGE_CLASS_PATH" -sourcepath "$tests" \
  "$tests/$package/CascadeBench.java" >&2
cd "$AUTOFORGE_ROOT"
"$AUTOFORGE_JAVA" -Xmx1g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$AUTOFORGE_CLASS_PATH:$classes" "${package//\//.}.CascadeBench" |
  awk -F '|' '
    function trim(s) { gsub(/^ +| +$/, "", s); return s }
    function share(s) { s = trim(s); sub(/ %/, "", s); return s }
    NR > 2 && NF > 10 {
      of = trim($2) ", " trim($3); fewer = share($5); cascade = share($7); alone = share($8); claimed = share($9); real = share($10)
      main = trim($3) == "as a spec has it"
      printf "%s: fewer calls (estimated before)\t%s %% (%s %%)\t%s\t%s\n", of, fewer, share($6), main ? "≥ 60 %" : "-", main ? (fewer >= 60 ? "yes" : "no") : "-"
      printf "%s: right by the cascade, by the model alone\t%s %%, %s %%\t%s\t%s\n", of, cascade, alone, main ? "no less" : "-", main ? (cascade >= alone ? "yes" : "no") : "-"
      printf "%s: precision of the local part\t%s %%\t≥ %s %%\t%s\n", of, real, claimed, (real >= claimed ? "yes" : "no")
      if (share($12) != "-") printf "%s: texts of no category decided locally\t%s %%\t-\t-\n", of, share($12)
    }'
