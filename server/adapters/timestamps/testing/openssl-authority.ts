import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'

/** A timestamp authority made with stock `openssl ts`, over HTTP, with the faults one may have. */
export interface OpensslAuthority {
  url: string
  rootsFile: string
  /** What it does with the next requests. */
  behave(how: (query: Buffer) => Promise<{ status: number; body: Buffer }>): void
  /** As it answers by itself. @param signer name of the certificate that signs */
  answer(query: Buffer, signer?: string): Buffer
  close(): void
}

export function hasOpenssl(): boolean {
  try {
    return execFileSync('openssl', ['version'], { stdio: 'pipe' }).length > 0
  } catch {
    return false
  }
}

/** Certificates: `tsa`, `expired` (valid for one day in 2020), `web` (not for timestamps), `stranger` (of another root). */
export async function opensslAuthority(folder: string): Promise<OpensslAuthority> {
  mkdirSync(folder, { recursive: true })
  const openssl = (...argv: string[]) => execFileSync('openssl', argv, { cwd: folder, stdio: 'pipe' })
  for (const root of ['root', 'other']) {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${root}`,
      '-days',
      '30',
      '-keyout',
      `${root}.key`,
      '-out',
      `${root}.pem`,
      '-addext',
      'basicConstraints=critical,CA:true',
    )
  }
  certify(folder, openssl, 'tsa', 'root', 'critical,timeStamping', 'rsa:2048')
  certify(folder, openssl, 'expired', 'root', 'critical,timeStamping')
  certify(folder, openssl, 'web', 'root', 'critical,timeStamping,serverAuth')
  certify(folder, openssl, 'stranger', 'other', 'critical,timeStamping')
  writeFileSync(join(folder, 'serial'), '01\n')
  const answer = (query: Buffer, signer = 'tsa') => {
    writeFileSync(join(folder, 'tsa.cnf'), configuration(signer))
    writeFileSync(join(folder, 'query.tsq'), query)
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr')
    return readFileSync(join(folder, 'reply.tsr'))
  }
  const granted = async (query: Buffer) => ({ status: 200, body: answer(query) })
  let how: Parameters<OpensslAuthority['behave']>[0] = granted
  const server = await listening(async (query) => await how(query))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    rootsFile: join(folder, 'root.pem'),
    behave: (next) => {
      how = next
    },
    answer,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

type Openssl = (...argv: string[]) => Buffer

function certify(folder: string, openssl: Openssl, name: string, root: string, purpose: string, key = 'ec') {
  const curve = key === 'ec' ? ['-pkeyopt', 'ec_paramgen_curve:P-256'] : []
  openssl(
    'req',
    '-new',
    '-newkey',
    key,
    ...curve,
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  )
  writeFileSync(join(folder, `${name}.ext`), `extendedKeyUsage=${purpose}\n`)
  if (name === 'expired') return expired(folder, openssl, name, root, purpose)
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${root}.pem`,
    '-CAkey',
    `${root}.key`,
    '-CAcreateserial',
    '-days',
    '30',
    '-extfile',
    `${name}.ext`,
    '-out',
    `${name}.pem`,
  )
}

/** `openssl x509` cannot set both ends of the validity everywhere; `openssl ca` can. */
function expired(folder: string, openssl: Openssl, name: string, root: string, purpose: string): void {
  writeFileSync(join(folder, 'index.txt'), '')
  const text = `[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\nx509_extensions=e\n[p]\ncommonName=supplied\n[e]\nextendedKeyUsage=${purpose}\n`
  writeFileSync(join(folder, 'ca.cnf'), text)
  openssl(
    'ca',
    '-batch',
    '-config',
    'ca.cnf',
    '-in',
    `${name}.csr`,
    '-cert',
    `${root}.pem`,
    '-keyfile',
    `${root}.key`,
    '-startdate',
    '20200101000000Z',
    '-enddate',
    '20200102000000Z',
    '-notext',
    '-out',
    `${name}.pem`,
  )
}

const configuration = (signer: string) => `
[tsa]
default_tsa = t
[t]
serial = serial
signer_cert = ${signer}.pem
signer_key = ${signer}.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`

async function listening(respond: (query: Buffer) => Promise<{ status: number; body: Buffer }>): Promise<Server> {
  const server = createServer((request, response) => {
    buffer(request)
      .then(respond)
      .then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/timestamp-reply' }).end(body),
      )
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
