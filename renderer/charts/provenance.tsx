import { createContext, type ReactNode, use, useEffect } from 'react'

const ProvenanceContext = createContext('')

/** Where the figures of the charts within come from: a line, or one for each run. */
export function useProvenance(): string {
  return use(ProvenanceContext)
}

/**
 * Says where the figures on a screen come from wherever they leave it: below copied charts, and at the foot
 * of every printed page.
 */
export function ProvenanceProvider({ text, children }: { text: string; children: ReactNode }): ReactNode {
  useEffect(() => {
    // A browser without constructable style sheets prints pages without a footer.
    if (!Array.isArray(document.adoptedStyleSheets)) return undefined
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`@page {
      @bottom-left { content: ${quoted(text)}; ${footText} white-space: pre; }
      @bottom-right { content: counter(page) ' / ' counter(pages); ${footText} }
    }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    }
  }, [text])
  return <ProvenanceContext value={text}>{children}</ProvenanceContext>
}

// Custom properties do not work in the margin boxes of a page.
const footText = 'font: 7.5pt sans-serif; color: #555;'

/** A string of CSS: quotes, backslashes and line breaks are written as their code. */
function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\\n<>]/g, (sign) => `\\${(sign.codePointAt(0) ?? 32).toString(16)} `)
  return `"${escaped}"`
}
