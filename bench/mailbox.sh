#!/usr/bin/env bash
# A real Dovecot, a model's stand-in at 0 ms, a webhook: how many mails a second, and how soon one that arrives while
# the agent listens is acted on. Where BENCH_PEERS names a folder with peers.sh and n8n is installed in PEERS, n8n gets
# the same mails, with the same stand-ins, in the same session. BENCH_ITEMS sets the number of mails.
# shellcheck source=lib/common.sh
. "$AUTOFORGE_ROOT/bench/lib/common.sh"
# shellcheck source=lib/dovecot.sh
. "$AUTOFORGE_ROOT/bench/lib/dovecot.sh"

# As it is run where speed counts: with the AOT cache, where there is one.
cache=without
[ -f "$AUTOFORGE_ROOT/agent/target/autoforge.aot" ] && cache=with
items=${BENCH_ITEMS:-1000}
singles=20
export BOX_PASSWORD=box

# from_mailbox FILE PUSH SCHEDULE: the bench's spec, reading the mailbox.
from_mailbox() {
  spec "$1" "$WORK/none" "$model" 200 "{type: webhook, url: \"$target/hook/bench\", idempotent: true}"
  sed -i -e "s|^source: .*|source: {type: imap, host: 127.0.0.1, port: $IMAP_PORT, tls: none, push: $2, auth: {type: password, username: box@acme.example, password: \"\${BOX_PASSWORD}\"}}|" \
    -e "s|^schedule: .*|schedule: $3|" "$1"
}

# field NAME: a number out of JSON.
field() { sed -n 's/.*"'"$1"'" *: *\([0-9.]*\).*/\1/p' | head -n 1; }

if [ -n "${BENCH_PEERS:-}" ]; then
  peers=${PEERS:?names the folder where n8n is installed}
  export PEERS
  bash "$BENCH_PEERS/peers.sh" data "$items" >&2
  mkdir -p "$WORK/mails"
  cp "$peers/data/$items/eml/"*.eml "$WORK/mails"
  node "$BENCH_PEERS/mock-anthropic.mjs" --port 28080 --labels "$peers/data/$items/labels.jsonl" >"$WORK/model.log" 2>&1 &
  PIDS+=("$!")
  node "$BENCH_PEERS/webhook-sink.mjs" --port 28081 >"$WORK/target.log" 2>&1 &
  PIDS+=("$!")
  model=http://127.0.0.1:28080
  target=http://127.0.0.1:28081
  wait_for 20 curl -sf "$target/_stats" -o "$WORK/stats"
  wait_for 20 curl -sf "$model/_stats" -o "$WORK/stats"
  arrived() { curl -s "$target/_stats" | field unique; }
  # From the first question to the last delivery, as the peers are measured.
  span() { sum "($(curl -s "$target/_stats" | field last_epoch_ms) - $(curl -s "$model/_stats" | field first_epoch_ms)) / 1000" 3; }
else
  mails "$WORK/mails" "$items"
  standin model
  model=$STANDIN
  standin targets --honour-keys
  target=$STANDIN
  arrived() { curl -s "$target/_standin/stats" | field effects; }
  # From the first to the last delivery.
  span() {
    curl -s "$target/_standin/records" | sed 's/"at" *: *"/\n@/g' | sed -n 's/^@\([^"]*\)".*/\1/p' | sort >"$WORK/times"
    sum "$(date -d "$(tail -n 1 "$WORK/times")" +%s.%N) - $(date -d "$(head -n 1 "$WORK/times")" +%s.%N)" 3
  }
fi

dovecot_start
deliver "$WORK"/mails/*.eml
from_mailbox "$WORK/burst.yaml" false '{every: 60m, hours: "00:00-24:00", days: mon-sun, missed: skip}'
agent "$WORK/burst.log" "$WORK/burst.yaml" --once --state "$WORK/state-burst"
finish
run_of "$WORK/state-burst"
[ "$DONE" = "$items" ] || { echo "$DONE mails done of $items" >&2; exit 1; }
span=$(span)
rate=$(sum "$items / $span" 0)
say "$items mails: $CPU s CPU, $SECONDS_OF_RUN s for the run, $span s between first question and last delivery, at most $PEAK MB"

n8n=
if [ -n "${BENCH_PEERS:-}" ]; then
  OUT="$WORK/peers.jsonl" bash "$BENCH_PEERS/peers.sh" n8n-imap "$items" 0 >"$WORK/peers.log" 2>&1 </dev/null || true
  line=$(tail -n 1 "$WORK/peers.jsonl" 2>/dev/null || true)
  say "$line"
  n8n=$(field items_per_s <<<"$line")
  [ -n "$n8n" ] || { tail -n 5 "$WORK/peers.log" >&2; echo "n8n gave no figure" >&2; }
fi
if [ -n "$n8n" ]; then
  times=$(sum "$rate / $n8n" 1)
  result "$items mails from Dovecot to a webhook, $cache the AOT cache, items/s" "$rate; n8n in the same session $n8n: $times times" "≥ 10 times n8n" "$(holds "$times >= 10")"
  result "n8n: CPU an item, its start not counted; most resident" "$(field cpu_ms_per_item <<<"$line") ms; $(field peak_rss_mib <<<"$line") MiB"
else
  result "$items mails from Dovecot to a webhook, $cache the AOT cache, items/s" "$rate" "≥ 10 times n8n's" "n8n was not there"
fi
result "the same run from its start to its end" "$SECONDS_OF_RUN s"
result "the same: CPU an item, the agent's start included" "$(sum "$CPU * 1000 / $items" 2) ms (load $(load))"
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
