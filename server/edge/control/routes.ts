import * as z from 'zod/mini'
import { Failure } from '#server/platform/errors.ts'
import type { Commands } from '../commands.ts'
import { ProbeCommand, RouteCommand, ServiceName, VersionCommand } from '../schemas.ts'

/** The control API, one line per command. @throws Failure `notFound` for anything else, `invalidInput` for a bad body. */
export async function answer(
  commands: Commands,
  method: string,
  url: string,
  body: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const { pathname, searchParams } = new URL(url, 'http://edge')
  const [, noun, name = ''] = pathname.split('/')
  switch (`${method} /${noun}`) {
    case 'POST /start': {
      const { version, epoch } = parsed(VersionCommand, body)
      return commands.start(version, epoch, signal)
    }
    case 'POST /stop': {
      const { version, epoch } = parsed(VersionCommand, body)
      return commands.stop(version, epoch)
    }
    case 'GET /versions':
      return commands.running()
    case 'PUT /routes': {
      const { route, epoch } = parsed(RouteCommand, body)
      return commands.route(parsed(ServiceName, name), route, epoch)
    }
    case 'GET /routes':
      return commands.current(parsed(ServiceName, name))
    case 'GET /attempts':
      return commands.attempts(parsed(ServiceName, name), Number(searchParams.get('cursor') ?? 0))
    case 'PUT /probes': {
      const { version, plan } = parsed(ProbeCommand, body)
      return commands.probe(version, plan)
    }
    default:
      throw new Failure('notFound', 'unknownCommand', `The edge has no command ${method} ${pathname}.`)
  }
}

function parsed<T extends z.ZodMiniType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Failure(
    'invalidInput',
    'notUnderstood',
    `The edge does not understand this command: ${z.prettifyError(result.error)}`,
  )
}
