import type { ReactNode } from 'react'

/** Names and values, two columns where there is room. Facts without a value are left out. */
export function Facts({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2.5 text-body sm:grid-cols-[max-content_1fr]">
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-small text-muted sm:pt-0.5">{name}</dt>
            <dd className="min-w-0 max-sm:-mt-2">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
