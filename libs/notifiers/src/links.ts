import { type Alert } from '@trailbell/detections';

/** An address of ours: made of parts that were checked, so that no record can choose where it leads. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const REGION = /^[a-z]{2,4}(?:-[a-z]{2,9}){1,2}-\d{1,2}$/;
const TECHNIQUE = /^(T\d{4})(?:\.(\d{3}))?$/;

/** Consoles by the beginning of the region's name. Isolated partitions have none that this page could link to. */
const CONSOLES: readonly (readonly [regions: RegExp, host: (region: string) => string])[] = [
  [/^us-gov-/, (region) => `${region}.console.amazonaws-us-gov.com`],
  [/^cn-/, (region) => `${region}.console.amazonaws.cn`],
  [/^eusc-/, (region) => `${region}.console.amazonaws-eusc.eu`],
  [/^(?!us-iso|eu-iso)/, (region) => `${region}.console.aws.amazon.com`],
];

/** The console of a region, without a slash at the end. */
export function consoleAt(region: string): string | undefined {
  const host = REGION.test(region) ? CONSOLES.find(([regions]) => regions.test(region))?.[1](region) : undefined;
  return host === undefined ? undefined : `https://${host}`;
}

/** The event in the console of CloudTrail, in the partition and region where it was recorded. */
export function eventLink({ eventId, region }: Pick<Alert, 'eventId' | 'region'>): Link | undefined {
  const console = consoleAt(region);
  return eventId === undefined || !EVENT_ID.test(eventId) || console === undefined
    ? undefined
    : { label: 'Open event', url: `${console}/cloudtrailv2/home?region=${region}#/events/${eventId}` };
}

/** The pages of these ATT&CK techniques. What is no technique id has no page. */
export function techniqueLinks({ techniques }: Pick<Alert, 'techniques'>): readonly Link[] {
  return techniques.flatMap((id) => {
    const [, technique, part] = TECHNIQUE.exec(id) ?? [];
    if (technique === undefined) {
      return [];
    }
    const path = part === undefined ? technique : `${technique}/${part}`;
    return [{ label: `ATT&CK ${id}`, url: `https://attack.mitre.org/techniques/${path}/` }];
  });
}
