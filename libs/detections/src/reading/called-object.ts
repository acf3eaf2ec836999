import * as z from 'zod'; // not { z }: that bundles every locale
import { brief } from './text.ts';

const Parameters = z.lazy(() => z.record(z.string(), z.unknown()));

/** What a call of whichever service was about, as far as its parameters name something: the first name, id or ARN among them. */
export function calledObjectOf(requestParameters: unknown): string | undefined {
  const parameters = Parameters.safeParse(requestParameters).data ?? {};
  const [named] = Object.entries(parameters).filter(([key, value]) => isName(key) && typeof value === 'string');
  return named && brief(String(named[1]));
}

/** `bucketName`, `instanceId`, `trailARN`; `name` alone. Not the id of the request itself. */
function isName(key: string): boolean {
  return /(Name|Id|ID|Arn|ARN|Identifier)$|^name$/.test(key) && !/^(request|client|token)/i.test(key);
}
