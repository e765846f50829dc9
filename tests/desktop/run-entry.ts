import { execFile } from 'node:child_process'

export interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs one of the processes that the packed app is by a flag, as the practice account does, and without a display. */
export function runEntry(executable: string, entry: string, dataDir: string, args: string[]): Promise<Ended> {
  const flags = ['--ozone-platform=headless', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const { DISPLAY: _, ...environment } = process.env
  return new Promise((resolve, reject) => {
    const options = { env: environment, timeout: 20_000 }
    const command = [...flags, '--data-dir', dataDir, `--sluice-entry=${entry}`, ...args]
    const child = execFile(executable, command, options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({ code: child.exitCode ?? 0, stdout, stderr })
    })
  })
}
