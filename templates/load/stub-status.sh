# nginx's stub_status, as runner.sh asks for it: `counters.sh` of a run. The third line holds the number of
# requests, this one and that for the health checks included. Those of load balancers are taken off: nginx
# writes one line of two bytes for each of them.
read_counter() {
  checked=$(curl -s -f --max-time 5 "${1%/*}/health_checks" | wc -c)
  curl -s --max-time 5 "$1" | awk -v checked="$checked" 'NR == 3 && $3 ~ /^[0-9]+$/ { print $3 - checked / 2 }'
}
