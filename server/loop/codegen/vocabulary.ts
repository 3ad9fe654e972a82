/** What a change does to the files, as pages show it. Browser-safe. */

export interface FileChange {
  path: string
  /** Where the content was before a rename; else null. */
  previousPath: string | null
  change: 'added' | 'modified' | 'deleted' | 'renamed'
  binary: boolean
  added: number
  removed: number
  /** The unified hunks; null where they are read when the file is opened. */
  patch: string | null
  /** True when the hunks are longer than a page is sent. */
  cut: boolean
}

export interface ChangeDiff {
  /** The commit that is compared with where the change began; null before there is one. */
  commit: string | null
  files: readonly FileChange[]
}
