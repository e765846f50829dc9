import { readFileSync } from 'node:fs'

function parsed(xml: string): Element {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement
  const broken = root.ownerDocument.getElementsByTagName('parsererror')[0]
  if (broken) throw new Error(`No well-formed XML: ${broken.textContent}`)
  return root
}

const types: Readonly<Record<string, RegExp>> = {
  'xs:string': /^[^]*$/,
  'xs:nonNegativeInteger': /^\+?\d+$/,
  'xs:decimal': /^[+-]?(\d+\.?\d*|\.\d+)$/,
  'xs:dateTime': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
}

/**
 * What is wrong with a document by an XML schema, as far as the schemas of tests/fixtures go: elements by
 * reference, `sequence` and `choice` with occurrences, `mixed`, attributes with `use` and four simple types.
 * Needs the DOM of jsdom.
 */
export function schemaFaults(xml: string, schemaFile: string): string[] {
  const schema = parsed(readFileSync(schemaFile, 'utf8'))
  const declarations = new Map(children(schema).map((one) => [one.getAttribute('name') ?? '', one]))
  const check = (element: Element): string[] => {
    const name = element.localName
    const declared = declarations.get(name)
    if (declared === undefined) return [`<${name}> is not declared`]
    const complex = children(declared)[0]
    if (complex === undefined)
      return [...attributeFaults(element, []), ...children(element).map(() => `<${name}> holds elements`)]
    const parts = children(complex)
    const attributes = parts.filter((one) => one.localName === 'attribute')
    const group = parts.find((one) => one.localName === 'sequence')
    const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim())
    return [
      ...attributeFaults(element, attributes),
      ...(ownText && complex.getAttribute('mixed') !== 'true' ? [`<${name}> holds text`] : []),
      ...orderFaults(element, group),
      ...children(element).flatMap(check),
    ]
  }
  return check(parsed(xml))
}

function children(element: Element): Element[] {
  return [...element.children]
}

function attributeFaults(element: Element, declared: readonly Element[]): string[] {
  const place = `<${element.localName}>`
  const names = declared.map((one) => one.getAttribute('name') ?? '')
  const strange = [...element.attributes].filter(({ name }) => !names.includes(name))
  return [
    ...strange.map(({ name }) => `${place} has ${name}`),
    ...declared.flatMap((one) => {
      const name = one.getAttribute('name') ?? ''
      const value = element.getAttribute(name)
      if (value === null) return one.getAttribute('use') === 'required' ? [`${place} lacks ${name}`] : []
      const type = types[one.getAttribute('type') ?? '']
      return type?.test(value) ? [] : [`${place} has ${name}="${value}"`]
    }),
  ]
}

/** The names of the children as a text, compared with the group as a regular expression. */
function orderFaults(element: Element, group: Element | undefined): string[] {
  const names = children(element).map((child) => `${child.localName} `)
  const pattern = group === undefined ? '' : patternOf(group)
  return new RegExp(`^${pattern}$`).test(names.join(''))
    ? []
    : [`<${element.localName}> holds ${names.join('')}`]
}

function patternOf(particle: Element): string {
  const inner = children(particle).map(patternOf)
  const own =
    particle.localName === 'element'
      ? `${particle.getAttribute('ref')} `
      : inner.join(particle.localName === 'choice' ? '|' : '')
  const least = particle.getAttribute('minOccurs') ?? '1'
  const most = particle.getAttribute('maxOccurs') ?? '1'
  return `(?:${own}){${least},${most === 'unbounded' ? '' : most}}`
}
