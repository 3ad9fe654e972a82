/** Carries a log's questions to witnesses, as C2SP tlog-witness fixes them. */
export interface WitnessWire {
  /**
   * `POST <prefix>/add-checkpoint`. What comes back is from a stranger: any status, any words, but no more than a few of them.
   * @throws Error when no whole answer came in time, or a longer one than any witness gives
   */
  addCheckpoint(prefix: string, body: string, signal: AbortSignal): Promise<WitnessAnswer>
}

export interface WitnessAnswer {
  status: number
  contentType: string
  body: string
}
