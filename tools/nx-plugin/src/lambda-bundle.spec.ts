import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { build } from 'esbuild';
import lambdaBundle from './lambda-bundle.mjs';

interface Bundled {
  readonly WebClient: typeof WebClient;
  readonly xray: Readonly<Record<string, unknown>>;
  readonly request: typeof request;
  readonly Sha256Node: new (secret?: string) => { update(data: Buffer): void; digest(): Promise<Uint8Array> };
}

const ENTRY = `
  import xray from 'aws-xray-sdk-core';
  export { WebClient } from '@slack/web-api';
  export { Sha256Node } from '@smithy/core/checksum';
  export { xray };
  export { request } from 'node:http';
`;

let folder: string;
let bundled: Bundled;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambda-bundle-'));
  const outfile = join(folder, 'index.mjs');
  await build({
    ...lambdaBundle,
    stdin: { contents: ENTRY, resolveDir: import.meta.dirname },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  bundled = (await import(outfile)) as Bundled;
});
afterAll(() => rm(folder, { recursive: true }));

/** Every method of Slack's that its client has, by its name; each is bound to the client. */
function methodsOf(part: object, path = ''): readonly string[] {
  return Object.entries(part).flatMap(([name, value]: readonly [string, unknown]) => {
    if (typeof value === 'function') {
      return value.name.startsWith('bound ') ? [`${path}${name}`] : [];
    }
    return typeof value === 'object' && value !== null ? methodsOf(value, `${path}${name}.`) : [];
  });
}

describe('what stands in for parts of packages in a lambda’s bundle', () => {
  test('Slack’s client calls each method of Slack’s own, by its name', () => {
    const methods = methodsOf(new WebClient('xoxb-example'));
    const client = new bundled.WebClient('xoxb-example');
    const called: unknown[] = [];
    client.apiCall = (method, options) => {
      called.push([method, options]);
      return Promise.resolve({ ok: true });
    };

    for (const name of methods) {
      const inside = (part: unknown, key: string) => (part as Readonly<Record<string, unknown>>)[key];
      const method = name.split('.').reduce(inside, client) as (options: object) => void;
      method({ for: name });
    }

    expect(methods.length).toBeGreaterThan(250);
    expect(called).toEqual(methods.map((name) => [name, { for: name }]));
  });

  test('X-Ray says of what it does elsewhere that it is left out', () => {
    const captureAWS = bundled.xray.captureAWS as (sdk: object) => void;

    expect(() => {
      captureAWS({});
    }).toThrow('left out of lambda bundles');
  });

  test('Node’s http and crypto are asked for in a way that brings no undici and no WebCrypto, and are the same', async () => {
    const text = await readFile(join(folder, 'index.mjs'), 'utf8');

    expect(text).not.toMatch(/from ?"(node:)?(http|crypto)"/);
    expect(bundled.request).toBe(request);
  });

  test('hashes are those of Node', async () => {
    const hash = new bundled.Sha256Node();
    hash.update(Buffer.from('example'));

    expect(Buffer.from(await hash.digest()).toString('hex')).toBe(
      '50d858e0985ecc7f60418aaf0cc5ab587f42c2570a884095a9e8ccacd0f6545c',
    );
  });
});
