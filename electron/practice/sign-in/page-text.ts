import { createHash } from 'node:crypto'

const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f7, #121518);
  --surface: light-dark(#fff, #1a1e22);
  --line: light-dark(#dde1e3, #2f363c);
  --edge: light-dark(#838d94, #6d7981);
  --text: light-dark(#1b2125, #e8ebed);
  --muted: light-dark(#58636a, #a3aeb5);
  --accent: light-dark(#0d6474, #62c4d3);
  --on-accent: light-dark(#fff, #0b1f24);
}
* { box-sizing: border-box }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif;
}
main {
  width: 100%; max-width: 28rem; padding: 2rem;
  background: var(--surface); border: 1px solid var(--line); border-radius: 10px;
}
h1 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.3; overflow-wrap: anywhere }
p { margin: 0 0 1rem }
.muted { color: var(--muted); font-size: .875rem; margin-bottom: 1.5rem }
.code {
  padding: .75rem; text-align: center; border: 1px solid var(--line); border-radius: 6px;
  font: 600 1.75rem/1.2 ui-monospace, monospace; letter-spacing: .08em;
}
label { display: block; margin-bottom: .25rem; font-weight: 600 }
input[type=text] {
  width: 100%; margin-bottom: 1rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--ground); border: 1px solid var(--edge); border-radius: 6px;
}
.actions { display: flex; gap: .75rem }
button {
  min-height: 2.75rem; padding: .5rem 1.25rem; font: inherit; font-weight: 600; color: var(--text);
  background: none; border: 1px solid var(--edge); border-radius: 6px; cursor: pointer;
}
button.primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
main > :last-child { margin-bottom: 0 }
`

/** No scripts, nothing loaded, no framing, and forms to this page only. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Asks for the code of a sign-in. @param wrong whether a code was given that does not exist any more */
export function codePage(wrong: boolean): string {
  const alert = '<p role="alert">This code does not exist or has expired. Codes expire after ten minutes.</p>'
  return page(
    'Sign in to the practice account',
    `${wrong ? alert : ''}
    <form method="get">
      <label for="code">Code shown by Sluice</label>
      <input type="text" id="code" name="user_code" autocomplete="off" autocapitalize="characters"
        spellcheck="false" maxlength="9" required autofocus>
      <button class="primary">Continue</button>
    </form>`,
  )
}

export interface Question {
  clientName: string
  userCode: string
  /** Sent back with the answer: it proves that the answer comes from this page. */
  seal: string
}

export function questionPage({ clientName, userCode, seal }: Question): string {
  return page(
    `Allow ${clientName} to use the practice account?`,
    `<p>Check that ${escape(clientName)} shows this code:</p>
    <p class="code">${escape(userCode)}</p>
    <p class="muted">
      Account 123456789012 on this computer, role practice-sso.
      If you did not start this sign-in, choose Deny.
    </p>
    <form method="post" class="actions">
      <input type="hidden" name="user_code" value="${escape(userCode)}">
      <input type="hidden" name="seal" value="${escape(seal)}">
      <button name="answer" value="allow" class="primary">Allow</button>
      <button name="answer" value="deny">Deny</button>
    </form>`,
  )
}

export function donePage(answer: 'approved' | 'denied', clientName: string): string {
  return answer === 'approved'
    ? page('Signed in', `<p>${escape(clientName)} continues automatically. You can close this page.</p>`)
    : page('Denied', `<p>${escape(clientName)} did not get access. You can close this page.</p>`)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escape(title)}</title>
  <style>${style}</style>
</head>
<body>
  <main>
    <h1>${escape(title)}</h1>
    ${body}
  </main>
</body>
</html>
`
}

/** For the name of a program, which is a text of its own choice. */
function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
