import { type PolicyWitness, parseCosignerKey } from '../format/index.ts'

/** Whom a log asks, and how many must have countersigned. */
export interface WitnessSettings {
  witnesses: readonly PolicyWitness[]
  needed: number
}

/**
 * Reads `LEDGER_WITNESSES`: a verifier key and an address for each, separated by lines or commas; `none` or nothing for none.
 * @param quorum more than half of them when left out
 * @throws Error in words for whoever set it
 */
export function witnessSettings(list: string | undefined, quorum: number | undefined): WitnessSettings {
  const lines = (list ?? 'none').split(/[,\n]/).map((line) => line.trim())
  const witnesses = lines.filter((line) => line !== '' && line !== 'none').map(witnessOf)
  if (new Set(witnesses.map(({ name }) => name)).size < witnesses.length) {
    throw new Error('LEDGER_WITNESSES names one witness twice.')
  }
  const needed = quorum ?? (witnesses.length === 0 ? 0 : Math.floor(witnesses.length / 2) + 1)
  if (needed > witnesses.length || (needed < 1 && witnesses.length > 0)) {
    throw new Error(`LEDGER_WITNESS_QUORUM is ${needed}, but there are ${witnesses.length} witnesses.`)
  }
  return { witnesses, needed }
}

function witnessOf(line: string): PolicyWitness {
  const [vkey = '', url = '', ...rest] = line.split(/\s+/)
  if (!/^https?:/.test(url) || !URL.canParse(url) || rest.length > 0) {
    throw new Error(`LEDGER_WITNESSES: not a verifier key and an address: ${line}`)
  }
  const key = parseCosignerKey(vkey)
  return { name: key.name, key, url }
}
