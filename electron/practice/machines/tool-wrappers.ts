import { join } from 'node:path'
import { entryCommand } from '../../platform/entries.ts'
import { findTool } from '../../platform/tools.ts'
import { writeExecutable, type MachineFolder } from './machine-folder.ts'

/**
 * Traffic of an instance starts at wrk or curl. Their wrappers look up the loopback port of an address in
 * the address book and refuse all other addresses, so no load leaves this machine. They take only the
 * options that are listed here, and only files of the instance. They end in `exec`, so a recorded process
 * id is that of the real tool.
 */
const functions = `
refuse() {
  echo "$tool: the practice account does not take '$1'" >&2
  exit "$usage"
}
locate() {
  scheme=\${1%%://*}
  rest=\${1#*://}
  authority=\${rest%%[/?#]*}
  tail=\${rest#"$authority"}
  if [ "$scheme://$authority" = "$located" ]; then return; fi
  case $authority in *[!A-Za-z0-9.:_-]*) refuse "$1" ;; esac
  host=\${authority%:*}
  case $authority in
    *:*) port=\${authority##*:} ;;
    *) if [ "$scheme" = https ]; then port=443; else port=80; fi ;;
  esac
  loopback=$(awk -v vpc="$vpc" -v host="$host" -v port="$port" '
    ($1 == vpc || $1 == "internet") && tolower($2) == tolower(host) && $3 == port { print $4; exit }
  ' "$book")
  located=$scheme://$authority
}
# A file of the instance: below its folders, or where its commands run.
place() {
  case /$1/ in */../*) refuse "$1" ;; esac
  case $1 in
    /dev/null | - | "$folder"/*) ;;
    /*) refuse "$1" ;;
  esac
}
`

/**
 * How a tool is given an address, or an error: parts of a shell script, in which `locate` has set its
 * variables. Options are patterns of `case`.
 */
interface ToolArguments {
  tool: 'wrk' | 'curl'
  /** The exit code of the tool for options that it does not know. */
  usageCode: number
  /** Options without a value, or with the value in the same argument. */
  flags: string
  /** Options whose value is the next argument: any text, a file, or either, with @ before a file. */
  texts: string
  files: string
  contents: string
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
  folder: MachineFolder,
  { book, vpcId }: Addresses,
  { tool, usageCode, flags, texts, files, contents, located, unknown, exitCode, always }: ToolArguments,
): string {
  return `#!/bin/sh
tool=${tool}
usage=${usageCode}
book=${shellWord(book)}
vpc=${shellWord(vpcId)}
folder=${shellWord(folder.path)}
${functions}
value=
located=
for argument do
  shift
  case $value in
    text)
      case $argument in @*) refuse "$argument" ;; esac
      set -- "$@" "$argument"
      value=
      continue
      ;;
    file)
      place "$argument"
      set -- "$@" "$argument"
      value=
      continue
      ;;
    content)
      case $argument in @*) place "\${argument#@}" ;; esac
      set -- "$@" "$argument"
      value=
      continue
      ;;
  esac
  case $argument in
    http://* | https://*)
      locate "$argument"
      if [ -z "$loopback" ]; then
        echo "${unknown}" >&2
        exit ${exitCode}
      fi
      set -- "$@" ${located}
      continue
      ;;
    ${texts}) value=text ;;
    ${files}) value=file ;;
    ${contents}) value=content ;;
    ${flags}) ;;
    *) refuse "$argument" ;;
  esac
  set -- "$@" "$argument"
done
exec ${toolCommand(tool).map(shellWord).join(' ')} ${always} "$@"
`
}

/** wrk resolves its URL itself, so the URL becomes one on loopback and the name goes into the Host header. */
const wrkArguments: ToolArguments = {
  tool: 'wrk',
  usageCode: 1,
  flags: '-t[0-9]* | -c[0-9]* | -d[0-9]* | -v | --version | --latency',
  texts: '-t | -c | -d | -H | --threads | --connections | --duration | --header | --timeout',
  files: '-s | --script',
  contents: "''",
  located: '-H "Host: $authority" "$scheme://127.0.0.1:$loopback$tail"',
  unknown: 'unable to connect to $host:$port Name or service not known',
  exitCode: 1,
  always: '',
}

/**
 * curl keeps the name when it connects to another address. Certificates here are self-signed. Redirects are
 * not followed, nor any file of settings read, and a list in braces is no list.
 */
const curlArguments: ToolArguments = {
  tool: 'curl',
  usageCode: 2,
  flags:
    '-s | -S | -sS | -f | -k | -i | -I | -v | -V | --silent | --show-error | --fail | --insecure ' +
    '| --fail-early | --include | --head | --verbose | --version | --http1.1',
  texts:
    '-w | -H | -X | -d | -m | --write-out | --header | --request | --data | --max-time | --connect-timeout ' +
    '| --retry | --retry-delay | --pinnedpubkey',
  files: '-o | -so | -sSo | --output',
  contents: '--data-binary',
  located: '--connect-to "$host:$port:127.0.0.1:$loopback" "$argument"',
  unknown: 'curl: (6) Could not resolve host: $host',
  exitCode: 6,
  always: '-q -k -g',
}

/** Writes the wrappers for the tools that this machine has now, or for their stand-ins. */
export function writeToolWrappers(folder: MachineFolder, addresses: Addresses): void {
  for (const given of [wrkArguments, curlArguments])
    writeExecutable(join(folder.bin, given.tool), wrapper(folder, addresses, given))
}

/** The command line of a tool, or of its stand-in where it is not installed. */
export function toolCommand(tool: 'wrk' | 'curl'): [string, ...string[]] {
  const real = findTool(tool)
  return real === undefined ? entryCommand(`${tool}-stand-in`) : [real]
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
