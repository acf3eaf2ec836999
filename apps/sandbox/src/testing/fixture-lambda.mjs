// A lambda that does as its event says, and tells what it sees by logging one line of JSON.
import http from 'node:http';
import net from 'node:net';
import { setInterval } from 'node:timers';

const { fetch } = globalThis;

const bootedAt = Date.now();

export const handler = async (event, context) => {
  const orders = event.Records?.map(({ body }) => JSON.parse(body)) ?? [event];
  const failed = [];
  for (const [index, order] of orders.entries()) {
    const { do: act, ...said } = order.detail ?? order;
    console.log(JSON.stringify({ act, ...said, batch: orders.length }));
    await acts[act]?.(said, () => failed.push(event.Records[index].messageId));
  }
  if (event.Records) {
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  }
  return { id: context.awsRequestId };
};

const acts = {
  fail: () => {
    throw new RangeError('told to fail');
  },
  'fail-item': (_, failItem) => failItem(),
  hang: () => new Promise(() => setInterval(() => undefined, 1000)),
  exit: () => process.exit(3),
  'report-environment': () => console.log(JSON.stringify({ environment: process.env })),
  'report-time': () => console.log(JSON.stringify({ now: Date.now(), bootedAt })),
  'ask-outside': async ({ how }) => {
    const asked = await outside[how]().catch((error) => error);
    console.log(JSON.stringify({ how, refused: asked.cause?.code ?? asked.code ?? 'it got through' }));
  },
};

const outside = {
  fetch: () => fetch('http://203.0.113.7/'),
  name: () => fetch('https://sqs.eu-central-1.amazonaws.com/'),
  socket: () =>
    new Promise((resolve, reject) => net.connect(443, '203.0.113.7').once('connect', resolve).once('error', reject)),
  http: () => new Promise((resolve, reject) => http.get('http://203.0.113.7/', resolve).once('error', reject)),
  process: async () => (await import('node:child_process')).execFileSync('true'),
};
