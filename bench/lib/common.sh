# What the benches share; sourced. Needs Linux: CPU time and memory of a process are read from /proc.
# shellcheck shell=bash
set -euo pipefail

[ -r /proc/self/stat ] || { echo "needs /proc, which this system does not have" >&2; exit 1; }

WORK=$(mktemp -d "${TMPDIR:-/tmp}/autoforge-bench.XXXXXX")
PIDS=()
TICKS=$(getconf CLK_TCK)

cleanup() {
  local pid
  for pid in ${PIDS[@]+"${PIDS[@]}"}; do kill "$pid" 2>/dev/null || true; done
  wait
  [ -n "${BENCH_KEEP:-}" ] || rm -rf "$WORK"
}
trap cleanup EXIT

say() { printf '  %s (load %s)\n' "$*" "$(load)" >&2; }
load() { cut -d ' ' -f 1 /proc/loadavg; }
sum() { awk "BEGIN { printf \"%.${2:-2}f\", $1 }"; }
holds() { awk "BEGIN { print ($1) ? \"yes\" : \"no\" }"; }
result() { printf '%s\t%s\t%s\t%s\n' "$1" "$2" "${3:--}" "${4:--}"; }

# mails FOLDER COUNT: a folder of mail.
mails() { "$AUTOFORGE_JAVA" -XX:TieredStopAtLevel=1 "$AUTOFORGE_ROOT/bench/lib/Mails.java" "$1" "$2"; }

# wait_for SECONDS COMMAND...: until the command succeeds.
wait_for() {
  local left=$(($1 * 50))
  shift
  until "$@" 2>/dev/null; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || { echo "waited in vain for: $*" >&2; return 1; }
    sleep 0.02
  done
}

# standin model|targets OPTION...: starts one as another process; its address is in STANDIN then.
standin() {
  local out
  out=$(mktemp "$WORK/standin.XXXXXX")
  # They work long enough here for the optimizing compiler, which the launcher spares them.
  AUTOFORGE_JAVA_OPTS="-XX:TieredStopAtLevel=4 -Xmx512m" \
    "$AUTOFORGE_ROOT/autoforge" standin "$@" --port 0 >"$out" 2>"$out.err" </dev/null &
  PIDS+=("$!")
  wait_for 20 test -s "$out"
  STANDIN=$(head -n 1 "$out")
  STANDIN=${STANDIN%/}
}

# spec FILE MAILS MODEL-ADDRESS CONCURRENCY ACTION: an agent that asks Claude and does one action an item.
spec() {
  cat >"$1" <<END
autoforge: 1
name: bench
type: email-triage
timezone: Europe/Warsaw
model: {provider: anthropic, name: sonnet, apiKey: "\${BENCH_KEY}", baseUrl: "$3"}
prompt: {instructions: Put the message into the one category of the office that fits it.}
output: {fields: [{name: summary, type: text, maxLength: 300}]}
categories:
  - {id: invoice, description: Invoices and corrections to be booked., priority: 2, risk: low, actions: [act]}
  - {id: question, description: Questions about dates and documents., priority: 3, risk: low, actions: [act]}
  - {id: other, description: Whatever fits nothing else., priority: 4, risk: low, actions: [act]}
fallback: {category: other, below: 0, actions: [act]}
source: {type: folder, path: "$2"}
actions:
  act: $5
schedule: {every: 60m, hours: "00:00-24:00", days: mon-sun, missed: skip}
limits: {itemsPerRun: 100000, concurrency: $4, runTimeout: 30m}
log: {level: INFO}
END
}

# agent LOG SPEC ARGUMENT...: the agent in production, in the background; its process is AGENT.
agent() {
  AGENT_LOG=$1
  shift
  rm -f "$AGENT_LOG.pid"
  (
    TIMEFORMAT='%U %S'
    # shellcheck disable=SC2016 # expanded by the inner shell, which becomes the launcher and then the JVM
    time BENCH_KEY=sk-none sh -c 'echo $$ >"$0.pid"; exec "$@" >"$0" 2>&1 </dev/null' "$AGENT_LOG" \
      "$AUTOFORGE_ROOT/autoforge" run "$@" --mode production
  ) 2>"$AGENT_LOG.times" &
  WATCHED=$!
  wait_for 5 test -s "$AGENT_LOG.pid"
  AGENT=$(cat "$AGENT_LOG.pid")
  PIDS+=("$AGENT")
}

# finish: waits for the agent; sets CPU to the seconds it used, PEAK to the most MB it was resident with.
finish() {
  local now code=0
  PEAK=0
  while kill -0 "$AGENT" 2>/dev/null; do
    now=$(memory "$AGENT" VmHWM)
    PEAK=${now:-$PEAK}
    sleep 0.1
  done
  wait "$WATCHED" || code=$?
  CPU=$(awk 'END { printf "%.2f", $1 + $2 }' "$AGENT_LOG.times")
  [ "$code" -eq 0 ] || { tail -n 20 "$AGENT_LOG" >&2; echo "the agent ended with $code" >&2; return 1; }
}

# cpu PID: CPU seconds of a process so far.
cpu() { awk -v ticks="$TICKS" '{ sub(/.*\) /, ""); printf "%.2f", ($12 + $13) / ticks }' "/proc/$1/stat"; }

# memory PID VmRSS|VmHWM: MB.
memory() { awk -v what="$2:" '$1 == what { printf "%.0f", $2 / 1024 }' "/proc/$1/status" 2>/dev/null || true; }

# run_of STATE: sets DONE to the items done in the journal's last run, and SECONDS_OF_RUN to how long it took.
run_of() {
  local runs started ended
  runs=$("$AUTOFORGE_ROOT/autoforge" journal --state "$1" --json | sed -n '/^  "runs"/,/^  "due"/p')
  DONE=$(sed -n 's/.*"done" : \([0-9]*\).*/\1/p' <<<"$runs" | tail -n 1)
  started=$(sed -n 's/.*"started" : "\(.*\)".*/\1/p' <<<"$runs" | tail -n 1)
  ended=$(sed -n 's/.*"ended" : "\(.*\)".*/\1/p' <<<"$runs" | tail -n 1)
  SECONDS_OF_RUN=$(sum "$(date -d "$ended" +%s.%N) - $(date -d "$started" +%s.%N)" 3)
}
