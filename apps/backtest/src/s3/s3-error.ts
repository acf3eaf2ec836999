/** A bucket cannot be listed; the message says which and why. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
}
