# wrk, as runner.sh drives it: `tool.sh` of a run.
tool=wrk

tool_version() { wrk -v 2>&1; }

tool_lead_in() {
  exec wrk -t "$threads" -c "$connections" -d "${leadin}s" --timeout 65s -s trial.lua "$url"
}

# trial.lua writes SLUICE_RESULT and SLUICE_LIVE.
tool_trial() {
  exec wrk -t "$threads" -c "$connections" -d "${duration}s" --timeout 65s --latency -s trial.lua "$url"
}
