/** What a list is asked for, by name; null is everything. */
export type Asked = Readonly<Record<string, string | null>>

export interface FilterOption {
  value: string
  label: string
  count?: number
}

/** One question a list can be asked, with its answers. */
export interface Filter {
  label: string
  path: string
  name: string
  asked: Asked
  options: readonly FilterOption[]
}
