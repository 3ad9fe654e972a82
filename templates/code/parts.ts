import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { Entity } from '#server/loop/intents/schemas.ts'
import { entityWords } from '#templates/code/language/words.ts'
import { personalFields, type ServiceEntity } from '#templates/code/model.ts'

/** The boxes and arrows of a design, and the sentences that several packs share. */

type Parts = Pick<DesignSpec, 'components' | 'relations'>

/** A caller, the API and its database; with `page`, the browser's page in between. */
export function apiParts(entity: ServiceEntity, page = false): Parts {
  const dataClasses = personalFields(entity).length > 0 ? ['operational', 'personal'] : ['operational']
  const { title, many } = entityWords(entity.name)
  const caller = {
    id: 'caller',
    kind: 'person' as const,
    name: page ? 'A person with a browser' : 'A person or program',
    dataClasses: [],
  }
  const api = { id: 'api', kind: 'api' as const, name: `${title} API`.slice(0, 80), dataClasses }
  const database = { id: 'database', kind: 'database' as const, name: `Table of ${many}`.slice(0, 80), dataClasses }
  const stored = { from: 'api', to: 'database', protocol: 'SQL over a Unix socket' }
  if (!page)
    return {
      components: [caller, api, database],
      relations: [{ from: 'caller', to: 'api', protocol: 'HTTP, JSON' }, stored],
    }
  const list = { id: 'page', kind: 'page' as const, name: `${title} page`.slice(0, 80), dataClasses }
  return {
    components: [caller, list, api, database],
    relations: [
      { from: 'caller', to: 'page', protocol: 'HTTP, HTML' },
      { from: 'page', to: 'api', protocol: 'HTTP, JSON' },
      stored,
    ],
  }
}

/** The entity as the design speaks of it: name and fields, without what the service adds. */
export function plainEntity({ name, fields }: ServiceEntity): Entity {
  return { name, fields }
}

/** What is recorded as the purpose that callers must name for this entity's personal data. */
export function consentPurpose(entity: Pick<ServiceEntity, 'name' | 'fields'>): string | null {
  return personalFields(entity).length > 0 ? `${entityWords(entity.name).one.replaceAll(' ', '-')}-records` : null
}

export const inputThreats = [
  'Hostile input: every value is checked for type, length and rules before it is used; unknown fields are refused.',
  'SQL injection: names are fixed in the code and quoted, values travel only as parameters.',
  'Exhaustion: bodies, pages, cursors and statements have limits.',
]

export function personalThreats(entity: Pick<ServiceEntity, 'fields'>): string[] {
  const fields = personalFields(entity)
  if (fields.length === 0) return []
  return [
    `Personal data (${fields.join(', ')}): taken only when the caller names the agreed purpose; never written to logs or addresses.`,
    'Whoever reaches the service can read its lists; personal data must not leave the network it runs in without sign-in.',
  ]
}
