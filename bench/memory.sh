#!/usr/bin/env bash
# Resident memory with the launcher's own flags: waiting for the next run, and while many items are worked off.
# shellcheck source=lib/common.sh
. "$AUTOFORGE_ROOT/bench/lib/common.sh"

items=${BENCH_ITEMS:-10000}
mails "$WORK/some" 50
mails "$WORK/many" "$items"
standin model
model=$STANDIN
standin targets --honour-keys
webhook="{type: webhook, url: \"$STANDIN/hook/bench\", idempotent: true}"

spec "$WORK/idle.yaml" "$WORK/some" "$model" 16 "$webhook"
sed -i 's/every: 60m/every: 1m/' "$WORK/idle.yaml"
agent "$WORK/idle.log" "$WORK/idle.yaml" --state "$WORK/idle"
first_run_over() {
  [ "$("$AUTOFORGE_ROOT/autoforge" journal --state "$WORK/idle" --json | sed -n 's/.*"done" : \([0-9]*\).*/\1/p' | head -n 1)" = 50 ]
}
wait_for 100 first_run_over
sleep 10
idle=$(memory "$AGENT" VmRSS)
say "idle after a run of 50 items: $idle MB"
result "resident 10 s after a run of 50 items, waiting for the next" "$idle MB" "< 150 MB" "$(holds "$idle < 150")"
kill "$AGENT"
wait "$WATCHED" || true

spec "$WORK/busy.yaml" "$WORK/many" "$model" 200 "$webhook"
agent "$WORK/busy.log" "$WORK/busy.yaml" --once --state "$WORK/busy"
finish
say "full load, $items items: at most $PEAK MB"
result "most resident, $items items, 200 at once" "$PEAK MB (load $(load))" "< 350 MB" "$(holds "$PEAK < 350")"
