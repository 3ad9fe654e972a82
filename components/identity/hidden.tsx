/** What every form of the sign-in page carries along. */
export function Hidden({ csrfToken, next }: { csrfToken: string; next: string }) {
  return (
    <>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={next} />
    </>
  )
}
