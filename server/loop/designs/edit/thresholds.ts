/** How much one edit, and all of them, may say. What is longer is refused with the reason. Browser-safe. */

export const textLimits = { title: 120, summary: 1000, tradeOff: 400 } as const
export const lineLimits = { length: 400, count: 50 } as const
export const dataClassLimits = { length: 40, count: 12 } as const
export const protocolLimit = 80
/** Edits one revision may consist of. */
export const commandLimit = 500
