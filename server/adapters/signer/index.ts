export { fileSigner } from './files.ts'
export { fileCosigner } from './ml-dsa.ts'

export { sshSignature } from './ssh-signature.ts'
