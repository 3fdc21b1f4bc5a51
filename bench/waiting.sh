#!/usr/bin/env bash
# A model that takes 200 ms, 200 items at once: how near the agent comes to the ideal of items × 0.2 s / 200. Warm: two
# sizes of run, and what the larger one takes longer.
# shellcheck source=lib/common.sh
. "$AUTOFORGE_ROOT/bench/lib/common.sh"

many=${BENCH_ITEMS:-20000}
few=$((many / 2))
mails "$WORK/few" "$few"
mails "$WORK/many" "$many"
standin model --latency-ms 200
model=$STANDIN
standin targets --honour-keys

# once NAME ITEMS
once() {
  spec "$WORK/$1.yaml" "$WORK/$1" "$model" 200 "{type: webhook, url: \"$STANDIN/hook/bench\", idempotent: true}"
  agent "$WORK/$1.log" "$WORK/$1.yaml" --once --state "$WORK/state-$1"
  finish
  run_of "$WORK/state-$1"
  [ "$DONE" = "$2" ] || { echo "$DONE items done of $2" >&2; return 1; }
  say "$2 items: $CPU s CPU, $SECONDS_OF_RUN s"
}

once few "$few"
first=$SECONDS_OF_RUN
cpu=$CPU
once many "$many"
share() { sum "100 * $1 * 0.2 / 200 / $2" 1; }
warm=$(share "$((many - few))" "$(sum "$SECONDS_OF_RUN - $first" 3)")
whole=$(share "$many" "$SECONDS_OF_RUN")
result "warm: share of the ideal ($((many - few)) items after $few)" "$warm % (load $(load))" "95 %" "$(holds "$warm >= 95")"
result "whole run of $many items: share of the ideal" "$whole %"
result "CPU an item once warm" "$(sum "($CPU - $cpu) * 1000 / ($many - $few)" 3) ms"
