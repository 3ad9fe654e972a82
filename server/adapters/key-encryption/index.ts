import { join } from 'node:path'
import type { Environment } from '#server/platform/env.ts'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { awsKmsKeyEncryption } from './aws-kms.ts'
import { fileKeyEncryption } from './files.ts'
import { gcpKmsKeyEncryption } from './gcp-kms.ts'
import { passphraseKeyEncryption } from './passphrase.ts'
import { vaultKeyEncryption } from './vault.ts'

type Driver = Environment['KEY_ENCRYPTION']

/** Who keeps the key that encrypts the others, by `KEY_ENCRYPTION`. @throws Error naming each variable that is missing. */
export function chosenKeyEncryption(e: Environment): KeyEncryption {
  return drivers[e.KEY_ENCRYPTION](e, (...names) => demanded(e, names))
}

type Demand = (...names: (keyof Environment)[]) => string[]

const drivers: Record<Driver, (e: Environment, demand: Demand) => KeyEncryption> = {
  file: (e) => fileKeyEncryption(join(e.DOMINION_DATA, 'keys', 'encryption.key')),
  passphrase: (e) =>
    passphraseKeyEncryption(join(e.DOMINION_DATA, 'keys', 'passphrase.json'), {
      text: e.KEY_PASSPHRASE,
      file: e.KEY_PASSPHRASE_FILE,
    }),
  vault(e, demand) {
    const [address = '', key = ''] = demand('VAULT_ADDR', 'VAULT_TRANSIT_KEY')
    if (!e.VAULT_TOKEN_FILE) demand('VAULT_TOKEN')
    const { VAULT_TRANSIT_MOUNT: mount, VAULT_TOKEN: token, VAULT_TOKEN_FILE: tokenFile } = e
    return vaultKeyEncryption({ address, key, mount, token, tokenFile })
  },
  'aws-kms'(e, demand) {
    const [region = '', keyId = '', accessKeyId = '', secretAccessKey = ''] = demand(
      'AWS_REGION',
      'AWS_KMS_KEY_ID',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
    )
    const credentials = { accessKeyId, secretAccessKey, sessionToken: e.AWS_SESSION_TOKEN }
    return awsKmsKeyEncryption({ region, keyId, credentials, endpoint: e.AWS_KMS_ENDPOINT })
  },
  'gcp-kms'(e, demand) {
    const [key = '', credentialsFile = ''] = demand('GCP_KMS_KEY', 'GOOGLE_APPLICATION_CREDENTIALS')
    return gcpKmsKeyEncryption({ key, credentialsFile, endpoint: e.GCP_KMS_ENDPOINT })
  },
}

function demanded(e: Environment, names: readonly (keyof Environment)[]): string[] {
  const missing = names.filter((name) => !e[name])
  if (missing.length === 0) return names.map((name) => String(e[name]))
  throw new Error(`KEY_ENCRYPTION=${e.KEY_ENCRYPTION} needs ${missing.join(', ')}`)
}
