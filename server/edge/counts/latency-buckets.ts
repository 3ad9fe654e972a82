/** 64 logarithmic buckets, four to a doubling, from 0.25 ms to 14 s; the last takes everything slower. */

const BUCKETS = 64
const first = 0.25

export function bucketOf(ms: number): number {
  if (ms <= first) return 0
  return Math.min(BUCKETS - 1, Math.ceil(Math.log2(ms / first) * 4))
}

export function upperBoundMs(bucket: number): number {
  return Math.round(first * 2 ** (bucket / 4) * 1000) / 1000
}
