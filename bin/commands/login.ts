import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import {
  type BegunSession,
  practiceTeam,
  signInAsPractice,
  signInWithCode,
  signInWithPassword,
  signOut,
} from '#server/identity/index.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'
import { withInstance } from './instance.ts'
import { forgetToken, keepToken, readToken } from './session-file.ts'

const usage = `
Usage: dominion login (--code CODE | --email ADDRESS | --practice ROLE | --out) [--json]

  --code CODE       the one-time code that npm start printed
  --email ADDRESS   asks for the password
  --practice ROLE   a person of the practice team: requester, lead, manager, security, council, legal, auditor, onCall, admin
  --out             sign out
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        code: { type: 'string' },
        email: { type: 'string' },
        practice: { type: 'string' },
        out: { type: 'boolean' },
        json: { type: 'boolean', default: false },
      },
    })
    return await withInstance(async () => {
      if (values.out) return await leave(values.json)
      const session = await begin(values)
      keepToken(session.token)
      const { personId, displayName, expiresAt } = session
      print(values.json, { personId, displayName, expiresAt }, [
        `Signed in as ${displayName} until ${expiresAt.toISOString()}.`,
      ])
      return exitCodes.done
    })
  },
}

async function begin(values: { code?: string; email?: string; practice?: string }): Promise<BegunSession> {
  if (values.code) return await signInWithCode(values.code, 'cli')
  if (values.email) return await signInWithPassword(values.email, await askPassword(), 'cli')
  if (!values.practice) throw new UsageError('Say how: --code, --email or --practice.')
  const person = (await practiceTeam()).find(({ roles }) => roles.some((role) => role === values.practice))
  if (!person) throw new UsageError(`There is no practice person with the role ${values.practice}.`)
  return await signInAsPractice(person.id, 'cli')
}

async function askPassword(): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question('Password: ')
  } finally {
    terminal.close()
  }
}

async function leave(json: boolean): Promise<number> {
  const token = readToken()
  if (token) await signOut(token)
  forgetToken()
  print(json, { signedOut: true }, ['Signed out.'])
  return exitCodes.done
}
