/** The example of the golden files. */
export const arrival = {
  name: 'VesselArrival',
  fields: [
    {
      name: 'vesselName',
      type: 'text' as const,
      required: true,
      personal: false,
      rules: [{ kind: 'minLength' as const, value: 1 }],
    },
    { name: 'imo', type: 'text' as const, required: true, personal: false, rules: [{ kind: 'imoNumber' as const }] },
    { name: 'eta', type: 'timestamp' as const, required: true, personal: false, rules: [] },
  ],
}
export const resource = { shape: 'resource' as const, service: 'harbour', entity: arrival, orderBy: 'eta' }
