/** More answers than this are no longer read through: they are found by typing. */
export const mostReadThrough = 40
