/** A call that is answered in a stream of events was made from a bundle. */
export class NoEventStreamsError extends Error {
  override readonly name = 'NoEventStreamsError';
}

/** Stands in for `@smithy/core/event-streams` in bundles, where no call of ours needs it: 15 KB. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- the SDK makes one with `new`
export class EventStreamSerde {
  constructor() {
    throw new NoEventStreamsError(
      'event streams are left out of lambda bundles. Take the alias of @smithy/core/event-streams out of lambda-bundle.mjs to use them',
    );
  }
}

/** Asked for before an `EventStreamSerde` is made. */
export function eventStreamSerdeProvider(): object {
  return {};
}
