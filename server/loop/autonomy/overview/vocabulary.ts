/** A list of changes holds so many unless it is asked for more or fewer. */
export const newestShown = 50

/** One change as lists show it. Browser-safe. */
export interface ChangeLine {
  id: string
  title: string
  service: string
  state: string
  kind: string
  tier: string
  requesterId: string
  humanMade: boolean
  practice: boolean
  reason: string | null
  createdAt: Date
  updatedAt: Date
}
