export type { ArchiveVerdict } from './verify.ts'
export { verifyFolder, writeArchive } from './write.ts'
