import { parseArgs } from 'node:util'
import {
  createToken,
  listTokens,
  type ReadPermission,
  readPermissionRules,
  revokeToken,
} from '#server/identity/index.ts'
import { type Command, exitCodes, print, table, UsageError } from './command.ts'
import { signedIn, withInstance } from './instance.ts'

const usage = `
Usage: dominion token create NAME [--scope PERMISSION]… [--days N] [--json]   a token that reads as you; it is shown once
       dominion token list [--json]                                           yours, without the tokens themselves
       dominion token revoke ID [--json]                                      ends it at once

  --scope PERMISSION   what it may read, as often as needed; ledger.read without it
  --days N             how long it lasts, 365 at most; 90 without it
`

interface Words {
  values: { scope?: string[]; days: string; json: boolean }
  positionals: string[]
}

export const command: Command = {
  usage,
  async run(argv) {
    const words = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        scope: { type: 'string', multiple: true },
        days: { type: 'string', default: '90' },
        json: { type: 'boolean', default: false },
      },
    })
    const does = actions[words.positionals[0] ?? '']
    if (!does) throw new UsageError('Say what: create NAME, list, or revoke ID.')
    return await withInstance(() => does(words))
  },
}

const actions: Readonly<Record<string, (words: Words) => Promise<number>>> = { create, list, revoke }

async function create({ values: { scope, days, json }, positionals: [, name] }: Words): Promise<number> {
  if (!name) throw new UsageError('Say what it is for: create NAME.')
  const scopes = scope ?? ['ledger.read']
  const unknown = scopes.find((each) => !Object.hasOwn(readPermissionRules, each))
  if (unknown)
    throw new UsageError(`There is no scope ${unknown}; there are ${Object.keys(readPermissionRules).join(', ')}.`)
  const made = await createToken(await signedIn(), { name, scopes: scopes as ReadPermission[], days: Number(days) })
  print(json, made, [
    made.token,
    `It is shown this once, and ends at ${made.expiresAt.toISOString()}.`,
    'Send it as: Authorization: Bearer <token>, to /api/graphql.',
  ])
  return exitCodes.done
}

async function list({ values: { json } }: Words): Promise<number> {
  const tokens = await listTokens(await signedIn(), {})
  const rows = tokens.map(({ id, prefix, name, scopes, expiresAt, revokedAt }) => [
    ...[id, `${prefix}…`, name, scopes.join(' ')],
    revokedAt ? `revoked ${revokedAt.toISOString()}` : `ends ${expiresAt.toISOString()}`,
  ])
  print(json, { tokens }, rows.length > 0 ? table(rows) : ['You have no tokens.'])
  return exitCodes.done
}

async function revoke({ values: { json }, positionals: [, tokenId] }: Words): Promise<number> {
  if (!tokenId) throw new UsageError('Say which: revoke ID.')
  const revoked = await revokeToken(await signedIn(), { tokenId })
  print(json, revoked, ['It opens nothing any more.'])
  return exitCodes.done
}
