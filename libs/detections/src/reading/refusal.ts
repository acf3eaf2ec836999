import { brief } from './text.ts';

/** What a denied call was about: most services name it in their message, though not in the record's fields. */
export function refusedResourceOf(errorMessage: string | null | undefined): string | undefined {
  const arn = /\bon resource: (?<arn>arn:\S+)/.exec(errorMessage ?? '')?.groups?.arn;
  return arn === undefined || arn.endsWith('*') ? undefined : brief(arn);
}
