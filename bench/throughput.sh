#!/usr/bin/env bash
# End to end at 0 ms of model time: mails from a folder, asked of the model's stand-in, one action each. Model and
# target are other processes: the CPU time is the agent's alone, from its first instruction to its last.
# BENCH_ITEMS sets the larger number of items.
# shellcheck source=lib/common.sh
. "$AUTOFORGE_ROOT/bench/lib/common.sh"

many=${BENCH_ITEMS:-20000}
few=$((many / 2))
mails "$WORK/few" "$few"
mails "$WORK/many" "$many"
standin model
model=$STANDIN
standin targets --honour-keys
webhook="{type: webhook, url: \"$STANDIN/hook/bench\", idempotent: true}"

# once NAME MAILS ITEMS ACTION
once() {
  local state=$WORK/state-$1-$2
  spec "$WORK/$1-$2.yaml" "$WORK/$2" "$model" 200 "$4"
  # Another agent, and so other keys: the target would refuse the same key with other tokens in the body.
  sed -i "s/^name: .*/name: bench-$2/" "$WORK/$1-$2.yaml"
  agent "$WORK/$1-$2.log" "$WORK/$1-$2.yaml" --once --state "$state"
  finish
  run_of "$state"
  [ "$DONE" = "$3" ] || { echo "$DONE items done of $3" >&2; return 1; }
  say "$1, $3 items: $CPU s CPU, $SECONDS_OF_RUN s, at most $PEAK MB"
}

# way NAME ACTION
way() {
  local cpu_few each marginal rate
  once "$1" few "$few" "$2"
  cpu_few=$CPU
  each=$(sum "$CPU * 1000 / $few" 3)
  result "$1: CPU an item of $few, start and warming up included" "$each ms (load $(load))" "≤ 1.0 ms" "$(holds "$each <= 1")"
  once "$1" many "$many" "$2"
  each=$(sum "$CPU * 1000 / $many" 3)
  marginal=$(sum "($CPU - $cpu_few) * 1000 / ($many - $few)" 3)
  rate=$(sum "$many / $SECONDS_OF_RUN" 0)
  result "$1: CPU an item of $many, start and warming up included" "$each ms (load $(load))" "≤ 1.0 ms" "$(holds "$each <= 1")"
  result "$1: CPU an item once warm" "$marginal ms" "≤ 1.0 ms" "$(holds "$marginal <= 1")"
  result "$1: items/s of $many, stand-ins on the same cores" "$rate" "1000" "$(holds "$rate >= 1000")"
  result "$1: most resident at full load" "$PEAK MB" "< 350 MB" "$(holds "$PEAK < 350")"
}

way webhook "$webhook"
way file "{type: file, path: \"$WORK/out.jsonl\"}"
