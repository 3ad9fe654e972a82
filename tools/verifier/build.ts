import { writeFileSync } from 'node:fs'
import { verifierFile, verifierText } from './text.ts'

/** A program: makes the verifier that lies in every archive anew. */
writeFileSync(verifierFile, await verifierText())
