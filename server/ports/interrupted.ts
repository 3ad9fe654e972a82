/** What work stood on was taken from outside, a killed sandbox or a restarted database: that says nothing about the work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
