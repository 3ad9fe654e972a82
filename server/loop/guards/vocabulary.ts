/** What the guards decide about, in the order a change meets them. Browser-safe. */
export const judgedStages = ['change', 'deployment'] as const
export type JudgedStage = (typeof judgedStages)[number]
