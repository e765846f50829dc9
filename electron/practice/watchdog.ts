import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { withoutOpenFiles } from '../platform/open-files.ts'

/** The environment variable that marks the account's processes, even those that leave their process group. */
export const markerVariable = 'SLUICE_PRACTICE'

/**
 * A POSIX shell script, `$1` the marker's value. It reads `+GROUP` and `-GROUP` lines (process group ids).
 * Its input ends when the account ends, even by kill -9. Then it kills all that the account has started: the
 * recorded groups (nginx overwrites its environment, and its workers outlive a killed master) and every
 * process with the marker (a detached runner leaves its group). A process may fork meanwhile, so it looks
 * again until none is left, for two seconds at most. It carries no marker itself.
 */
const script = `
groups=' '
while read -r line; do
  group=\${line#?}
  case $line in
    +*) case $groups in *" $group "*) ;; *) groups="$groups$group " ;; esac ;;
    -*) case $groups in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
  esac
done
marked() {
  if [ -r /proc/self/environ ]; then
    grep -lF "${markerVariable}=$1" /proc/[0-9]*/environ 2>/dev/null |
      while IFS=/ read -r _ _ pid _; do echo "$pid"; done
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

/** A shell that kills the account's processes when the account ends, however that happens. */
export interface Watchdog {
  /** The pipe that it reads, for a child that registers itself; 'ignore' while it is being replaced. */
  input(): Writable | 'ignore'
  add(group: number): void
  remove(group: number): void
  /** Lets it kill all that is left, and resolves when it has. */
  close(): Promise<void>
}

/** Starts the watchdog, and another one whenever it is killed. @param marker the value of `markerVariable` */
export function openWatchdog(marker: string): Watchdog {
  const groups = new Set<number>()
  let closing = false
  let shell = start()

  function start(): ChildProcess {
    const started = startShell(marker)
    started.on('exit', () => {
      if (!closing) shell = start()
    })
    for (const group of groups) started.stdin?.write(`+${group}\n`)
    return started
  }

  return {
    input() {
      const { stdin } = shell
      return stdin === null || stdin.destroyed ? 'ignore' : stdin
    },
    add(group) {
      groups.add(group)
      shell.stdin?.write(`+${group}\n`)
    },
    remove(group) {
      groups.delete(group)
      shell.stdin?.write(`-${group}\n`)
    },
    async close() {
      closing = true
      const ended = shell.exitCode === null && shell.signalCode === null ? once(shell, 'exit') : undefined
      shell.ref()
      shell.stdin?.end()
      await ended
    },
  }
}

/** In a session of its own, so that Ctrl-C in a terminal does not end it before the processes it watches. */
function startShell(marker: string): ChildProcess {
  const [command, args] = withoutOpenFiles('/bin/sh', ['-c', script, 'sluice-watchdog', marker])
  const shell = spawn(command, args, {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
  })
  shell.unref()
  // Writing to a watchdog that was killed must not end the account; its exit starts another.
  shell.stdin?.on('error', () => undefined)
  shell.on('error', () => undefined)
  return shell
}
