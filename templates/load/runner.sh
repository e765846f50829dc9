#!/bin/sh
# Works through a schedule of trials, one after another, whether or not anybody watches. Started detached
# (see electron/engine/load/scripts/start.ts); needs no root and writes nothing outside the directory given
# as $1:
#
#   schedule               what to do; a line is, separated by tabs: index connections threads durationSec
#                          leadInSec deadlineSec url countersUrl|- kind(trial|warm) spread(0|1) bodyBytes
#                          most each fixed pin|-. Three are money: what the trial costs at most and in any
#                          case, in millionths of a dollar, and each request in billionths. The pin is the
#                          public key of a self-signed certificate, for the warm-up by curl. Indexes grow
#   budget                 optional: what all trials may cost, in millionths of a dollar
#   tool.sh                the load tool. Defines `tool`, its name; `tool_version`, which prints it on the
#                          first line; `tool_lead_in` and `tool_trial`, which exec the tool with $threads,
#                          $connections, $leadin or $duration (seconds) and $url, with $SLUICE_SPREAD=1 to
#                          all of its addresses, and as POST with $SLUICE_BODY_BYTES bytes where they are not
#                          0. A trial writes its result (JSON) to $SLUICE_RESULT and, while it runs, requests
#                          sent per second and thread to $SLUICE_LIVE (see trial.lua); with SLUICE_CODES=1 it
#                          counts status codes. SIGINT ends it early, with its result. `tool_requests FILE`
#                          prints how many requests a result counts, and `tool_met_status_errors FILE` tells
#                          whether it has answers with a status of 400 or above
#   counters.sh            optional: the origin's counters. Defines `read_counter URL`, which prints how
#                          many requests the origin has counted so far, or nothing
#   runner.pid $tool.pid   processes to signal; that of the tool is there only while it runs
#   stop                   made by others: no further trial is started (signal the tool, too, to end the
#                          running one)
#   last                   made by others: the index of the last trial that may begin; then the runner is done
#   journal                append-only: `leadin I MS`, `measuring I MS`, `finished I MS EXIT`, after status
#                          errors `diagnosing I MS`, `diagnosed I MS EXIT`; `warmed I MS HTTPSTATUS`, then
#                          `done`, `stopped`, or `capped` where the budget has no room for the next trial
#   trials/I/live          $SLUICE_LIVE
#   trials/I/result.b64    gzip + base64 of the JSON {$tool, meta}; complete once the journal says
#                          `finished I`
#   trials/I/diagnosis.b64 the same of the diagnosis; complete once the journal says `diagnosed I`
set -u
cd "$1" || exit 1
echo $$ > runner.pid
mkdir -p trials
: >> journal
tab=$(printf '\t')
read_counter() { :; }
. ./tool.sh
[ ! -f counters.sh ] || . ./counters.sh
generator=$(tool_version | head -n 1 | tr -cd 'A-Za-z0-9./+:~_ []-')

note() { printf '%s\n' "$*" >> journal; }

# Epoch milliseconds; whole seconds where date knows no %N (macOS).
now_ms() {
  now=$(date +%s%3N)
  case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
}

# Jiffies of all CPUs since boot: all, busy (with neither idle nor steal), steal. Empty where there is no
# /proc.
read_cpu() {
  cpu=
  [ -r /proc/stat ] || return 0
  read -r _ user nice system idle iowait irq softirq steal _ < /proc/stat
  busy=$((user + nice + system + irq + softirq))
  cpu="$((busy + idle + iowait + steal)) $busy $steal"
}

# Share of the CPUs between two readings, by column: 2 = busy, 3 = steal.
cpu_share() {
  [ -n "$cpu_before" ] || { echo null; return 0; }
  echo "$cpu_before $cpu_after" | awk -v at="$1" '
    { all = $4 - $1; if (all <= 0) print "null"; else printf "%.4f\n", ($(at + 3) - $at) / all }'
}

# Processor time of the programs that this shell has waited for, in seconds, into the variable `spent`.
read_spent() {
  times > times
  spent=$(awk 'NR == 2 {
    for (i = 1; i <= 2; i++) { split($i, part, "m"); all += part[1] * 60 + part[2] }
    printf "%.2f", all
  }' times)
}

# How many processors a process may use, for what it is started with may bind it to some of them.
count_cpus() {
  sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null | awk -F, '{
    for (i = 1; i <= NF; i++) { n = split($i, range, "-"); all += n == 2 ? range[2] - range[1] + 1 : 1 }
    print all
  }'
}

# What the origin has counted so far; null where it cannot be asked.
origin_count() {
  origin=
  [ "$1" = - ] || origin=$(read_counter "$1")
  origin=${origin:-null}
}

# Runs the function $4 of tool.sh for at most $1 seconds, leaves its exit code in `code` and what it printed
# in the file $3; makes the file $2 when the time was up. SIGINT lets the tool end early with its result.
run_tool() {
  limit=$1; overdue=$2; output=$3
  rm -f cpus
  "$4" > "$output" 2>&1 &
  running=$!
  echo "$running" > "$tool.pid"
  (
    trap 'kill "$nap" 2>/dev/null; exit 0' TERM
    sleep 0.5 & nap=$!; wait "$nap"
    count_cpus "$running" > cpus
    sleep "$limit" & nap=$!; wait "$nap"
    : > "$overdue"
    kill -INT "$running" 2>/dev/null
    sleep 2 & nap=$!; wait "$nap"
    kill -KILL "$running" 2>/dev/null
  ) > /dev/null 2>&1 &
  watcher=$!
  wait "$running"
  code=$?
  rm -f "$tool.pid"
  kill -TERM "$watcher" 2>/dev/null
  wait "$watcher" 2>/dev/null
}

# The same, and leaves the tool's processor time in `tool_cpu` (seconds) and the number of processors that it
# could use in `tool_cpus`. Not for a lead-in: reading them takes time before the trial.
run_counted() {
  read_spent; spent_before=$spent
  run_tool "$@"
  read_spent
  tool_cpu=$(awk -v before="$spent_before" -v after="$spent" 'BEGIN { printf "%.2f", after - before }')
  tool_cpus=
  [ ! -s cpus ] || read -r tool_cpus < cpus
}

# Packs the JSON file $2 with what is known of its trial into the file $1.
pack() {
  ended=itself
  [ ! -f "$trial/overdue" ] || ended=deadline
  [ ! -f stop ] || ended=stop
  # wrk prints what is wrong, and after it how it is used.
  printed=$(sed '/^Usage: /,$d' "$trial/output" | tail -c 400 | tr '\n' ' ' | tr -cd 'A-Za-z0-9./+:~_%(),= -')
  {
    printf '{"%s":' "$tool"
    if [ -f "$2" ]; then cat "$2"; else printf null; fi
    printf ',"meta":{"originBefore":%s,"originAfter":%s,' "$origin_before" "$origin_after"
    printf '"cpuBusy":%s,"cpuSteal":%s,' "$(cpu_share 2)" "$(cpu_share 3)"
    printf '"toolCpuSec":%s,"toolCpus":%s,' "$tool_cpu" "${tool_cpus:-null}"
    printf '"startedAtMs":%s,"finishedAtMs":%s,"exitCode":%s,' "$started" "$finished" "$code"
    printf '"ended":"%s","generator":"%s","output":"%s"}}\n' "$ended" "$generator" "$printed"
  } | gzip -c | base64 | tr -d '\n' > "$1.part"
  mv "$1.part" "$1"
}

measure() {
  trial=trials/$index
  mkdir -p "$trial"
  if [ "$leadin" != 0 ]; then
    now_ms; note "leadin $index $now"
    run_tool "$(( ${leadin%.*} + 10 ))" "$trial/leadin-overdue" /dev/null tool_lead_in
    [ ! -f stop ] || return 0
  fi
  origin_count "$counters_url"; origin_before=$origin
  read_cpu; cpu_before=$cpu
  now_ms; started=$now; note "measuring $index $now"
  SLUICE_RESULT=$trial/measured.json SLUICE_LIVE=$trial/live SLUICE_DURATION_SEC=$duration
  SLUICE_CONNECTIONS=$connections SLUICE_THREADS=$threads
  export SLUICE_RESULT SLUICE_LIVE SLUICE_CONNECTIONS SLUICE_THREADS SLUICE_DURATION_SEC
  run_counted "$deadline" "$trial/overdue" "$trial/output" tool_trial
  unset SLUICE_RESULT SLUICE_LIVE
  read_cpu; cpu_after=$cpu
  origin_count "$counters_url"; origin_after=$origin
  now_ms; finished=$now
  pack "$trial/result.b64" "$trial/measured.json"
  note "finished $index $finished $code"
}

# After a trial with status errors, drives its load for two seconds more and counts the codes: that costs the
# tool too much to be done while figures are taken.
diagnose() {
  [ ! -f stop ] && tool_met_status_errors "$trial/measured.json" || return 0
  rm -f "$trial/overdue"
  duration=2
  now_ms; started=$now; note "diagnosing $index $now"
  SLUICE_RESULT=$trial/codes.json SLUICE_DURATION_SEC=$duration SLUICE_CODES=1
  export SLUICE_RESULT SLUICE_DURATION_SEC SLUICE_CODES
  run_counted 17 "$trial/overdue" "$trial/output" tool_trial
  unset SLUICE_RESULT SLUICE_CODES
  origin_before=null origin_after=null cpu_before=
  now_ms; finished=$now
  pack "$trial/diagnosis.b64" "$trial/codes.json"
  note "diagnosed $index $finished $code"
}

# Whether the budget has room for all that the next trial can cost.
has_room() {
  [ ! -f budget ] || [ $((booked + most)) -le "$(cat budget)" ]
}

# Books what a trial has cost: its requests with those of the lead-in, which runs at the same rate, and of a
# diagnosis. A trial without a result may have cost all that it can.
book() {
  [ -f budget ] || return 0
  measured=$(tool_requests "$trial/measured.json")
  [ -n "$measured" ] || { booked=$((booked + most)); return 0; }
  lead=${leadin%.*}
  diagnosed=$(tool_requests "$trial/codes.json")
  requests=$((measured * (duration + lead) / duration + ${diagnosed:-0}))
  booked=$((booked + fixed + requests * each / 1000))
}

booked=0
outcome='done'
while IFS="$tab" read -r index connections threads duration leadin deadline url counters_url kind \
  spread body most each fixed pin <&3; do
  [ ! -f stop ] || break
  [ ! -f last ] || [ "$index" -le "$(cat last)" ] || break
  SLUICE_SPREAD=$spread SLUICE_BODY_BYTES=$body
  export SLUICE_SPREAD SLUICE_BODY_BYTES
  if [ "$kind" = warm ]; then
    trust=
    [ "$pin" = - ] || trust="-k --pinnedpubkey $pin"
    # shellcheck disable=SC2086
    http_status=$(curl -s $trust -o /dev/null -w '%{http_code}' --max-time "$deadline" "$url")
    now_ms; note "warmed $index $now ${http_status:-000}"
  else
    has_room || { outcome=capped; break; }
    planned=$duration
    measure
    diagnose
    duration=$planned
    book
  fi
done 3< schedule

[ ! -f stop ] || outcome=stopped
note "$outcome"
rm -f runner.pid
