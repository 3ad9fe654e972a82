import type { Standing } from '#server/loop/autonomy/overview/vocabulary.ts'

const standings: Record<Standing, string> = {
  underway: 'Under way',
  delivered: 'In production',
  ended: 'Ended otherwise',
}

export const intentList = {
  find: 'Find an intent',
  findHint: 'By words of its title, the beginning of its id, or its service. All intents are searched.',
  standing: 'Standing',
  standings,
  tier: 'Risk',
  service: 'Service',
  by: 'Asked by',
  mine: 'Me',
  pages: 'Pages of intents',
  shown: (shown: number, matching: number, total: number) =>
    matching === total ? `${shown} of ${total} shown.` : `${shown} shown; ${matching} of ${total} match.`,
  newest: 'Newest',
  older: 'Older',
} as const
