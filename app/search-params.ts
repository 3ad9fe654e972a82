/** What stands behind the question mark of a page's address. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

const longest = 200

/** What the address asks for, by name; null where it asks for nothing. */
export async function asked<Name extends string>(
  search: SearchParams,
  ...names: readonly Name[]
): Promise<Record<Name, string | null>> {
  const given = await search
  const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
  const pairs = names.map((name) => [name, first(given[name])?.trim().slice(0, longest) || null])
  return Object.fromEntries(pairs) as Record<Name, string | null>
}
