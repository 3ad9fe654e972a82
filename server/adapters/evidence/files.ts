import { blobsIn } from '#server/adapters/artifacts/blobs.ts'
import { sha256 } from '#server/platform/digest.ts'
import { EvidenceFault, type EvidenceStore } from '#server/ports/evidence.ts'

const digestPattern = /^[0-9a-f]{64}$/

/** One file for each digest, below `root`. */
export function keptEvidence(root: string): EvidenceStore {
  const blobs = blobsIn(root)
  return {
    async put(bytes) {
      const { digest } = await blobs.write([Buffer.from(bytes)])
      return digest.slice('sha256:'.length)
    },
    async get(name) {
      const digest = `sha256:${name}`
      if (!digestPattern.test(name) || !(await blobs.has(digest)))
        throw new EvidenceFault('unknown', `Nothing is kept under ${name}.`)
      const bytes = Uint8Array.from(await blobs.read(digest))
      if (sha256(bytes) !== name) throw new EvidenceFault('tampered', `What is kept under ${name} is something else.`)
      return bytes
    },
  }
}
