export { allowedSigners, type PublishedKey, type PublishedKeyset, publishedKeyset } from './published.ts'
export { type KeysNow, keysNow, readKeys } from './read.ts'
export { rotateKeys } from './rotate.ts'
