/**
 * The environment variable by which the account's processes are known, whatever they do to their process
 * group.
 */
export const markerVariable = 'SLUICE_PRACTICE'

/**
 * A POSIX shell script, `$1` the marker's value. It reads `+GROUP` and `-GROUP` lines (process group ids);
 * when its input ends, the account is gone, be it by kill -9, and everything that it had started is killed:
 * the recorded groups (nginx overwrites its environment, and its workers outlive a killed master) and
 * whatever carries the marker (a detached runner leaves its group). It looks again until nothing is left,
 * as a process may have forked in between, for two seconds at most. It carries no marker itself.
 */
export const watchdogScript = `
groups=' '
while read -r line; do
  group=\${line#?}
  case $line in
    +*) groups="$groups$group " ;;
    -*) case $groups in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
  esac
done
marked() {
  if [ -r /proc/self/environ ]; then
    grep -lF "${markerVariable}=$1" /proc/[0-9]*/environ 2>/dev/null | while IFS=/ read -r _ _ pid _; do echo "$pid"; done
  else
    ps -axEww -o pid=,command= | while read -r pid rest; do
      case $rest in *"${markerVariable}=$1"*) echo "$pid" ;; esac
    done
  fi
}
round=0
while [ $round -lt 20 ]; do
  for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
  pids=$(marked "$1")
  for pid in $pids; do kill -s KILL "$pid" 2>/dev/null; done
  [ $round -gt 0 ] && [ -z "$pids" ] && exit 0
  sleep 0.1
  round=$((round + 1))
done
`
