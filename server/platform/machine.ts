/** A machine is a table: state → event → next state. No I/O, no clock. Browser-safe. */
export type MachineTable = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface Machine<Table extends MachineTable> {
  readonly name: string
  readonly initial: keyof Table & string
  readonly table: Table
  /** Null when this event means nothing in this state. */
  next(state: string, event: string): (keyof Table & string) | null
  isFinal(state: string): boolean
}

export type StateOf<M> = M extends Machine<infer Table> ? keyof Table & string : never
type Events<Table> = { [S in keyof Table]: keyof Table[S] }[keyof Table]
export type EventOf<M> = M extends Machine<infer Table> ? Events<Table> & string : never

/** Declares a machine. Every target must be a state of the same table; the compiler checks it. */
export function machine<const Table extends Record<string, Record<string, NoInfer<keyof Table & string>>>>(
  name: string,
  initial: keyof Table & string,
  table: Table,
): Machine<Table> {
  return {
    name,
    initial,
    table,
    next: (state, event) => (table[state]?.[event] as (keyof Table & string) | undefined) ?? null,
    isFinal: (state) => Object.keys(table[state] ?? {}).length === 0,
  }
}
