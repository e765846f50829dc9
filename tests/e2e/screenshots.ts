import { openChromium } from './browser/chromium.ts'
import { folder } from './pictures/camera.ts'
import { decisionStory } from './pictures/decision-story.ts'
import { doorsStory } from './pictures/doors-story.ts'
import { frontDoorsStory } from './pictures/front-doors-story.ts'
import { ownAccountStory } from './pictures/own-account-story.ts'
import { readmeStory } from './pictures/readme-story.ts'
import { practiceStory } from './pictures/practice-story.ts'
import { troubleStory } from './pictures/trouble-story.ts'
import { buildIfOutdated } from '../../electron/cli/build.ts'

/**
 * Pictures of every screen, in both themes and three sizes. With a name, only of that story: `npm run
 * screenshots -- own-account`. `readme` writes the pictures of the README, only when it is named.
 */
const stories = {
  practice: practiceStory,
  'own-account': ownAccountStory,
  trouble: troubleStory,
  decision: decisionStory,
  doors: doorsStory,
  'front-doors': frontDoorsStory,
}

await buildIfOutdated('app', console.log)
const browser = await openChromium()
try {
  const [only] = process.argv.slice(2)
  for (const [name, story] of Object.entries(stories))
    if (only === undefined || only === name) await story(browser)
  if (only === 'readme') await readmeStory(browser)
  else console.log(`Screenshots are in ${folder}`)
} catch (error) {
  // What stands in the way of the end must not hide what went wrong before.
  console.error(error)
  process.exitCode = 1
} finally {
  await browser.close()
}
