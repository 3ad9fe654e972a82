/** Files of one folder, under the folder's whole path; empty for the root. */
export interface Folder<File> {
  path: string
  files: readonly { file: File; name: string }[]
}

/** The changed files by folder, folders and files in the order of their names, as a tree without its empty branches. */
export function foldersOf<File extends { path: string }>(files: readonly File[]): Folder<File>[] {
  const byFolder = Map.groupBy(files, ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))
  return [...byFolder]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, inside]) => ({
      path,
      files: inside.map((file) => ({ file, name: file.path.slice(path === '' ? 0 : path.length + 1) })),
    }))
}
