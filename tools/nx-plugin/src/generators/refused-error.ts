/** The generator was asked for something it does not write. One sentence; nothing has been written. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
