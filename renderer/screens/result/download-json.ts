/** Hands a value to the person as a file in their download folder. */
export function downloadJson(fileName: string, value: unknown): void {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' }),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The download has its own hold on the data once it has begun, which it does after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
