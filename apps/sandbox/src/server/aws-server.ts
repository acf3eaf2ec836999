import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { AwsError } from '../aws/aws-error.ts';
import { type KeyHolder } from '../cloud/access-keys.ts';
import { type SdkCall } from '../cloud/call-log.ts';
import { type RuntimeApi } from '../lambda/runtime-api.ts';
import { type AwsRequest, answer, readAwsRequest, sendError, sendResult } from './aws-protocols.ts';
import { type Exchange, type Meet, bytesOf } from './call-faults.ts';
import { callerOf } from './caller.ts';
import { type Caller, type Operations } from './operations.ts';
import { readBody } from './request-body.ts';

const MOST_BYTES = 16 * 1024 * 1024;

export interface AwsServerOptions {
  /** By the prefix of X-Amz-Target, or the service for the Query protocol. */
  readonly apis: Readonly<Record<string, Operations>>;
  readonly runtimeApi: RuntimeApi;
  readonly holderOf: (accessKeyId: string) => KeyHolder | undefined;
  readonly onCall: (call: SdkCall) => void;
  /** Has a call acted on, or meet its fault. */
  readonly meet: Meet;
  /** A request the sandbox could not honour: a person should see it. */
  readonly onRefused: (error: AwsError) => void;
}

/** The one loopback port where lambdas find AWS and their runtime API. */
export function createAwsServer(options: AwsServerOptions): Server {
  const server = createServer((request, response) => {
    if (request.url?.startsWith(options.runtimeApi.path)) {
      options.runtimeApi.handle(request, response);
      return;
    }
    void serve(options, request, response);
  });
  // Lambdas keep their connections; a minute of silence between two events is no reason to close one.
  server.keepAliveTimeout = 0;
  return server;
}

async function serve(options: AwsServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let protocol: AwsRequest['protocol'] = 'json';
  try {
    const { service, ...caller } = callerOf(request, options.holderOf);
    const awsRequest = readAwsRequest(request, await readBody(request, MOST_BYTES), service);
    protocol = awsRequest.protocol;
    options.onCall({ ...caller, ...awsRequest });
    const name = `${awsRequest.api}.${awsRequest.operation}`;
    meetFaults(options, { caller, name, protocol }, { request, response }, () => {
      void answerTo(options, awsRequest, { caller, response });
    });
  } catch (error) {
    refuseWith(options, error, { response, protocol });
  }
}

function meetFaults(
  { meet }: AwsServerOptions,
  {
    caller: { holder },
    name,
    protocol,
  }: Pick<AwsRequest, 'protocol'> & { readonly caller: Caller; readonly name: string },
  exchange: Exchange,
  act: () => void,
): void {
  meet({ holder, name, bytes: bytesOf(exchange.request) }, exchange, {
    act,
    refuse: () => {
      sendError(exchange.response, protocol, new AwsError('ThrottlingException', 'Rate exceeded'));
    },
  });
}

async function answerTo(
  options: AwsServerOptions,
  awsRequest: AwsRequest,
  { caller, response }: { readonly caller: Caller; readonly response: ServerResponse },
): Promise<void> {
  try {
    const operations = options.apis[awsRequest.api];
    if (!operations) {
      throw new AwsError('UnknownOperationException', `The sandbox does not speak ${awsRequest.api}.`, 404);
    }
    const closed = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) {
        closed.abort(); // costs an error with its stack: not after each answer
      }
    });
    sendResult(response, awsRequest, await answer(operations, awsRequest, { caller, aborted: closed.signal }));
  } catch (error) {
    refuseWith(options, error, { response, protocol: awsRequest.protocol });
  }
}

function refuseWith(
  { onRefused }: AwsServerOptions,
  error: unknown,
  { response, protocol }: Pick<AwsRequest, 'protocol'> & { readonly response: ServerResponse },
): void {
  const refusal = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
  if (refusal.code !== 'ConditionalCheckFailedException') {
    onRefused(refusal); // but not that: it is what a condition is there for
  }
  sendError(response, protocol, refusal);
}
