/** A target that could not be reached. EventBridge tries again only where trying again can help. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  readonly code: string;
  readonly retriable: boolean;

  constructor(code: string, message: string, { retriable }: { readonly retriable: boolean }) {
    super(message);
    this.code = code;
    this.retriable = retriable;
  }
}
