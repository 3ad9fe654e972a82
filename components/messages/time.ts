const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' })

/** `3 minutes ago`, `in 2 hours`; less than five seconds is `now`. */
export function relativeTime(distanceMs: number): string {
  if (Math.abs(distanceMs) < 5_000) return 'now'
  for (const [unit, size] of units) {
    if (Math.abs(distanceMs) >= size) return relative.format(Math.trunc(distanceMs / size), unit)
  }
  return 'now'
}

/** `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(ms: number): string {
  if (ms > 0 && ms < 60_000 && ms % 1000 === 0) return `${ms / 1000} s`
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`
  const minutes = Math.round(seconds / 60)
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`
  return `${Math.floor(minutes / 1440)} d${minutes % 1440 >= 60 ? ` ${Math.floor((minutes % 1440) / 60)} h` : ''}`
}
