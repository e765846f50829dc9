const topicIds: Readonly<Record<string, string>> = {
  'lambda-256': 'addresses',
  'lambda-512': 'addresses',
  'lambda-1024': 'addresses',
  'http-proxy': 'certificates',
  'alb-https': 'certificates',
  'rest-vpc-link': 'private',
  'http-vpc-link': 'private',
  'http-lambda': 'proxy-resources',
  'function-url': 'warming',
  'rest-mock': 'mock',
}

/** The topic of “2017 and today” that is about a scenario; null where none is. */
export function topicOf(scenarioId: string): string | null {
  return Object.hasOwn(topicIds, scenarioId) ? (topicIds[scenarioId] ?? null) : null
}
