// Latencies are counted in buckets whose bounds grow by a tenth: what a percentile tells is the geometric middle of its bucket, hence within
// sqrt(1.1) = 5 % of the exact value. Bucket b holds what is above firstMs * growth^(b - 1) and up to firstMs * growth^b.

const firstMs = 0.1
const growth = 1.1

/** @param ms milliseconds */
export function latencyBucket(ms: number): number {
  return ms <= firstMs ? 0 : Math.ceil(Math.log(ms / firstMs) / Math.log(growth))
}

/** Milliseconds that stand for the latencies of a bucket, as an SQL expression. */
export function bucketMsSql(bucket: string): string {
  return `${firstMs} * power(${growth}::double precision, ${bucket} - 0.5)`
}
