import { modelContract } from '#server/adapters/models/model.contract.ts'
import { messagesServer, serverKey } from '#server/testing/models/index.ts'
import { claude } from './index.ts'
import { taskOf } from './task.samples.ts'

modelContract({
  name: 'Claude over a local Messages API',
  task: taskOf(),
  // More output than any model gives: the service refuses the request.
  impossible: { ...taskOf(), maximumOutputTokens: 1_000_000 },
  async make() {
    const server = await messagesServer()
    server.answer({ text: JSON.stringify({ options: [] }) })
    return { model: claude({ apiKey: serverKey, baseUrl: server.url }), close: () => server.close() }
  },
})
