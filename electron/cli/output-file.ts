import { accessSync, closeSync, constants, openSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { AppError, errorMessage } from '../../shared/errors.ts'

/**
 * Checks that a file can be written, before the work whose result it is to hold. What it holds stays.
 * @param option the option that names the file, such as `--json`
 * @throws AppError `invalid-input` where it cannot be written
 */
export function requireWritable(file: string, option: string): void {
  try {
    const present = statSync(file, { throwIfNoEntry: false })
    // Opening a pipe would wait for its reader.
    if (present !== undefined && !present.isFile() && !present.isDirectory())
      return accessSync(file, constants.W_OK)
    closeSync(openSync(file, 'a'))
    if (present === undefined) rmSync(file)
  } catch (thrown) {
    throw new AppError('invalid-input', `${option}: ${unwritable(file, thrown)}`, { field: option })
  }
}

/** @throws AppError `internal` that says how to get the same text another way */
export function writeOutput(file: string, text: string, otherwise: string): void {
  try {
    writeFileSync(file, text)
  } catch (thrown) {
    throw new AppError('internal', `${unwritable(file, thrown)} ${otherwise}`, {}, thrown)
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its disk is read-only',
  ENOSPC: 'the disk is full',
}

function unwritable(file: string, thrown: unknown): string {
  const reason = reasons[(thrown as NodeJS.ErrnoException).code ?? ''] ?? errorMessage(thrown)
  return `${file} cannot be written: ${reason}.`
}
