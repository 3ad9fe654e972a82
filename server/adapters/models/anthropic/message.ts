import type Anthropic from '@anthropic-ai/sdk'
import type { ModelEvent, ModelFault } from '#server/ports/models.ts'

/** A message as it grows out of the stream. Nothing of it counts before the stream has said that it is complete. */
export interface Growing {
  id: string | null
  model: string | null
  text: string
  stopReason: string | null
  refusal: string | null
  complete: boolean
  inputTokens: number
  outputTokens: number
  cacheReadTokens: number
  region: string | null
}

export const nothingYet = (): Growing => ({
  id: null,
  model: null,
  text: '',
  stopReason: null,
  refusal: null,
  complete: false,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  region: null,
})

/** Takes one event in. Kinds of events and blocks that we did not ask for, such as thinking, add nothing. */
export function grow(message: Growing, event: Anthropic.RawMessageStreamEvent): void {
  switch (event.type) {
    case 'message_start':
      message.id = event.message.id
      message.model = event.message.model
      message.region = event.message.usage.inference_geo ?? null
      count(message, event.message.usage)
      return
    case 'content_block_delta':
      if (event.delta.type === 'text_delta') message.text += event.delta.text
      return
    case 'message_delta':
      message.stopReason = event.delta.stop_reason
      message.refusal = event.delta.stop_details?.category ?? null
      count(message, event.usage)
      return
    case 'message_stop':
      message.complete = true
      return
    case 'content_block_start':
    case 'content_block_stop':
  }
}

type Usage = { input_tokens: number | null; output_tokens: number; cache_read_input_tokens: number | null }

/** Usage is cumulative: the last word on each number counts. */
function count(message: Growing, usage: Usage): void {
  message.inputTokens = usage.input_tokens ?? message.inputTokens
  message.outputTokens = usage.output_tokens ?? message.outputTokens
  message.cacheReadTokens = usage.cache_read_input_tokens ?? message.cacheReadTokens
}

export type Read = Extract<ModelEvent, { type: 'answered' | 'refused' | 'failed' }>

/** What a message that ended says, by the reason it ended for. */
export function readMessage(message: Growing, decode: (answer: unknown) => unknown): Read {
  if (!message.complete) return failed('connectionLost', 'The answer ended before it was complete.')
  switch (message.stopReason) {
    case 'end_turn':
    case 'stop_sequence':
      return parsed(message.text, decode)
    case 'refusal':
      return { type: 'refused', category: message.refusal ?? 'unspecified' }
    case 'max_tokens':
      return failed(
        'invalidAnswer',
        `The answer was cut off after ${message.outputTokens} tokens. Ask for less at once.`,
      )
    case 'model_context_window_exceeded':
      return failed('invalidRequest', 'The request is larger than the model can read. Ask for less at once.')
    default:
      return failed('invalidAnswer', `The model stopped for a reason that was not asked for: ${message.stopReason}.`)
  }
}

function parsed(text: string, decode: (answer: unknown) => unknown): Read {
  try {
    return { type: 'answered', answer: decode(JSON.parse(text)), confidence: null }
  } catch {
    return failed('invalidAnswer', 'The answer is not the JSON that was asked for.')
  }
}

const failed = (fault: ModelFault, message: string): Read => ({ type: 'failed', fault, message })
