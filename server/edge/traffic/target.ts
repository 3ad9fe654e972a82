import { ServiceName } from '../schemas.ts'

export type Target =
  | { kind: 'service'; service: string; path: string }
  /** `/harbour` without its slash: relative links in the page would lead elsewhere. */
  | { kind: 'redirect'; location: string }
  | { kind: 'unknown' }

/** The first segment names the service; it sees the rest. */
export function targetOf(url: string): Target {
  const [path = '', ...query] = url.split('?')
  const search = query.length === 0 ? '' : `?${query.join('?')}`
  const [empty, service = '', ...rest] = path.split('/')
  if (empty !== '' || !ServiceName.safeParse(service).success) return { kind: 'unknown' }
  if (rest.length === 0) return { kind: 'redirect', location: `/${service}/${search}` }
  return { kind: 'service', service, path: `/${rest.join('/')}${search}` }
}
