# nginx's stub_status, as runner.sh asks for it: `counters.sh` of a run. The third line holds the number of
# requests, this one included.
read_counter() {
  curl -s --max-time 5 "$1" | awk 'NR == 3 && $3 ~ /^[0-9]+$/ { print $3 }'
}
