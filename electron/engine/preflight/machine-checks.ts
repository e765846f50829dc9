import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { delimiter, dirname } from 'node:path'
import type { Check } from '../../../shared/check.ts'
import { errorMessage } from '../../../shared/errors.ts'
import { findTool } from '../../platform/tools.ts'
import { chosenTools } from '../load/chosen-tools.ts'
import type { LoadTool } from '../load/load-tool.ts'
import type { LocalProgram } from '../load/local-program.ts'

/** What this machine has, whatever its data folder and its accounts are like. */
export function machineChecks(): Check[] {
  const { loadTool, origin } = chosenTools
  const { local } = origin
  return [
    checkNode(),
    checkLoadTool(loadTool),
    ...(local ? [checkProgram(local), ...checkModule(local)] : []),
    checkCores(),
  ]
}

function checkNode(): Check {
  const napi = Number(process.versions['napi'] ?? 0)
  const finding = `Node ${process.versions.node}`
  return napi >= 10 || process.versions['electron'] !== undefined
    ? { name: 'node', outcome: 'ok', finding, remedy: null }
    : { name: 'node', outcome: 'failed', finding, remedy: 'Install Node 22.14 or newer.' }
}

function checkProgram({ program: name, without }: LocalProgram): Check {
  const file = findTool(name)
  return file === undefined
    ? {
        name,
        outcome: 'warning',
        finding: 'not installed',
        remedy: `${without} Install ${name} with your package manager.`,
      }
    : { name, outcome: 'ok', finding: file, remedy: null }
}

/** A missing program lacks its modules, too, and has said what happens then. */
function checkModule({ program, module }: LocalProgram): Check[] {
  const file = findTool(program)
  if (module === undefined || file === undefined) return []
  const { name, without } = module
  const found = module.find(file)
  return found === undefined
    ? [{ name, outcome: 'warning', finding: 'not installed', remedy: without }]
    : [{ name, outcome: 'ok', finding: found, remedy: null }]
}

/** Asks the tool what a run asks it on the load generator, and reads the answer alike. */
function checkLoadTool({ local, check }: LoadTool): Check {
  const name = local.program
  const file = findTool(name)
  if (file === undefined) return checkProgram(local)
  const path = [dirname(file), process.env['PATH'] ?? ''].join(delimiter)
  const { stdout, stderr, error } = spawnSync('/bin/sh', ['-c', `${check.command} 2>&1`], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    timeout: 5_000,
  })
  try {
    if (error) throw error
    const [line = ''] = `${stdout}${stderr}`.split('\n')
    return { name, outcome: 'ok', finding: `${file}, version ${check.parse(line).version}`, remedy: null }
  } catch (thrown) {
    const remedy = `Reinstall ${name} with your package manager.`
    return { name, outcome: 'failed', finding: `${file}: ${errorMessage(thrown)}`, remedy }
  }
}

function checkCores(): Check {
  const cores = cpus().length
  return cores >= 2
    ? { name: 'processors', outcome: 'ok', finding: `${cores} cores`, remedy: null }
    : {
        name: 'processors',
        outcome: 'warning',
        finding: '1 core',
        remedy: 'Load generator and origin share it: practice figures will be low.',
      }
}
