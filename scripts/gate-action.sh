#!/usr/bin/env bash
# The step of action.yml that measures and judges: its inputs are environment variables, so that none of them
# is ever read as code.
set -u

lines() { # OPTION TEXT: adds the option once for each line that is not empty
  while IFS= read -r line; do
    if [ -n "${line//[[:space:]]/}" ]; then arguments+=("$1" "$line"); fi
  done <<<"$2"
}

mkdir -p "$FOLDER" || exit 2
rm -f "$FOLDER/run.json" "$FOLDER/report.html"
arguments=(run "$EXPERIMENT" --account "$ACCOUNT" --json "$FOLDER/run.json")
arguments+=(--junit "$FOLDER/gate.xml" --summary "$FOLDER/summary.md")
if [ -n "$ACCOUNT_ID" ]; then arguments+=(--account-id "$ACCOUNT_ID"); fi
if [ -n "$REGION" ]; then arguments+=(--region "$REGION"); fi
if [ "$STRICT" = true ]; then arguments+=(--strict); fi
lines --fail-if "$FAIL_IF"
lines --baseline "$BASELINE"
lines --beside "$BESIDE"
while IFS= read -r word; do
  if [ -n "$word" ]; then arguments+=("$word"); fi
done <<<"$ARGUMENTS"

node "$GITHUB_ACTION_PATH/bin/sluice.mjs" "${arguments[@]}"
code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
if [ -s "$FOLDER/run.json" ]; then
  node "$GITHUB_ACTION_PATH/bin/sluice.mjs" export last --format html >"$FOLDER/report.html"
fi
if [ -s "$FOLDER/summary.md" ]; then cat "$FOLDER/summary.md" >>"$GITHUB_STEP_SUMMARY"; fi
exit "$code"
