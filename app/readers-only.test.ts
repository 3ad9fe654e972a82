import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appRouter } from '#server/api/root.ts'
import { mayRead, type ReadPermission, readPermissionRules, readPermissions } from '#server/identity/permissions.ts'
import { type Role, roleLabels, roles } from '#server/identity/vocabulary.ts'

const frame = 'app/(console)'
const pages = globSync('app/(console)/**/page.tsx')
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { meta?: { permission: string } } }>

/** What a file reads, by the permission of each verb behind it. */
function readBy(file: string): string[] {
  const named = [...readFileSync(file, 'utf8').matchAll(/\brpc\.(\w+\.\w+)\.queryOptions/g)].map(
    ([, name]) => name ?? '',
  )
  return [...new Set(named.map((name) => procedures[name]?._def.meta?.permission ?? `nothing called ${name}`))]
}

/** What the layouts over a page ask of its reader. */
function askedOver(page: string): string[] {
  const asked: string[] = []
  for (let folder = dirname(page); folder.startsWith(frame); folder = dirname(folder)) {
    const layout = join(folder, 'layout.tsx')
    if (existsSync(layout)) asked.push(...(readFileSync(layout, 'utf8').match(/(?<=')\w+\.read(?=')/g) ?? []))
  }
  return asked
}

describe('every page of the console', () => {
  it('is found', () => expect(pages.length).toBeGreaterThan(15))

  it.each(pages)('%s stands under a layout that asks for all it reads', (page) => {
    const read = readBy(page)
    expect(read.length, 'it reads nothing').toBeGreaterThan(0)
    expect(readPermissions).toEqual(expect.arrayContaining(read))
    expect(askedOver(page), 'the readersOnly(…) of a layout over it').toEqual(expect.arrayContaining(read))
  })

  it('and the frame around them asks for what it reads itself', () => {
    expect(askedOver(join(frame, 'page.tsx'))).toEqual(expect.arrayContaining(readBy(join(frame, 'layout.tsx'))))
  })
})

describe('whoever may not read', () => {
  const person = (...held: Role[]) =>
    ({ kind: 'person', id: 'prs_1', roles: held, practice: false, sessionId: 's' }) as const

  it.each(readPermissions)('%s is told which role may and who grants it', (permission: ReadPermission) => {
    const may = readPermissionRules[permission]
    const others = roles.filter((role) => !may.includes(role))
    const answer = mayRead(person(...others), permission)
    if (answer.allowed) throw new Error('it is read without a role that may')
    expect(answer.sentence).toContain(roleLabels.admin)
    for (const role of may.length < roles.length ? may : []) expect(answer.sentence).toContain(roleLabels[role])
  })
})
