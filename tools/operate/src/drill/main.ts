import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { readAlertRecord } from '@trailbell/alert-store';
import { CloudName } from '@trailbell/cdk';
import { DRILL, type DrillDetail, Severity } from '@trailbell/detections';
import { MistakeError, argumentsOf, reasonOf, runCommand, say } from '../command.ts';
import { type Place, placeAsked } from '../place.ts';
import { runDrill } from './drill.ts';

const USAGE = `npm run drill -- ENVIRONMENT    sends an alert that says it is a drill, and says when people were told
npm run drill -- --local PAGE   the same in the sandbox, by the address of its page
  --severity SEVERITY  critical, high, medium (the default), low or info: routed as alerts of that severity are
  --region REGION      where the event comes in: the home region, or another with a collector
  --within SECONDS     how long to wait: 120`;

const OPTIONS = {
  local: { type: 'string' },
  severity: { type: 'string', default: 'medium' },
  region: { type: 'string' },
  within: { type: 'string', default: '120' },
} as const;

const BETWEEN_LOOKS_MS = 250;

await runCommand(async (args) => {
  const { values, positionals } = argumentsOf(args, OPTIONS, USAGE);
  const severity = Severity.safeParse(values.severity).data;
  const within = Number(values.within);
  if (severity === undefined || !(within >= 1 && within <= 3600)) {
    throw new MistakeError(USAGE);
  }
  const place = await placeAsked(positionals, values.local, USAGE);
  const drill: DrillDetail = {
    version: DRILL.version,
    eventID: `drill-${randomUUID()}`,
    by: process.env.GITHUB_ACTOR ?? process.env.USER ?? 'somebody',
    severity,
  };
  const { arrived, sentence } = await runDrill(drill, {
    routing: place.routing,
    send: sendIn(place, regionAsked(place, values.region)),
    find: findIn(place, drill),
    withinMs: within * 1000,
    now: Date.now,
    aMoment: () => setTimeout(BETWEEN_LOOKS_MS),
  });
  say(sentence);
  return arrived;
});

function regionAsked({ collectorRegions, homeRegion }: Place, asked: string | undefined): string {
  if (asked !== undefined && !collectorRegions.includes(asked)) {
    throw new MistakeError(`no collector stands in ${asked}. Valid: ${collectorRegions.join(', ')}`);
  }
  return asked ?? homeRegion;
}

/** Where the events of AWS come in, so that the drill goes by the collector, as they do. */
function sendIn({ access }: Place, region: string) {
  return async (drill: DrillDetail): Promise<void> => {
    const entry = { Source: DRILL.source, DetailType: DRILL.detailType, Detail: JSON.stringify(drill) };
    const put = await new EventBridgeClient({ ...access, region })
      .send(new PutEventsCommand({ Entries: [entry] }))
      .catch((cause: unknown) => {
        throw notSent(region, reasonOf(cause), cause);
      });
    const [{ ErrorCode: code } = {}] = put.Entries ?? [];
    if (code !== undefined) {
      throw notSent(region, code);
    }
  };
}

function notSent(region: string, reason: string, cause?: unknown): MistakeError {
  return new MistakeError(
    `the default bus of ${region} did not take the drill: ${reason}. Whoever sends one needs what docs/deploy.md#drill names`,
    { cause },
  );
}

function findIn({ access, homeRegion }: Place, { eventID }: DrillDetail) {
  const client = new DynamoDBClient({ ...access, region: homeRegion });
  const key = { eventKey: eventID, detectionId: DRILL.detectionId };
  return () =>
    readAlertRecord({ client, table: CloudName.ALERTS_TABLE }, key).catch((error: unknown) => {
      const { cause } = error instanceof Error ? error : {};
      throw new MistakeError(
        `the drill is on its way, but the alerts table could not be read: ${reasonOf(cause ?? error)}. Whoever follows one needs what docs/deploy.md#drill names`,
        { cause: error },
      );
    });
}
