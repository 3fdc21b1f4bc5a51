#!/usr/bin/env bash
# From the launcher's exec to the agent at work: its log says that it works with its version. Ten starts each, without
# and with the JDK's AOT cache, each with a new state folder.
# shellcheck source=lib/common.sh
. "$AUTOFORGE_ROOT/bench/lib/common.sh"

starts=${BENCH_STARTS:-10}
mails "$WORK/mails" 10
spec "$WORK/agent.yaml" "$WORK/mails" http://127.0.0.1:9 16 "{type: file, path: \"$WORK/out.jsonl\"}"
cache=$AUTOFORGE_ROOT/agent/target/autoforge.aot

# start NUMBER: seconds from exec to ready.
start() {
  local log=$WORK/start.log began
  : >"$log"
  began=$EPOCHREALTIME
  agent "$log" "$WORK/agent.yaml" --state "$WORK/state-$1"
  until grep -q 'works with version' "$log"; do
    kill -0 "$AGENT" || { cat "$log" >&2; return 1; }
    sleep 0.005
  done
  sum "$EPOCHREALTIME - $began" 3
  echo " $(cpu "$AGENT")"
  kill "$AGENT"
  wait "$WATCHED" || true
}

# series NAME AIM
series() {
  local i median most cpu
  for i in $(seq "$starts"); do start "$1-$i"; done >"$WORK/$1"
  median=$(sort -n "$WORK/$1" | awk '{ v[NR] = $1 } END { printf "%.2f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }')
  most=$(sort -n "$WORK/$1" | awk 'END { printf "%.2f", $1 }')
  cpu=$(awk '{ sum += $2 } END { printf "%.2f", sum / NR }' "$WORK/$1")
  say "$1: median $median s, most $most s, CPU $cpu s"
  result "$1: ready, median of $starts" "$median s (load $(load))" "< $2 s" "$(holds "$median < $2")"
  result "$1: ready, slowest of $starts" "$most s"
  result "$1: CPU until ready, mean" "$cpu s"
}

kept=
[ ! -f "$cache" ] || { mv "$cache" "$WORK/kept.aot"; kept=yes; }
series "without a cache" 1.5
if [ -n "$kept" ]; then
  mv "$WORK/kept.aot" "$cache"
elif ! "$AUTOFORGE_ROOT/scripts/aot" >&2; then
  result "with the AOT cache" "could not be trained" "< 1 s" no
  exit 0
fi
series "with the AOT cache" 1
