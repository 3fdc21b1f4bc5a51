#!/usr/bin/env bash
# A real Dovecot, the model's stand-in at 0 ms, a webhook: how many mails a second, and how soon one that arrives while
# the agent listens is acted on. Where BENCH_PEERS names a folder with peers.sh and an installed n8n, n8n does the same
# in the same session. BENCH_ITEMS sets the number of mails.
# shellcheck source=lib/common.sh
. "$AUTOFORGE_ROOT/bench/lib/common.sh"
# shellcheck source=lib/dovecot.sh
. "$AUTOFORGE_ROOT/bench/lib/dovecot.sh"

items=${BENCH_ITEMS:-1000}
singles=20
export BOX_PASSWORD=box

# from_mailbox FILE PUSH SCHEDULE: the bench's spec, reading the mailbox.
from_mailbox() {
  spec "$1" "$WORK/none" "$model" 200 "{type: webhook, url: \"$target/hook/bench\", idempotent: true}"
  sed -i -e "s|^source: .*|source: {type: imap, host: 127.0.0.1, port: $IMAP_PORT, tls: none, push: $2, auth: {type: password, username: box@acme.example, password: \"\${BOX_PASSWORD}\"}}|" \
    -e "s|^schedule: .*|schedule: $3|" "$1"
}

# arrived: how many requests the target has had.
arrived() { curl -s "$target/_standin/stats" | sed -n 's/.*"effects" *: *\([0-9]*\).*/\1/p'; }

mails "$WORK/mails" "$items"
standin model
model=$STANDIN
standin targets --honour-keys
target=$STANDIN
dovecot_start
deliver "$WORK"/mails/*.eml

from_mailbox "$WORK/burst.yaml" false '{every: 60m, hours: "00:00-24:00", days: mon-sun, missed: skip}'
agent "$WORK/burst.log" "$WORK/burst.yaml" --once --state "$WORK/state-burst"
finish
run_of "$WORK/state-burst"
[ "$DONE" = "$items" ] || { echo "$DONE mails done of $items" >&2; exit 1; }
rate=$(sum "$items / $SECONDS_OF_RUN" 0)
say "$items mails: $CPU s CPU, $SECONDS_OF_RUN s, at most $PEAK MB"

n8n=
if [ -n "${BENCH_PEERS:-}" ]; then
  line=$(OUT="$WORK/peers.jsonl" bash "$BENCH_PEERS/peers.sh" n8n-imap "$items" 0 2>"$WORK/peers.err" | tail -n 1)
  say "$line"
  n8n=$(sed -n 's/.*"items_per_s":\([0-9.]*\).*/\1/p' <<<"$line")
  [ -n "$n8n" ] || { cat "$WORK/peers.err" >&2; echo "n8n gave no figure: $line" >&2; }
fi
if [ -n "$n8n" ]; then
  times=$(sum "$rate / $n8n" 1)
  result "$items mails from Dovecot to a webhook, items/s" "$rate; n8n in the same session $n8n: $times times" "≥ 10 times n8n" "$(holds "$times >= 10")"
else
  result "$items mails from Dovecot to a webhook, items/s" "$rate" "≥ 10 times n8n's" "n8n was not there"
fi
result "the same: CPU an item, start included" "$(sum "$CPU * 1000 / $items" 2) ms (load $(load))"
result "the same: most resident" "$PEAK MB"

from_mailbox "$WORK/push.yaml" true '{every: 15m, hours: "00:00-24:00", days: mon-sun, missed: skip}'
agent "$WORK/push.log" "$WORK/push.yaml" --state "$WORK/state-burst"
wait_for 60 grep -q "is listened to" "$AGENT_LOG"
sleep 3
waits=()
for file in $(find "$WORK/mails" -name '*.eml' | sort | head -n "$singles"); do
  sed "s/^Subject: /Subject: once more /" "$file" >"$WORK/single.eml"
  before=$(arrived)
  began=$(date +%s%N)
  deliver "$WORK/single.eml"
  until [ "$(arrived)" -gt "$before" ]; do sleep 0.01; done
  waits+=($((($(date +%s%N) - began) / 1000000)))
  sleep 0.5
done
kill "$AGENT"
wait "$WATCHED" || true
sorted=$(printf '%s\n' "${waits[@]}" | sort -n)
median=$(sed -n "$((singles / 2))p" <<<"$sorted")
worst=$(tail -n 1 <<<"$sorted")
result "a mail that arrives while the agent listens, until the webhook has it (of $singles)" "median $median ms, slowest $worst ms" "≤ 1000 ms" "$(holds "$worst <= 1000")"
