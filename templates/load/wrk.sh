# wrk, as runner.sh drives it: `tool.sh` of a run.
tool=wrk

tool_version() { wrk -v 2>&1; }

tool_lead_in() {
  exec wrk -t "$threads" -c "$connections" -d "${leadin}s" --timeout 65s -s trial.lua "$url"
}

# trial.lua writes SLUICE_RESULT and SLUICE_LIVE, and reads SLUICE_CODES, SLUICE_SPREAD and
# SLUICE_BODY_BYTES; the last two hold for a lead-in, too.
tool_trial() {
  exec wrk -t "$threads" -c "$connections" -d "${duration}s" --timeout 65s --latency -s trial.lua "$url"
}

tool_requests() { sed -n 's/.*"requests":\([0-9][0-9]*\).*/\1/p' "$1" 2>/dev/null; }

tool_met_status_errors() { grep -q '"status":[1-9]' "$1" 2>/dev/null; }
