/** What every form of the sign-in page carries along. @param next where it leads @param onward where the person wanted to go */
export function Hidden({ csrfToken, next, onward = next }: { csrfToken: string; next: string; onward?: string }) {
  return (
    <>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={next} />
      <input type="hidden" name="onward" value={onward} />
    </>
  )
}
