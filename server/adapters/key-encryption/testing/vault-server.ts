import { vendorCipher } from './cipher.ts'
import { type Answer, type Asked, type Vendor, vendorServer } from './vendor.ts'

/** Vault's transit engine with one key, for whoever holds the token. */
export async function vaultServer(holds: { token: string; key: string }): Promise<Vendor> {
  const cipher = vendorCipher()
  const refused = (status: number, why: string): Answer => ({ status, body: { errors: [why] } })
  return await vendorServer(({ path, headers, body }: Asked) => {
    if (headers['x-vault-token'] !== holds.token) return refused(403, `permission denied for ${body}`)
    const asked = JSON.parse(body) as { plaintext?: string; ciphertext?: string; associated_data: string }
    const verb = /^\/v1\/transit\/(encrypt|decrypt)\/(.+)$/.exec(path)
    if (verb?.[2] !== holds.key) return refused(400, 'encryption key not found')
    if (verb[1] === 'encrypt') {
      const closed = cipher.close(Buffer.from(asked.plaintext ?? '', 'base64'), asked.associated_data)
      return { status: 200, body: { data: { ciphertext: `vault:v1:${closed.toString('base64')}`, key_version: 1 } } }
    }
    const opened = cipher.open(Buffer.from(asked.ciphertext?.split(':')[2] ?? '', 'base64'), asked.associated_data)
    if (!opened) return refused(400, 'cipher: message authentication failed')
    return { status: 200, body: { data: { plaintext: opened.toString('base64') } } }
  })
}
