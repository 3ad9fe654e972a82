/**
 * Hears of a press beside a dialog, on what it dims: one that begins there and ends there, so that whoever selects text and
 * lets go outside loses nothing.
 */
export function onPressBeside(dialog: HTMLDialogElement, heard: () => void): void {
  let began = false
  const isBeside = ({ target, clientX, clientY }: MouseEvent) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect()
    return target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom)
  }
  dialog.addEventListener('pointerdown', (event) => {
    began = isBeside(event)
  })
  dialog.addEventListener('click', (event) => {
    if (began && isBeside(event)) heard()
  })
}
