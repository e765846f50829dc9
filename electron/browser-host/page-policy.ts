import { reportStyleSource } from '../engine/reports/html/report-style.ts'

/**
 * The content security policy of a page: it runs and loads only what is part of the app. The style of the
 * report is the only one that may stand in a page: a frame that shows a report has the policy of its page.
 * @param connections what it may connect to besides its own origin, such as `ws://127.0.0.1:4000`
 */
export function contentSecurityPolicy(connections: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${reportStyleSource}`,
    "img-src 'self' data:",
    "font-src 'self'",
    ['connect-src', "'self'", ...connections].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
