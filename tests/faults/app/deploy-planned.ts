import { call } from '../../../electron/cli/session.ts'
import { createEngine } from '../../../electron/engine/engine.ts'

/**
 * A process of its own that runs what is planned in a data folder, and then stays until it is ended:
 * `node deploy-planned.ts DATA_DIR ID`.
 */
const [dataDir = '', id = ''] = process.argv.slice(2)
const engine = createEngine({ dataDir })
await call(engine, 'experiments.run', { id })
setInterval(() => undefined, 60_000)
