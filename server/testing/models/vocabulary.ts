import type { IncomingHttpHeaders } from 'node:http'

/** Everything that was seen to go wrong on the wire, each by the name of what happens. */
export const faults = [
  'overloaded',
  'rateLimited',
  'rateLimitedForADay',
  'serverError',
  'invalidRequest',
  'unauthorised',
  'modelGone',
  'noHeaders',
  'resetBeforeHeaders',
  'resetMidStream',
  'endsEarly',
  'errorInStream',
  'stalls',
  'dripsSlowly',
  'brokenEvent',
  'notJson',
  'refuses',
  'cutAtLimit',
  'contextExceeded',
  'otherModel',
  'oversized',
] as const
export type Fault = (typeof faults)[number]

export interface Answer {
  /** What the model writes: the JSON text. */
  text: string
  usage?: { input_tokens: number; output_tokens: number; cache_read_input_tokens: number }
  region?: string
}

export interface ReceivedRequest {
  headers: IncomingHttpHeaders
  body: {
    model: string
    max_tokens: number
    stream?: boolean
    system?: unknown
    messages: unknown
    output_config?: { format: { type: string; schema: unknown } }
  }
}
