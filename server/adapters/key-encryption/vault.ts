import { readFile } from 'node:fs/promises'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { ask, base64, type Patience, required, textAt } from './ask.ts'

export interface VaultOptions {
  /** `https://vault.example:8200`. */
  address: string
  /** The transit key's name; its type must take associated data (aes256-gcm96, chacha20-poly1305). */
  key: string
  /** Where the transit engine is mounted. */
  mount: string
  /** One of the two. A file is read anew after a refusal: an agent renews what is in it. */
  token: string | undefined
  tokenFile: string | undefined
  patience?: Patience
}

const name = 'Vault'

/** HashiCorp Vault's transit engine (developer.hashicorp.com/vault/api-docs/secret/transit). The context is the associated data. */
export function vaultKeyEncryption({ patience, ...options }: VaultOptions): KeyEncryption {
  const { address, mount, key } = options
  const send = (verb: 'encrypt' | 'decrypt', body: object) =>
    ask(
      {
        name,
        request: async () => ({
          url: `${address.replace(/\/+$/, '')}/v1/${mount}/${verb}/${encodeURIComponent(key)}`,
          headers: {
            'content-type': 'application/json',
            'x-vault-request': 'true',
            'x-vault-token': await tokenOf(options),
          },
          body: JSON.stringify(body),
        }),
        // Vault has no codes; its sentences may repeat what was sent.
        codeOf: () => null,
        renewAfter: options.tokenFile ? [403] : [],
      },
      patience,
    )
  return {
    async wrap(secret, context) {
      const answer = await send('encrypt', { plaintext: base64(secret), associated_data: base64(context) })
      return Buffer.from(required(name, textAt(answer, 'data', 'ciphertext')))
    },
    async unwrap(wrapped, context) {
      const ciphertext = Buffer.from(wrapped).toString('utf8')
      const answer = await send('decrypt', { ciphertext, associated_data: base64(context) })
      return Buffer.from(required(name, textAt(answer, 'data', 'plaintext')), 'base64')
    },
    keeper: () => ({ driver: 'vault', key: `${mount}/${key}` }),
  }
}

async function tokenOf({ token, tokenFile }: Pick<VaultOptions, 'token' | 'tokenFile'>): Promise<string> {
  return tokenFile ? (await readFile(tokenFile, 'utf8')).trim() : (token ?? '')
}
