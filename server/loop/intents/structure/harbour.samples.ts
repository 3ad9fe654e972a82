import type { Field, WorkspaceModel } from '#server/loop/intents/schemas.ts'

const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  type,
  required: true,
  personal: false,
  rules: [],
  ...more,
})
const none = { queries: [], listPage: null, consentPurpose: null }

/** A service as it may be found: berths, vessel arrivals and customs declarations. */
export const harbour: WorkspaceModel = {
  version: 1,
  service: 'harbour',
  entities: [
    {
      name: 'Berth',
      path: '/berths',
      table: 'berth',
      orderBy: null,
      fields: [
        field('code', 'text', { rules: [{ kind: 'maxLength', value: 12 }] }),
        field('name', 'text'),
        field('maximumDraught', 'decimal'),
        field('depth', 'decimal'),
      ],
      ...none,
      listPage: ['code', 'name'],
    },
    {
      name: 'VesselArrival',
      path: '/vessel-arrivals',
      table: 'vessel_arrival',
      orderBy: 'eta',
      fields: [
        field('imoNumber', 'text', { rules: [{ kind: 'imoNumber' }] }),
        field('vesselName', 'text'),
        field('eta', 'timestamp'),
        field('berth', 'text'),
        field('status', 'text', { required: false }),
      ],
      ...none,
      queries: [{ kind: 'byId' }],
    },
    {
      name: 'CustomsDeclaration',
      path: '/customs-declarations',
      table: 'customs_declaration',
      orderBy: null,
      fields: [
        field('reference', 'text'),
        field('dutyAmount', 'decimal'),
        field('packages', 'integer'),
        field('status', 'text'),
      ],
      ...none,
    },
  ],
  config: {
    title: 'Harbour',
    'list.defaultLimit': 20,
    'list.maximumLimit': 100,
    'requests.maximumBytes': 65_536,
    'arrivals.open': true,
    'contact.email': 'office@port.example.tt',
  },
}
