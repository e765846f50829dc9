/**
 * The arguments that an entry was started with: after Node's own and the script, or after the flag by which
 * a packed app starts itself.
 */
export function entryArguments(argv: readonly string[] = process.argv): string[] {
  const flag = argv.findIndex((argument) => argument.startsWith('--sluice-entry='))
  return argv.slice(flag === -1 ? 2 : flag + 1)
}
