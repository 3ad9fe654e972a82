import { edgeForTests } from '#server/edge/testing/edge.ts'
import { edgeNode } from './edge-node.ts'
import { scriptedDelivery } from './scripted.ts'
import { deliveryContract } from './traffic.contract.ts'

deliveryContract('our edge', async () => {
  const edge = await edgeForTests()
  const delivery = edgeNode({ controlSocket: edge.controlSocket })
  const healthy = [await edge.build({ name: 'one' }), await edge.build({ name: 'two' })] as const
  const broken = await edge.build({ exitAtStart: true })
  const close = async () => {
    await delivery.close()
    await edge.close()
  }
  return { delivery, healthy, broken, close }
})

deliveryContract('a script', async () => {
  const delivery = scriptedDelivery()
  delivery.failStart('sha256:broken')
  return { delivery, healthy: ['sha256:one', 'sha256:two'], broken: 'sha256:broken', close: async () => {} }
})
