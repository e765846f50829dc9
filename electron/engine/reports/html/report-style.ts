import { createHash } from 'node:crypto'
import { chartColors, chartStyle } from '../svg/chart-colors.ts'
import { chartFont } from '../svg/chart-svg.ts'

const [text, muted, line, edge, surface] = (
  ['color-text', 'color-muted', 'color-line', 'color-edge', 'color-surface'] as const
).map((name) => chartColors[name])

function pair(name: string, colors: readonly [string, string] | undefined, at: 0 | 1): string {
  return `--${name}:${colors?.[at] ?? 'currentcolor'};`
}

function palette(at: 0 | 1): string {
  return [
    pair('text', text, at),
    pair('muted', muted, at),
    pair('line', line, at),
    pair('edge', edge, at),
    pair('surface', surface, at),
    pair('sunken', ['#eef0f1', '#23282d'], at),
  ].join('')
}

/** The style of the report: nothing of it is loaded. Paper is light, whatever the screen is. */
export const reportStyle = [
  `:root{color-scheme:light;${palette(0)}}`,
  `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${palette(1)}}}`,
  chartStyle,
  `body{margin:0;background:var(--surface);color:var(--text);font:15px/1.5 ${chartFont};`,
  'overflow-wrap:break-word}',
  'main{max-width:60rem;margin:0 auto;padding:1.5rem}',
  'h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}',
  'h2{font-size:1.125rem;margin:2.25rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}',
  'h3{font-size:1rem;margin:1.5rem 0 .25rem}',
  'p,ul{margin:.5rem 0}',
  '.lead{font-size:1.25rem;line-height:1.4;font-weight:600}',
  '.muted,figcaption,caption{color:var(--muted);font-size:.875rem}',
  '.note{padding:.5rem .75rem;background:var(--sunken);border-left:4px solid var(--edge)}',
  'figure{margin:1rem 0 1.5rem}',
  'svg{display:block;width:100%;height:auto}',
  '.frame{overflow-x:auto}',
  'table{border-collapse:collapse;width:100%;font-size:.875rem}',
  'caption{text-align:left;padding:.25rem 0}',
  'th,td{padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--line);',
  'text-align:left;vertical-align:top}',
  'th.number,td.number{text-align:right;font-variant-numeric:tabular-nums}',
  'code,pre{font:.8125rem/1.5 ui-monospace,monospace}',
  'pre{padding:.75rem;background:var(--sunken);white-space:pre-wrap;overflow-wrap:anywhere}',
  ':focus-visible{outline:2px solid var(--text);outline-offset:2px}',
  '@page{margin:14mm}',
  '@media print{main{max-width:none;padding:0}h2,h3{break-after:avoid}',
  'figure,tr,.note,.lead{break-inside:avoid}caption{break-after:avoid}thead{display:table-header-group}',
  '.frame{overflow:visible}',
  'body{font-size:10.5pt}table{font-size:9pt}}',
].join('')

/** The style as a content security policy names it. */
export const reportStyleSource = `'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'`

/** What the report may load: nothing, and no other style than its own. No script of it runs. */
export const reportPolicy = [
  "default-src 'none'",
  `style-src ${reportStyleSource}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
