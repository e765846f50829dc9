import { join } from 'node:path'
import { entryCommand } from '../../entries.ts'
import { findTool } from '../../tools.ts'
import { writeExecutable, type MachineFolder } from './machine-folder.ts'

/**
 * Traffic of an instance starts at wrk or curl. Their wrappers find the loopback port of an address in the address book and refuse all other
 * addresses, so that no load leaves this machine. They end in `exec`: a recorded process id is that of the real tool.
 */
const lookup = `
locate() {
  scheme=\${1%%://*}
  rest=\${1#*://}
  authority=\${rest%%[/?#]*}
  tail=\${rest#"$authority"}
  host=\${authority%:*}
  case $authority in
    *:*) port=\${authority##*:} ;;
    *) if [ "$scheme" = https ]; then port=443; else port=80; fi ;;
  esac
  loopback=$(awk -v host="$host" -v port="$port" 'tolower($1) == tolower(host) && $2 == port { print $3; exit }' "$book")
}
`

/** wrk resolves its URL itself, so the URL becomes one on loopback and the name goes into the Host header. */
export function wrkWrapper(book: string, command: readonly string[]): string {
  return `#!/bin/sh
book=${shellWord(book)}
${lookup}
for argument do
  shift
  case $argument in
    http://* | https://*)
      locate "$argument"
      if [ -z "$loopback" ]; then
        echo "unable to connect to $host:$port Name or service not known" >&2
        exit 1
      fi
      set -- "$@" -H "Host: $authority" "$scheme://127.0.0.1:$loopback$tail"
      ;;
    *) set -- "$@" "$argument" ;;
  esac
done
exec ${command.map(shellWord).join(' ')} "$@"
`
}

/** curl keeps name and address apart by itself; certificates here are self-signed. */
export function curlWrapper(book: string, command: readonly string[]): string {
  return `#!/bin/sh
book=${shellWord(book)}
${lookup}
for argument do
  shift
  case $argument in
    http://* | https://*)
      locate "$argument"
      if [ -z "$loopback" ]; then
        echo "curl: (6) Could not resolve host: $host" >&2
        exit 6
      fi
      set -- "$@" --connect-to "$host:$port:127.0.0.1:$loopback"
      ;;
  esac
  set -- "$@" "$argument"
done
exec ${command.map(shellWord).join(' ')} -q -k "$@"
`
}

/** Writes the wrappers for the tools that this machine has now, or for their stand-ins. */
export function writeToolWrappers(folder: MachineFolder, book: string): void {
  writeExecutable(join(folder.bin, 'wrk'), wrkWrapper(book, toolCommand('wrk')))
  writeExecutable(join(folder.bin, 'curl'), curlWrapper(book, toolCommand('curl')))
}

/** The command line of a tool, or of its stand-in where it is not installed. */
export function toolCommand(tool: 'wrk' | 'curl'): [string, ...string[]] {
  const real = findTool(tool)
  return real === undefined ? entryCommand(`${tool}-stand-in`) : [real]
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
