/** What the spine announces. Each says only which change; whoever hears it reads the row. */
export const changeEvents = [
  'change.designing',
  'change.designReview',
  'change.generating',
  'change.judging',
  'change.building',
  'change.approving',
  'change.rollingOut',
  'change.merging',
  'change.closed',
] as const
export type ChangeAnnouncement = (typeof changeEvents)[number]
