import type { FormatDescription } from '../../../shared/exported-file.ts'

/**
 * The formats that runs are exported in, described; `formats.ts` writes them. The first is used when none is
 * named. Apart, so that the command line can list them without loading what writes them.
 */
export const exportFormats = [
  {
    id: 'json',
    title: 'JSON',
    description: 'Everything that was recorded, for programs, and for Sluice to import.',
    extension: 'json',
    mediaType: 'application/json',
    hasCharts: false,
  },
  {
    id: 'html',
    title: 'Report',
    description: 'One file to send or print. It opens in every browser, and Sluice imports and verifies it.',
    extension: 'html',
    mediaType: 'text/html',
    hasCharts: false,
  },
  {
    id: 'md',
    title: 'Markdown for a pull request',
    description: 'The answer and its table, for a comment on a pull request.',
    extension: 'md',
    mediaType: 'text/markdown',
    hasCharts: false,
  },
  {
    id: 'adr',
    title: 'Decision record',
    description: 'Context, options and consequences, to keep with your code.',
    extension: 'md',
    mediaType: 'text/markdown',
    hasCharts: false,
  },
  {
    id: 'csv',
    title: 'CSV of the trials',
    description: 'One line for each trial with its figures, for a spreadsheet.',
    extension: 'csv',
    mediaType: 'text/csv',
    hasCharts: false,
  },
  {
    id: 'samples',
    title: 'CSV of the samples',
    description: 'The requests of each second of each trial, for a spreadsheet.',
    extension: 'csv',
    mediaType: 'text/csv',
    hasCharts: false,
  },
  {
    id: 'svg',
    title: 'SVG of a chart',
    description: 'One chart, sharp at every size, with where its figures come from.',
    extension: 'svg',
    mediaType: 'image/svg+xml',
    hasCharts: true,
  },
  {
    id: 'junit',
    title: 'JUnit',
    description: 'A test result for each scenario, for a pipeline.',
    extension: 'xml',
    mediaType: 'application/xml',
    hasCharts: false,
  },
] as const satisfies readonly FormatDescription[]

export type FormatId = (typeof exportFormats)[number]['id']
