export { fileSigner } from './files.ts'
export { fileCosigner } from './ml-dsa.ts'
export { sshPublicKeyLine } from './public-key.ts'

export { sshSignature } from './ssh-signature.ts'
