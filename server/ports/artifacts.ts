/** Keeps what was built, once, under the sha256 of its content. The same folder always gets the same digest. */
export interface ArtifactStore {
  /**
   * Stores a folder's files with what must be known to run them. Names, contents and the executable bit count; times, owners and
   * order do not. Links and other special files are refused.
   */
  put(folder: string, annotations: ArtifactAnnotations): Promise<ArtifactDescription>
  /**
   * Makes sure `folder` holds exactly this artifact's files, read-only. A folder already there is compared byte by byte and kept.
   * @throws ArtifactFault `unknown`, or `tampered` when the stored or the unpacked bytes are not those the digest names.
   */
  unpack(digest: string, folder: string): Promise<void>
  /** Hashes everything the digest names again. */
  verify(digest: string): Promise<ArtifactVerification>
  describe(digest: string): Promise<ArtifactDescription | null>
}

export type ArtifactAnnotations = Readonly<Record<string, string>>

export interface ArtifactDescription {
  /** `sha256:…` of the OCI image manifest. */
  digest: string
  /** Bytes of the files' archive. */
  sizeBytes: number
  files: number
  annotations: ArtifactAnnotations
}

export type ArtifactVerification = { intact: true } | { intact: false; fault: 'unknown' | 'tampered'; what: string }

/** Why an artifact cannot be used. `unsupported` names the file that cannot be stored. */
export class ArtifactFault extends Error {
  readonly fault: 'unknown' | 'tampered' | 'unsupported'

  constructor(fault: 'unknown' | 'tampered' | 'unsupported', message: string) {
    super(message)
    this.name = 'ArtifactFault'
    this.fault = fault
  }
}
