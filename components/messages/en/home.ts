export const home = {
  title: (name: string) => `Good to see you, ${name}`,
  leadWaiting: (count: number) =>
    count === 1 ? 'One question waits for your answer.' : `${count} questions wait for your answer.`,
  leadQuiet: 'Nothing waits for you.',
  needsMe: 'Needs you',
  needsMeEmpty: 'Nothing needs you',
  needsMeEmptyWhy: 'When a change needs your decision, it stands here with the time you have for it.',
  moreInInbox: (count: number) => (count === 1 ? 'One more in the inbox' : `${count} more in the inbox`),
  underWay: 'Under way',
  underWayEmpty: 'Nothing is under way',
  underWayEmptyWhy: 'State an intent, and follow it from here to production.',
  finished: 'Finished lately',
  mine: 'Your intents under way',
  inbox: 'The whole inbox',
  allIntents: 'All intents',
} as const
