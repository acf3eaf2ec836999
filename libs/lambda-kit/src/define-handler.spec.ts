import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod';
import { defineHandler } from './define-handler.ts';
import { createTelemetry } from './telemetry.ts';
import { contextWith } from './testing/lambda-context.ts';

const Greeting = z.object({ name: z.string() });
const CONTEXT = contextWith(30_000);

let written: string[] = [];

beforeEach(() => {
  written = [];
  process.env.POWERTOOLS_SERVICE_NAME = 'trailbell-example';
  process.env.POWERTOOLS_METRICS_NAMESPACE = 'Trailbell';
  process.env.POWERTOOLS_TRACE_ENABLED = 'false';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.POWERTOOLS_LOGGER_LOG_EVENT;
});

describe('a handler', () => {
  test('gives its use case what the schema made of the event, and answers its result', async () => {
    const handler = defineHandler(createTelemetry(), {
      event: Greeting.transform(({ name }) => name.toUpperCase()),
      handle: (name) => Promise.resolve(`hello ${name}`),
    });

    expect(await handler({ name: 'ana' }, CONTEXT)).toBe('hello ANA');
  });

  test('takes no callback, which nodejs24.x refuses by the number of parameters', () => {
    const handler = defineHandler(createTelemetry(), { event: Greeting, handle: () => Promise.resolve() });

    expect(handler.length).toBeLessThanOrEqual(2);
  });

  test('says when Lambda will end it', async () => {
    const handler = defineHandler(createTelemetry(), {
      event: Greeting,
      handle: (_event, { deadline }) => Promise.resolve(deadline),
    });
    const before = Date.now();

    const deadline = await handler({ name: 'ana' }, contextWith(12_000));

    expect(deadline).toBeGreaterThanOrEqual(before + 12_000);
    expect(deadline).toBeLessThanOrEqual(Date.now() + 12_000);
  });

  test('refuses an event of another shape in a sentence, before its use case sees it', async () => {
    const handle = jest.fn(() => Promise.resolve());
    const handler = defineHandler(createTelemetry(), { event: Greeting, handle });

    await expect(handler({ name: 7 }, CONTEXT)).rejects.toThrow(
      'this lambda cannot read its event. Invalid input: expected string, received number at name',
    );

    expect(handle).not.toHaveBeenCalled();
    expect(logged()).toMatchObject([{ level: 'ERROR', error: { name: 'UnreadableInvocationError' } }]);
  });

  test('logs a failure once, with what led to it and the keys of its invocation, and throws the same error', async () => {
    const telemetry = createTelemetry();
    const failure = new Error('not delivered', { cause: new Error('Slack did not answer') });
    const handler = defineHandler(telemetry, {
      event: Greeting,
      handle: () => {
        telemetry.logger.appendKeys({ eventKey: 'event-1' });
        return Promise.reject(failure);
      },
    });

    await expect(handler({ name: 'ana' }, CONTEXT)).rejects.toBe(failure);

    expect(logged()).toMatchObject([
      {
        level: 'ERROR',
        eventKey: 'event-1',
        function_request_id: CONTEXT.awsRequestId,
        error: { name: 'Error', message: 'not delivered', causes: ['Error: Slack did not answer'] },
      },
    ]);
    expect(metrics()).toMatchObject({ InvocationFailed: 1 });
  });

  test('counts what its use case counts, under our namespace', async () => {
    const telemetry = createTelemetry();
    const handler = defineHandler(telemetry, {
      event: Greeting,
      handle: () => {
        telemetry.count('AlertDelivered');
        telemetry.count('AlertDelivered', 2);
        return Promise.resolve();
      },
    });

    await handler({ name: 'ana' }, CONTEXT);

    expect(metrics()).toMatchObject({ AlertDelivered: [1, 2], service: 'trailbell-example' });
    expect(written.join('')).toContain('"Namespace":"Trailbell"');
  });

  test('writes what is told apart by more than the lambda by itself, and times in milliseconds', async () => {
    const telemetry = createTelemetry();
    const handler = defineHandler(telemetry, {
      event: Greeting,
      handle: () => {
        telemetry.count('AlertDecided', 1, { severity: 'high' });
        telemetry.measure('DeliveryLatency', 1_500);
        return Promise.resolve();
      },
    });

    await handler({ name: 'ana' }, CONTEXT);

    const text = written.join('');
    expect(text).toMatch(
      /"Dimensions":\[\["service","severity"\]\],"Metrics":\[\{"Name":"AlertDecided","Unit":"Count"/,
    );
    expect(text).toContain('"severity":"high"');
    expect(text).toContain('{"Name":"DeliveryLatency","Unit":"Milliseconds"}');
  });

  test('keeps nothing of one invocation for the log of the next', async () => {
    const telemetry = createTelemetry();
    const handler = defineHandler(telemetry, {
      event: Greeting,
      handle: ({ name }) => {
        if (name === 'ana') {
          telemetry.logger.appendKeys({ eventKey: 'event-1' });
        }
        telemetry.log.info('greeted');
        return Promise.resolve();
      },
    });

    await handler({ name: 'ana' }, CONTEXT);
    await handler({ name: 'bo' }, CONTEXT);

    expect(logged().map(({ eventKey }) => eventKey)).toEqual(['event-1', undefined]);
  });

  test('never prints its event, even when Powertools is asked to', async () => {
    process.env.POWERTOOLS_LOGGER_LOG_EVENT = 'true';
    const handler = defineHandler(createTelemetry(), {
      event: Greeting,
      handle: () => Promise.reject(new Error('not delivered')),
    });

    await expect(handler({ name: 'FAKE-SESSION-TOKEN' }, CONTEXT)).rejects.toThrow('not delivered');
    await expect(handler({ name: ['FAKE-SESSION-TOKEN'] }, CONTEXT)).rejects.toThrow('cannot read its event');

    expect(written.length).toBeGreaterThan(0);
    expect(written.join('')).not.toContain('FAKE-SESSION-TOKEN');
  });
});

function lines(): Record<string, unknown>[] {
  return written
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function logged(): Record<string, unknown>[] {
  return lines().filter((line) => 'level' in line);
}

/** The metrics of all invocations; the cold start has a line of its own. */
function metrics(): Record<string, unknown> {
  return Object.assign({}, ...lines().filter((line) => '_aws' in line)) as Record<string, unknown>;
}
