export { fileSigner } from './files.ts'
export { sshPublicKeyLine } from './public-key.ts'
export { sshSignature, verifySshSignature } from './ssh-signature.ts'
export { SshFormatError } from './wire.ts'
