import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type EventEmitter, once } from 'node:events';
import { type Meet, bytesOf } from '../server/call-faults.ts';
import { cutMidAnswer, refuse, sendJson, sendText } from './answers.ts';
import { ApiError, RateLimitedError, UnavailableError } from './api-error.ts';
import { type CallArguments, formOf, readArguments } from './call-arguments.ts';
import { type FaultKind, Faults } from './faults.ts';
import { FileStore } from './file-store.ts';
import { UPLOAD_PATH } from './methods/files.ts';
import { methods } from './methods/index.ts';
import { RateLimit, type RateOptions, SLACK_RATE } from './rate-limit.ts';
import { type Channel, type ChannelOptions, type Message, Workspace, type WorkspaceEvents } from './workspace.ts';

export interface FakeSlackOptions {
  /** The one bot token that is valid. */
  readonly token: string;
  readonly channels: readonly (string | ChannelOptions)[];
  /** Whose time the rate and the messages' `ts` follow. */
  readonly clock?: { now(): number };
  readonly rate?: RateOptions | 'off';
  /** Has a call acted on, or meet a fault of its caller. */
  readonly meet?: Meet;
}

export interface FakeSlack {
  /** Answers one request to `…/api/<method>`, or to an upload address it handed out. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Every message, in the order it was posted. */
  messages(): readonly Message[];
  readonly channels: readonly Channel[];
  readonly faults: Faults;
  readonly events: EventEmitter<WorkspaceEvents>;
  setToken(token: string): void;
  setRate(rate: RateOptions | 'off'): void;
  clear(): void;
  /** Serves on a free port of 127.0.0.1. */
  listen(): Promise<RunningSlack>;
}

export interface RunningSlack {
  /** For `slackApiUrl`. */
  readonly apiUrl: string;
  /** The same, for one of several callers: it names who calls. */
  readonly apiUrlOf: (caller: string) => string;
  close(): Promise<void>;
}

interface Server {
  readonly workspace: Workspace;
  readonly files: FileStore;
  readonly rate: RateLimit;
  readonly faults: Faults;
  token: string;
}

/** A Slack that refuses what Slack refuses, and fails when it is told to. */
export function createFakeSlack({
  token,
  channels,
  clock = Date,
  rate = SLACK_RATE,
  meet = (_call, _exchange, { act }) => {
    act();
  },
}: FakeSlackOptions): FakeSlack {
  const now = () => clock.now();
  const server: Server = {
    workspace: new Workspace(channels, now),
    files: new FileStore(),
    rate: new RateLimit(rate, now),
    faults: new Faults(),
    token,
  };
  const slack: FakeSlack = {
    handle: (request, response) => handle(server, request, response),
    messages: () => server.workspace.messages(),
    channels: server.workspace.channels,
    faults: server.faults,
    events: server.workspace.events,
    setToken: (value) => {
      server.token = value;
    },
    setRate: (value) => {
      server.rate.set(value);
    },
    clear: () => {
      server.workspace.clear();
    },
    listen: () => listen(slack, meet),
  };
  return slack;
}

async function handle(server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url } = calledBy(request);
  const fault = server.faults.next();
  if (fault === 'down') {
    request.socket.resetAndDestroy();
  } else if (fault === 'hang') {
    request.resume();
  } else if (url.pathname.startsWith(UPLOAD_PATH)) {
    await receiveFile(url.pathname.slice(UPLOAD_PATH.length), { request, response, files: server.files });
  } else {
    await callMethod(server, url, { request, response, fault });
  }
}

async function callMethod(server: Server, url: URL, { request, response, fault }: Exchange): Promise<void> {
  const method = url.pathname.replace(/^.*\/api\//, '');
  try {
    const call = await readArguments(request, url.searchParams);
    throwIfFaulty(fault, server.faults.retryAfterSeconds);
    const answer = { ok: true, ...answerTo(server, method, { call, request }) };
    if (fault === 'cut') {
      server.workspace.events.emit('cut', { method });
      await cutMidAnswer(response, answer);
    } else {
      await sendJson(response, 200, answer);
    }
  } catch (error) {
    server.workspace.events.emit('refused', { method, error: await refuse(response, error) });
  }
}

function answerTo(
  { token, ...slack }: Server,
  method: string,
  { call, request }: { readonly call: CallArguments; readonly request: IncomingMessage },
) {
  const act = methods.get(method);
  if (!act) {
    throw new ApiError('unknown_method', { req_method: method });
  }
  checkToken(tokenOf(request, call), token);
  return act(call, { ...slack, origin: `http://${request.headers.host ?? '127.0.0.1'}${calledBy(request).prefix}` });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: FaultKind | undefined;
}

/** The token of the header; the body's where there is none. */
function tokenOf(request: IncomingMessage, call: CallArguments): string | undefined {
  return request.headers.authorization?.replace(/^Bearer /, '') ?? call.text('token');
}

function checkToken(token: string | undefined, valid: string): void {
  if (token === undefined || token === '') {
    throw new ApiError('not_authed');
  }
  if (token !== valid) {
    throw new ApiError('invalid_auth');
  }
}

function throwIfFaulty(fault: FaultKind | undefined, retryAfterSeconds: number): void {
  switch (fault) {
    case 'unavailable':
      throw new UnavailableError('fault: unavailable');
    case 'rate-limited':
      throw new RateLimitedError(retryAfterSeconds);
    case 'invalid-auth':
      throw new ApiError('invalid_auth');
    case 'channel-not-found':
      throw new ApiError('channel_not_found');
    case 'down':
    case 'hang':
    case 'cut':
    case undefined:
      return;
  }
}

/** Takes the bytes of an announced file: as they are, or as the one file of a form. */
async function receiveFile(
  id: string,
  { request, response, files }: Pick<Exchange, 'request' | 'response'> & { readonly files: FileStore },
): Promise<void> {
  try {
    const body = await buffer(request);
    const contentType = request.headers['content-type'] ?? '';
    const bytes = contentType.startsWith('multipart/form-data') ? await fileIn(await formOf(body, contentType)) : body;
    const whole = files.receive(id, bytes);
    await (whole === true
      ? sendText(response, 200, `OK - ${bytes.length}`)
      : sendText(
          response,
          whole === undefined ? 404 : 400,
          whole === undefined ? 'no such upload' : 'not the announced length',
        ));
  } catch (error) {
    await refuse(response, error);
  }
}

async function fileIn(form: FormData): Promise<Buffer> {
  const part = [...form.values()].find((value) => typeof value !== 'string');
  return part === undefined ? Buffer.alloc(0) : Buffer.from(await part.arrayBuffer());
}

/** Before the path of a caller that has an address of its own. */
const CALLER = /^\/of\/(?<caller>[^/]+)(?=\/)/;

function calledBy(request: IncomingMessage) {
  const address = request.url ?? '/';
  const [prefix = '', caller = 'somebody'] = CALLER.exec(address) ?? [];
  return { caller, prefix, url: new URL(address.slice(prefix.length), 'http://slack.invalid') };
}

async function listen(slack: FakeSlack, meet: Meet): Promise<RunningSlack> {
  const server = createServer((request, response) => {
    const { caller, url } = calledBy(request);
    const name = url.pathname.startsWith(UPLOAD_PATH) ? 'upload' : url.pathname.replace(/^\/api\//, '');
    meet(
      { holder: caller, name: `slack.${name}`, bytes: bytesOf(request) },
      { request, response },
      {
        act: () => void slack.handle(request, response),
        refuse: () => void refuse(response, new RateLimitedError(slack.faults.retryAfterSeconds)),
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('the fake Slack listens on no port');
  }
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    apiUrl: `${origin}/api/`,
    apiUrlOf: (caller) => `${origin}/of/${caller}/api/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
