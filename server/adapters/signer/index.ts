export { fileSigner } from './files.ts'

export { sshSignature } from './ssh-signature.ts'
