/**
 * Answers the practice account's sign-in page as a browser does: loads it, and sends its form from its own
 * origin.
 */
export async function answerSignIn(url: string, answer: 'allow' | 'deny'): Promise<string> {
  const html = await (await fetch(url)).text()
  const seal = /name="seal" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const userCode = /name="user_code" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const { origin, pathname } = new URL(url)
  const sent = await fetch(origin + pathname, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ user_code: userCode, seal, answer }),
  })
  if (!sent.ok) throw new Error(`The sign-in page answered ${sent.status}.`)
  return sent.text()
}
