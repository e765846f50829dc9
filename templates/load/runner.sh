#!/bin/sh
# Works through a schedule of trials, one after another, whether or not anybody watches. Started detached (see electron/engine/load/scripts.ts);
# needs no root and writes nothing outside the directory given as $1:
#
#   trial.lua schedule     what to do; a line of `schedule` is, separated by tabs:
#                          index connections threads durationSec leadInSec deadlineSec url statusUrl|- kind(trial|warm)
#   runner.pid wrk.pid     processes to signal; wrk.pid is there only while wrk runs
#   stop                   made by others: no further trial is started (signal wrk, too, to end the running one)
#   allowed                made by others: how many trials may begin in all; before the next it is waited for, a quarter of an hour at most
#   journal                append-only: `leadin I MS`, `measuring I MS`, `finished I MS EXIT`, `warmed I MS HTTPSTATUS`, then `stopped` or `done`
#   trials/I/live          requests sent per second and thread, while wrk runs
#   trials/I/result.b64    gzip + base64 of the JSON {wrk, meta}; complete once the journal says `finished I`
set -u
cd "$1" || exit 1
echo $$ > runner.pid
mkdir -p trials
: >> journal
tab=$(printf '\t')
generator=$(wrk -v 2>&1 | head -n 1 | tr -cd 'A-Za-z0-9./+:~_ -')

note() { printf '%s\n' "$*" >> journal; }

# Epoch milliseconds; whole seconds where date knows no %N (macOS).
now_ms() {
  now=$(date +%s%3N)
  case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
}

# Jiffies of all CPUs since boot: all, busy (with neither idle nor steal), steal. Empty where there is no /proc.
read_cpu() {
  cpu=
  [ -r /proc/stat ] || return 0
  read -r _ user nice system idle iowait irq softirq steal _ < /proc/stat
  cpu="$((user + nice + system + idle + iowait + irq + softirq + steal)) $((user + nice + system + irq + softirq)) $steal"
}

# Share of the CPUs between two readings, by column: 2 = busy, 3 = steal.
cpu_share() {
  [ -n "$cpu_before" ] || { echo null; return 0; }
  echo "$cpu_before $cpu_after" | awk -v at="$1" '{ all = $4 - $1; if (all <= 0) print "null"; else printf "%.4f\n", ($(at + 3) - $at) / all }'
}

# What the origin has counted so far, this question included; null where it cannot be asked.
origin_count() {
  origin=null
  [ "$1" != - ] || return 0
  origin=$(curl -s --max-time 5 "$1" | awk 'NR == 3 && $3 ~ /^[0-9]+$/ { print $3; found = 1 } END { if (!found) print "null" }')
}

# Runs wrk for at most $1 seconds and leaves its exit code in `code`. SIGINT lets wrk end early with full statistics.
run_wrk() {
  limit=$1; overdue=$2; output=$3; shift 3
  wrk "$@" > "$output" 2>&1 &
  wrk=$!
  echo "$wrk" > wrk.pid
  (
    trap 'kill "$nap" 2>/dev/null; exit 0' TERM
    sleep "$limit" & nap=$!; wait "$nap"
    : > "$overdue"
    kill -INT "$wrk" 2>/dev/null
    sleep 2 & nap=$!; wait "$nap"
    kill -KILL "$wrk" 2>/dev/null
  ) > /dev/null 2>&1 &
  watcher=$!
  wait "$wrk"
  code=$?
  rm -f wrk.pid
  kill -TERM "$watcher" 2>/dev/null
  wait "$watcher" 2>/dev/null
}

pack() {
  trial=$1
  ended=itself
  [ ! -f "$trial/overdue" ] || ended=deadline
  [ ! -f stop ] || ended=stop
  {
    printf '{"wrk":'
    if [ -f "$trial/wrk.json" ]; then cat "$trial/wrk.json"; else printf null; fi
    printf ',"meta":{"originBefore":%s,"originAfter":%s,"cpuBusy":%s,"cpuSteal":%s,' "$origin_before" "$origin_after" "$(cpu_share 2)" "$(cpu_share 3)"
    printf '"startedAtMs":%s,"finishedAtMs":%s,"exitCode":%s,"ended":"%s",' "$started" "$finished" "$code" "$ended"
    printf '"generator":"%s","output":"%s"}}\n' "$generator" "$(tail -c 400 "$trial/wrk.out" | tr '\n' ' ' | tr -cd 'A-Za-z0-9./+:~_%(),= -')"
  } | gzip -c | base64 | tr -d '\n' > "$trial/result.part"
  mv "$trial/result.part" "$trial/result.b64"
}

measure() {
  trial=trials/$index
  mkdir -p "$trial"
  if [ "$leadin" != 0 ]; then
    now_ms; note "leadin $index $now"
    run_wrk "$(( ${leadin%.*} + 10 ))" "$trial/leadin-overdue" /dev/null \
      -t "$threads" -c "$connections" -d "${leadin}s" --timeout 65s -s trial.lua "$url"
    [ ! -f stop ] || return 0
  fi
  origin_count "$status_url"; origin_before=$origin
  read_cpu; cpu_before=$cpu
  now_ms; started=$now; note "measuring $index $now"
  SLUICE_RESULT=$trial/wrk.json SLUICE_LIVE=$trial/live SLUICE_CONNECTIONS=$connections SLUICE_THREADS=$threads SLUICE_DURATION_SEC=$duration
  export SLUICE_RESULT SLUICE_LIVE SLUICE_CONNECTIONS SLUICE_THREADS SLUICE_DURATION_SEC
  run_wrk "$deadline" "$trial/overdue" "$trial/wrk.out" \
    -t "$threads" -c "$connections" -d "${duration}s" --timeout 65s --latency -s trial.lua "$url"
  unset SLUICE_RESULT SLUICE_LIVE
  read_cpu; cpu_after=$cpu
  origin_count "$status_url"; origin_after=$origin
  now_ms; finished=$now
  pack "$trial"
  note "finished $index $finished $code"
}

# Waits until one more trial may begin. Whoever has to say so may be gone: then nothing more costs money.
await_allowance() {
  waited=0
  while [ ! -f stop ] && [ -f allowed ] && [ "$begun" -ge "$(cat allowed)" ]; do
    [ "$waited" -lt 900 ] || : > stop
    sleep 1
    waited=$((waited + 1))
  done
  begun=$((begun + 1))
}

begun=0
while IFS="$tab" read -r index connections threads duration leadin deadline url status_url kind <&3; do
  [ ! -f stop ] || break
  if [ "$kind" = warm ]; then
    http_status=$(curl -s -o /dev/null -w '%{http_code}' --max-time "$deadline" "$url")
    now_ms; note "warmed $index $now ${http_status:-000}"
  else
    await_allowance
    [ ! -f stop ] || break
    measure
  fi
done 3< schedule

if [ -f stop ]; then note stopped; else note 'done'; fi
rm -f runner.pid
