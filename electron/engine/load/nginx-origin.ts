import { AppError } from '../../../shared/errors.ts'
import { findPerlModule } from '../../platform/nginx-modules.ts'
import type { OriginKind, RequestCounters } from './origin.ts'

/** nginx on port 80 of a private instance, as `templates/backend.yaml` deploys it. */
export const nginxOrigin: OriginKind = {
  local: {
    program: 'nginx',
    without: 'Without it an origin made of Node answers: slower than nginx.',
    module: {
      name: 'nginx-perl',
      find: findPerlModule,
      without:
        'Without it an origin made of Node answers, slower than nginx, where a service takes time, ' +
        'generates answers or takes bodies. On Debian: apt-get install libnginx-mod-http-perl.',
    },
  },
  of(outputs, pages) {
    if (outputs.OriginAddress === undefined)
      throw new AppError('internal', 'The backend stack has no output OriginAddress.')
    const statusUrl = outputs.OriginStatusUrl
    return {
      software: outputs.OriginServer ?? null,
      pages,
      counters: statusUrl === undefined ? null : stubStatus(statusUrl),
    }
  },
}

/** nginx's stub_status. A count that fell means that nginx restarted. */
export function stubStatus(url: string): RequestCounters {
  return {
    url,
    script: 'stub-status.sh',
    // Each reading makes two requests: those of the second one around a trial lie between the two counts.
    between: (before, after) => (after <= before ? null : after - before - 2),
  }
}
