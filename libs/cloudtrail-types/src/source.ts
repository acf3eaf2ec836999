import { isIP } from 'node:net';
import { textAt } from './json.ts';
import { type CloudTrailRecord } from './record.ts';

/** Where a call came from. `sourceIPAddress` is often no address. */
export interface Source {
  readonly kind: 'ip' | 'aws-service' | 'aws-internal' | 'unknown';
  /** As AWS wrote it; `unknown` where it wrote nothing. */
  readonly text: string;
  /** The address of kind `ip`: of a list, the first, which is the client of the proxies that follow. */
  readonly address?: string;
}

/** Where the call came from. Never throws. */
export function sourceOf(record: CloudTrailRecord): Source {
  const text = textAt(record, 'sourceIPAddress');
  if (text === undefined) {
    return { kind: 'unknown', text: 'unknown' };
  }
  if (/^aws internal\b/i.test(text)) {
    return { kind: 'aws-internal', text };
  }
  const address = addressIn(text);
  if (address !== undefined) {
    return { kind: 'ip', text, address };
  }
  return { kind: isServiceName(text) ? 'aws-service' : 'unknown', text };
}

function addressIn(text: string): string | undefined {
  const first = text.split(',')[0]?.trim() ?? '';
  const bare = first.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return isIP(bare) !== 0 || isQuadOfNumbers(bare) ? bare : undefined;
}

/** Anonymised logs carry `251.234.045.249`, which is no valid address and still one for the reader. */
function isQuadOfNumbers(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text);
}

function isServiceName(text: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|aws\.internal|amazon\.com|api\.aws|aws)$/i.test(text);
}
