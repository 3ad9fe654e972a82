/** A failure whose one clear line a child process has written already. */
export class AlreadySaid extends Error {}
