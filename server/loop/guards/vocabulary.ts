/** What the guards decide about, in the order a change meets them. Browser-safe. */
export const judgedStages = ['change', 'deployment'] as const
export type JudgedStage = (typeof judgedStages)[number]

/** What a page says of a verdict. */
export const verdictLabels = {
  allowed: 'Allowed: every rule that applies was evaluated on complete evidence, and nothing blocks.',
  denied: 'Denied: mend what the findings name and have the change judged again.',
  incomplete: 'Denied: some evidence is missing, so there is nothing an allow could rest on.',
} as const
