/** `s3://bucket/prefix`, taken apart. */
export interface S3Address {
  readonly bucket: string;
  /** Of keys, or a key. */
  readonly key: string;
}

const ADDRESS = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<key>.*))?$/s;

export function isS3(path: string): boolean {
  return path.startsWith('s3://');
}

/** `undefined` for what is none. */
export function s3AddressOf(path: string): S3Address | undefined {
  const { bucket, key = '' } = ADDRESS.exec(path)?.groups ?? {};
  return bucket === undefined ? undefined : { bucket, key };
}

export function s3PathOf({ bucket, key }: S3Address): string {
  return `s3://${bucket}/${key}`;
}
