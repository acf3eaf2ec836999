// Plain JavaScript: it runs in every lambda's process, where stripping types would double the start.
/**
 * Lambda's runtime for Node, over the Runtime API: loads the bundle, takes one invocation after the other, answers each.
 * AWS's own client (aws-lambda-ric) compiles native code at installation; this speaks the same API with node:http alone.
 */
import { Buffer } from 'node:buffer';
import http from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const [hostAndPort, ...path] = process.env.AWS_LAMBDA_RUNTIME_API.split('/');
const [host, port] = hostAndPort.split(':');
const base = `/${path.join('/')}/2018-06-01/runtime`;
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });

// Ctrl-C in a terminal reaches the whole group; the sandbox decides when its lambdas end.
process.on('SIGINT', () => undefined);

let aheadMs = 0;
followSandboxClock();

const handler = await loadHandler();
for (;;) {
  await serveOne(await request('GET', '/invocation/next'));
}

/** Retries and windows that were leapt over have passed for the lambda too: leases and expiries count on it. */
function followSandboxClock() {
  const RealDate = Date;
  const now = () => RealDate.now() + aheadMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

async function loadHandler() {
  const [module, name] = process.env._HANDLER.split('.');
  try {
    const bundle = await import(pathToFileURL(join(process.env.LAMBDA_TASK_ROOT, `${module}.mjs`)).href);
    const found = bundle[name];
    if (typeof found !== 'function') {
      throw namedError('Runtime.HandlerNotFound', `${process.env._HANDLER} is not a function of the bundle`);
    }
    if (found.length > 2) {
      throw namedError('Runtime.CallbackHandlerDeprecated', 'Node 24 on Lambda refuses handlers that take a callback');
    }
    return found;
  } catch (error) {
    await request('POST', '/init/error', describe(error));
    process.exit(1);
  }
}

async function serveOne({ headers, body }) {
  const id = headers['lambda-runtime-aws-request-id'];
  const deadline = performance.now() + Number(headers['sandbox-remaining-ms']);
  aheadMs = Number(headers['sandbox-ahead-ms']);
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const failAndExit = (error) => {
    void request('POST', `/invocation/${id}/error`, describe(error)).finally(() => process.exit(129));
  };
  process.once('uncaughtException', failAndExit);
  process.once('unhandledRejection', failAndExit);

  let answer;
  try {
    const result = await handler(JSON.parse(body), contextOf(headers, deadline));
    answer = ['response', JSON.stringify(result) ?? 'null'];
  } catch (error) {
    answer = ['error', describe(error)];
  }
  await request('POST', `/invocation/${id}/${answer[0]}`, answer[1]);
  process.off('uncaughtException', failAndExit);
  process.off('unhandledRejection', failAndExit);
}

function contextOf(headers, deadline) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

function request(method, path, body) {
  return new Promise((resolve, reject) => {
    const outgoing = http.request({ host, port, agent, method, path: `${base}${path}` }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    // Without the sandbox there is nothing left to do: no orphan stays behind.
    outgoing.on('error', (error) => {
      console.error(`the sandbox does not answer: ${error.message}`);
      process.exit(1);
    });
    outgoing.end(body);
  });
}

function describe(error) {
  const { name = 'Error', message = String(error), stack = '' } = error instanceof Error ? error : {};
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack.split('\n') });
}

function namedError(name, message) {
  return Object.assign(new Error(message), { name });
}
