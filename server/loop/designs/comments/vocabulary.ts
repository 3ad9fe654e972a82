/** What someone said of a design, and of which part. Browser-safe. */
export interface DesignComment {
  id: string
  designId: string
  revision: number
  option: number
  /** The component it is about; null when it is about the whole. */
  component: string | null
  text: string
  authorId: string
  createdAt: Date
  resolvedAt: Date | null
  resolvedBy: string | null
}

export const commentLimit = 4000
