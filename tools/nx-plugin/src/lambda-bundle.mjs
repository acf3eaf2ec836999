import { readFile } from 'node:fs/promises';
import { BUNDLE_OPTIONS } from '@trailbell/lambda-kit/bundle-options';

const { mainFields, alias, loader, assetNames, banner } = BUNDLE_OPTIONS;

/** What esbuild is told of the bundles that are deployed: what no lambda of ours runs stays out, for it is read at every cold start. */
export default {
  outExtension: { '.js': '.mjs' },
  mainFields: [...mainFields],
  alias,
  loader,
  assetNames,
  plugins: [
    { name: 'left-out', setup: leaveOut },
    { name: 'required', setup: requireLate },
  ],
  legalComments: 'none',
  sourcesContent: false,
  banner,
};

/** The services whose calls X-Ray describes: those a lambda has clients for. */
const TRACED = ['dynamodb', 'sns', 'sqs'];

/** Zod's own exports of these two files, as far as its other files name them. Nobody asks a lambda for a JSON schema. */
const NO_JSON_SCHEMA = `
  const leftOut = () => { throw new Error('JSON schemas are left out of lambda bundles'); };
  export const createToJSONSchemaMethod = () => leftOut;
  export const createStandardJSONSchemaMethod = () => leftOut;
  export const initializeContext = leftOut, process = leftOut, processSchema = leftOut;
  export const extractDefs = leftOut, finalize = leftOut;
`;

/** What EventBridge's client signs with. Signatures for several regions at once are for its global endpoints, which nobody here calls. */
const ONE_REGION = `
  import { SignatureV4 } from '@smithy/signature-v4';
  export class SignatureV4MultiRegion extends SignatureV4 { static sigv4aDependency() { return 'none'; } }
`;

/** What X-Ray has for services that take requests, for other hosts than Lambda, and for the SDK before this one. */
const XRAY_ELSEWHERE =
  /[/\\]aws-xray-sdk-core[/\\].*[/\\](default_sampler|local_sampler|ec2_plugin|ecs_plugin|elastic_beanstalk_plugin|aws_p)\.js$/;
const NOT_IN_LAMBDA = `
  function leftOut() { throw new Error('what X-Ray does elsewhere than in Lambda is left out of lambda bundles'); }
  module.exports = new Proxy({}, { get: () => leftOut });
`;

/** Slack's methods, each found by its name: `client.chat.update(…)` calls `chat.update`. Slack's own file lists 300 of them. */
const slackMethods = (families) => `
  const { EventEmitter } = require('node:events');
  const methodOf = (client, name) => new Proxy(
    (options) => client.apiCall(name, options),
    { get: (_, part) => methodOf(client, name + '.' + part) },
  );
  exports.Methods = class Methods extends EventEmitter {
    constructor() {
      super();
      for (const family of ${JSON.stringify(families)}) this[family] = methodOf(this, family);
    }
  };
`;

/**
 * Node makes everything ready of what an ES module imports from it: of `http` that is WebSocket, too, and with it the whole of
 * undici, and of `crypto` WebCrypto; together a tenth of a cold start. What is asked for with `require` waits until it is used.
 */
function requireLate(build) {
  build.onResolve({ filter: /^(node:)?(http|crypto)$/ }, ({ kind, path }) =>
    kind === 'import-statement' ? { path: `node:${path.replace('node:', '')}`, namespace: 'required' } : undefined,
  );
  build.onLoad({ filter: /./, namespace: 'required' }, ({ path }) => ({
    contents: `module.exports = require(${JSON.stringify(path)});`,
  }));
}

function leaveOut(build) {
  build.onLoad({ filter: XRAY_ELSEWHERE }, () => ({ contents: NOT_IN_LAMBDA }));
  build.onLoad({ filter: /[/\\]@slack[/\\]web-api[/\\]dist[/\\]methods\.js$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    return { contents: slackMethods([...source.matchAll(/^ {4}(\w+) = \{$/gm)].map(([, family]) => family)) };
  });
  // Streams of an assistant's words.
  build.onLoad({ filter: /[/\\]@slack[/\\]web-api[/\\]dist[/\\]chat-stream\.js$/ }, () => ({ contents: '' }));
  // Hashes in JavaScript, for a Node without its own.
  build.onLoad({ filter: /[/\\]@smithy[/\\]core[/\\].*[/\\](Sha256|Md5)Js\.js$/ }, () => ({
    contents: 'export class Sha256Js {} export class Md5Js {}',
  }));
  build.onLoad({ filter: /[/\\]zod[/\\]v4[/\\]core[/\\]to-json-schema\.js$/ }, () => ({
    contents: NO_JSON_SCHEMA,
    loader: 'js',
  }));
  build.onLoad({ filter: /[/\\]zod[/\\]v4[/\\]core[/\\]json-schema-processors\.js$/ }, () => ({
    contents: `export const allProcessors = {}, toJSONSchema = () => { throw new Error('JSON schemas are left out of lambda bundles'); };`,
    loader: 'js',
  }));
  build.onLoad({ filter: /[/\\]signature-v4-multi-region[/\\]dist-es[/\\]SignatureV4MultiRegion\.js$/ }, () => ({
    contents: ONE_REGION,
    loader: 'js',
  }));
  // Types, and two lists of words that nobody here writes.
  build.onLoad({ filter: /[/\\]@slack[/\\]types[/\\]dist[/\\]index\.js$/ }, () => ({
    contents: 'module.exports = {};',
  }));
  // SDK and X-Ray tell AWS in which version they call; the rest of their package files is what npm reads.
  build.onLoad({ filter: /[/\\]node_modules[/\\].*[/\\]package\.json$/ }, async ({ path }) => {
    const { name, version } = JSON.parse(await readFile(path, 'utf8'));
    return { contents: JSON.stringify({ name, version }), loader: 'json' };
  });
  build.onLoad({ filter: /[/\\]aws-xray-sdk-core[/\\].*[/\\]aws_whitelist\.json$/ }, async ({ path }) => {
    const { services } = JSON.parse(await readFile(path, 'utf8'));
    const traced = Object.entries(services).filter(([service]) => TRACED.includes(service));
    return { contents: JSON.stringify({ services: Object.fromEntries(traced) }), loader: 'json' };
  });
}
