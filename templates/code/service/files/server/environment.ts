import { resolve } from 'node:path'

/** What the surroundings say; read here and nowhere else. PostgreSQL's own `PG…` variables are read by its driver. */
export interface Environment {
  /** A socket path wins over a port; without either the service listens on 127.0.0.1:8080. */
  listenOn: { path: string } | { port: number; host: string }
  stage: string
  version: string
  /** The folder with `config/`, `migrations/`, `docs/`, `public/` and `openapi.json`. */
  root: string
}

/** @throws Error when PORT is not a port number. */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): Environment {
  return {
    listenOn: listenOn(source.SOCKET_PATH, source.PORT ?? '8080'),
    stage: source.SERVICE_STAGE ?? 'development',
    version: source.SERVICE_VERSION ?? 'unversioned',
    root: resolve('.'),
  }
}

function listenOn(path: string | undefined, port: string): Environment['listenOn'] {
  if (path) return { path }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`PORT must be a port number, not "${port}".`)
  return { port: Number(port), host: '127.0.0.1' }
}
