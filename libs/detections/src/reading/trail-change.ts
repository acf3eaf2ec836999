import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { listed } from './lists.ts';
import { Name } from './text.ts';

/** AWS writes a boolean; some exports the word. */
const Flag = z.lazy(() => z.union([z.boolean(), z.stringbool()]).nullish());

const EventSelector = z.lazy(() => z.object({ readWriteType: z.string().nullish(), includeManagementEvents: Flag }));

const Values = z.lazy(() => z.array(z.string()).nullish());
const FieldSelector = z.lazy(() =>
  z.object({ field: z.string(), equals: Values, startsWith: Values, endsWith: Values }),
);
const AdvancedEventSelector = z.lazy(() => z.object({ fieldSelectors: z.array(FieldSelector) }));

/** What a call about a trail, its selectors or an event data store asks for: its parameters, as far as they matter. */
export const TrailChange = z.lazy(() =>
  z
    .object({
      name: Name.nullish(),
      trailName: Name.nullish(),
      eventDataStore: Name.nullish(),
      delegatedAdminAccountId: Name.nullish(),
      s3BucketName: Name.nullish(),
      isMultiRegionTrail: Flag,
      includeGlobalServiceEvents: Flag,
      enableLogFileValidation: Flag,
      kmsKeyId: z.string().nullish(),
      cloudWatchLogsLogGroupArn: z.string().nullish(),
      eventSelectors: z.array(EventSelector).nullish(),
      advancedEventSelectors: z.array(AdvancedEventSelector).nullish(),
      insightSelectors: z.array(z.unknown()).nullish(),
    })
    .transform(({ name, trailName, eventDataStore, ...change }) => ({
      ...change,
      /** The trail or event data store by its name, whether the caller gave the name or the ARN. */
      target: (name ?? trailName ?? eventDataStore)?.split('/').at(-1),
    })),
);
type TrailChange = z.infer<typeof TrailChange>;

interface TrailCall {
  readonly eventName: string;
  readonly requestParameters: TrailChange;
}

export function severityOfTrailChange({ eventName, requestParameters }: TrailCall): Severity {
  switch (eventName) {
    case 'CreateTrail':
    case 'StartLogging':
      return 'info';
    case 'DeleteEventDataStore':
    case 'DeregisterOrganizationDelegatedAdmin':
    case 'StopEventDataStoreIngestion':
      return 'high';
    default:
      if (lossesOf(requestParameters).length > 0) {
        return 'critical';
      }
      // The bucket may be the one it was: infrastructure code sends every setting each time. Or it is an intruder's.
      return typeof requestParameters.s3BucketName === 'string' ? 'high' : 'medium';
  }
}

type Describe = (target: string, change: TrailChange) => string;

const DESCRIPTIONS: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ['CreateTrail', (target) => `created the trail ${target}`],
  ['StartLogging', (target) => `started the trail ${target}`],
  ['DeleteEventDataStore', (target) => `deleted the event data store ${target}`],
  ['StopEventDataStoreIngestion', (target) => `stopped the event data store ${target}`],
  [
    'DeregisterOrganizationDelegatedAdmin',
    (_, { delegatedAdminAccountId }) =>
      `removed ${delegatedAdminAccountId ?? 'an account'} as CloudTrail's delegated administrator`,
  ],
  [
    'PutInsightSelectors',
    (target, { insightSelectors }) =>
      `${insightSelectors?.length === 0 ? 'turned off' : 'changed'} the Insights of the trail ${target}`,
  ],
  ['PutEventSelectors', (target, change) => `changed the event selectors of the trail ${target}${detailsOf(change)}`],
]);

/** What the call did, to follow the actor's name: `changed the trail main: it no longer logs every region`. */
export function describeTrailChange({ eventName, requestParameters: change }: TrailCall): string {
  const target = change.target ?? 'of this account';
  return DESCRIPTIONS.get(eventName)?.(target, change) ?? `changed the trail ${target}${detailsOf(change)}`;
}

function detailsOf(change: TrailChange): string {
  const details = [...lossesOf(change), ...destinationOf(change)];
  return details.length === 0 ? '' : `: it ${listed(details)}`;
}

function destinationOf({ s3BucketName }: TrailChange): readonly string[] {
  return typeof s3BucketName === 'string' ? [`writes to the bucket ${s3BucketName}`] : [];
}

/** What the trail loses by this change, each to follow `it`. */
function lossesOf(change: TrailChange): readonly string[] {
  const losses: readonly (readonly [boolean, string])[] = [
    [change.isMultiRegionTrail === false, 'no longer logs every region'],
    [change.includeGlobalServiceEvents === false, 'no longer logs global services such as IAM'],
    [change.enableLogFileValidation === false, 'no longer proves that its files are unchanged'],
    [change.kmsKeyId === '', 'is no longer encrypted with its own key'],
    [change.cloudWatchLogsLogGroupArn === '', 'no longer writes to CloudWatch Logs'],
    [losesManagementEvents(change), 'no longer logs changes (management write events)'],
  ];
  return losses.filter(([lost]) => lost).map(([, loss]) => loss);
}

function losesManagementEvents({ eventSelectors, advancedEventSelectors }: TrailChange): boolean {
  const basic = eventSelectors ?? [];
  const advanced = advancedEventSelectors ?? [];
  if (!eventSelectors && !advancedEventSelectors) {
    return false;
  }
  return !basic.some(logsManagementWrites) && !advanced.some(selectsManagementWrites);
}

/** Both settings default to logging everything. */
function logsManagementWrites({ includeManagementEvents, readWriteType }: z.infer<typeof EventSelector>): boolean {
  return includeManagementEvents !== false && readWriteType !== 'ReadOnly';
}

/** A selector logs what all its fields allow. Those that only leave something out (KMS, say) leave the rest. */
function selectsManagementWrites({ fieldSelectors }: z.infer<typeof AdvancedEventSelector>): boolean {
  const categories = fieldSelectors.find(({ field }) => field === 'eventCategory')?.equals ?? [];
  const others = fieldSelectors.filter(({ field }) => field !== 'eventCategory');
  return categories.includes('Management') && others.every(leavesWrites);
}

function leavesWrites({ field, equals, startsWith, endsWith }: z.infer<typeof FieldSelector>): boolean {
  return field === 'readOnly' ? equals?.includes('false') === true : !equals && !startsWith && !endsWith;
}
