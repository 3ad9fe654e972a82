interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * Which item of a menu a key leads to; null when it leads to none. The last is followed by the first; a letter leads to the
 * next item that begins with it.
 * @param at the item that has the focus; -1 when none has
 */
export function itemFor(
  { key, ctrlKey, metaKey, altKey }: Pressed,
  at: number,
  labels: readonly string[],
): number | null {
  if (labels.length === 0 || ctrlKey || metaKey || altKey) return null
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % labels.length
    case 'ArrowUp':
      return at <= 0 ? labels.length - 1 : at - 1
    case 'Home':
      return 0
    case 'End':
      return labels.length - 1
  }
  if (key.length !== 1 || key === ' ') return null
  const inTurn = labels.map((_, index) => (at + 1 + index) % labels.length)
  return inTurn.find((index) => labels[index]?.trim().toLowerCase().startsWith(key.toLowerCase())) ?? null
}

const along: Readonly<Record<string, string>> = {
  ArrowRight: 'ArrowDown',
  ArrowLeft: 'ArrowUp',
  Home: 'Home',
  End: 'End',
}

/** The same for items that stand beside each other, as tabs do; letters lead nowhere. */
export function itemAlong({ key, ctrlKey, metaKey, altKey }: Pressed, at: number, count: number): number | null {
  const down = along[key]
  return down === undefined ? null : itemFor({ key: down, ctrlKey, metaKey, altKey }, at, Array(count).fill(''))
}
