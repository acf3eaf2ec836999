/**
 * What esbuild needs to know to bundle a lambda app: for the bundle that is deployed, and for the one that is rebuilt while
 * somebody works on it.
 */
export const BUNDLE_OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  /** The AWS SDK is inside: that and its ES modules are what keep a cold start short. */
  mainFields: ['module', 'main'],
  alias: {
    // In a lambda credentials come from the environment alone; the SDK's search elsewhere is an eighth of the bundle.
    '@aws-sdk/credential-provider-node': '@trailbell/lambda-kit/environment-credentials',
    // A client of DynamoDB asks where it answers only when it is told to.
    '@aws-sdk/middleware-endpoint-discovery': '@trailbell/lambda-kit/no-endpoint-discovery',
    // None of our calls is answered in a stream of events.
    '@smithy/core/event-streams': '@trailbell/lambda-kit/no-event-streams',
    // Slack's client and its queue bring one each; Node has its own.
    eventemitter3: 'node:events',
    // X-Ray follows which segment a call belongs to; Node does that without a hook on every promise.
    'cls-hooked/context': '@trailbell/lambda-kit/async-context',
  },
  /** What is no code lies beside the bundle and is read when it is needed: importing it gives its path. */
  loader: { '.ttf': 'file', '.wasm': 'file' },
  assetNames: '[name]',
  /** Gives CommonJS dependencies (X-Ray, Slack) their `require`. */
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
} as const;
