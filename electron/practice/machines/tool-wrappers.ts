import { join } from 'node:path'
import { entryCommand } from '../../platform/entries.ts'
import { findTool } from '../../platform/tools.ts'
import { writeExecutable, type MachineFolder } from './machine-folder.ts'

/**
 * Traffic of an instance starts at wrk or curl. Their wrappers look up the loopback port of an address in the
 * address book and refuse all other addresses, so no load leaves this machine. They end in `exec`, so a
 * recorded process id is that of the real tool.
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
  loopback=$(awk -v vpc="$vpc" -v host="$host" -v port="$port" '
    ($1 == vpc || $1 == "internet") && tolower($2) == tolower(host) && $3 == port { print $4; exit }
  ' "$book")
}
`

/**
 * How a tool is given an address, or an error: parts of a shell script, in which `locate` has set its
 * variables.
 */
interface ToolArguments {
  /** The arguments in place of one that is an address. */
  located: string
  /** The error message of the tool for a name that does not resolve, and its exit code. */
  unknown: string
  exitCode: number
  /** Goes before all arguments. */
  always: string
}

/** The address book, and the VPC of the instance. */
interface Addresses {
  book: string
  vpcId: string
}

function wrapper(
  { book, vpcId }: Addresses,
  command: readonly string[],
  { located, unknown, exitCode, always }: ToolArguments,
): string {
  return `#!/bin/sh
book=${shellWord(book)}
vpc=${shellWord(vpcId)}
${lookup}
for argument do
  shift
  case $argument in
    http://* | https://*)
      locate "$argument"
      if [ -z "$loopback" ]; then
        echo "${unknown}" >&2
        exit ${exitCode}
      fi
      set -- "$@" ${located}
      ;;
    *) set -- "$@" "$argument" ;;
  esac
done
exec ${command.map(shellWord).join(' ')} ${always} "$@"
`
}

/** wrk resolves its URL itself, so the URL becomes one on loopback and the name goes into the Host header. */
function wrkWrapper(addresses: Addresses, command: readonly string[]): string {
  return wrapper(addresses, command, {
    located: '-H "Host: $authority" "$scheme://127.0.0.1:$loopback$tail"',
    unknown: 'unable to connect to $host:$port Name or service not known',
    exitCode: 1,
    always: '',
  })
}

/** curl keeps the name when it connects to another address. Certificates here are self-signed. */
function curlWrapper(addresses: Addresses, command: readonly string[]): string {
  return wrapper(addresses, command, {
    located: '--connect-to "$host:$port:127.0.0.1:$loopback" "$argument"',
    unknown: 'curl: (6) Could not resolve host: $host',
    exitCode: 6,
    always: '-q -k',
  })
}

/** Writes the wrappers for the tools that this machine has now, or for their stand-ins. */
export function writeToolWrappers(folder: MachineFolder, addresses: Addresses): void {
  writeExecutable(join(folder.bin, 'wrk'), wrkWrapper(addresses, toolCommand('wrk')))
  writeExecutable(join(folder.bin, 'curl'), curlWrapper(addresses, toolCommand('curl')))
}

/** The command line of a tool, or of its stand-in where it is not installed. */
export function toolCommand(tool: 'wrk' | 'curl'): [string, ...string[]] {
  const real = findTool(tool)
  return real === undefined ? entryCommand(`${tool}-stand-in`) : [real]
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
