import { parseArn } from '../aws/arn.ts';
import { type LambdaFunction } from '../lambda/lambda-function.ts';
import { type LambdaState, type Mail, type Picture, type QueueState, type SlackMessage } from '../page-api.ts';
import { type CapturedMail } from '../sns/publish.ts';
import { type Queue } from '../sqs/queue.ts';

const LOG_LINES_SHOWN = 50;

export function lambdaState({ definition, load, stats, durations, log }: LambdaFunction): LambdaState {
  const p50Ms = durations.percentile(0.5);
  const p99Ms = durations.percentile(0.99);
  return {
    name: definition.name,
    ...load,
    ...stats,
    ...(p50Ms !== undefined && { p50Ms }),
    ...(p99Ms !== undefined && { p99Ms }),
    log: log.lines.slice(-LOG_LINES_SHOWN),
  };
}

export function queueState({ definition, counts }: Queue, role: QueueState['role']): QueueState {
  return { name: definition.name, region: parseArn(definition.arn).region, role, ...counts };
}

export function mailOf({ topicArn, ...mail }: CapturedMail): Mail {
  return { ...mail, topic: parseArn(topicArn).resource };
}

interface FakeSlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly updated: boolean;
  readonly files: readonly FakeSlackFile[];
}

interface FakeSlackFile {
  readonly title: string;
  readonly altText?: string;
  readonly bytes: Buffer;
}

export function slackMessageOf({ files, threadTs, ...message }: FakeSlackMessage): SlackMessage {
  const { channel, ts, text, blocks, updated } = message;
  return {
    channel,
    ts,
    text,
    blocks,
    updated,
    ...(threadTs !== undefined && { threadTs }),
    ...(files.length > 0 && { pictures: files.map(pictureOf) }),
  };
}

function pictureOf({ title, altText = '', bytes }: FakeSlackFile): Picture {
  return { title, altText, url: `data:image/png;base64,${bytes.toString('base64')}` };
}
