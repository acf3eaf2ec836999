import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError } from '../aws/aws-error.ts';
import { escapeXml, toXml } from './xml.ts';
import { headerOf } from './request-body.ts';
import { type ApiCall, type Operations } from './operations.ts';

/** What a request asks for: `SendMessage` of `AmazonSQS`, with its input. */
export interface AwsRequest {
  /** The prefix of X-Amz-Target, without a version; or the service of the signature for the Query protocol. */
  readonly api: string;
  readonly operation: string;
  readonly input: unknown;
  readonly protocol: 'json' | 'query' | 'rest';
}

/** The one operation of Lambda's REST API that is spoken here. */
const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

export function readAwsRequest(request: IncomingMessage, body: string, service: string): AwsRequest {
  const target = headerOf(request, 'x-amz-target');
  if (target !== '') {
    const dot = target.lastIndexOf('.');
    const api = target.slice(0, dot).replace(/_\d+$/, '');
    return { api, operation: target.slice(dot + 1), input: parseJson(body), protocol: 'json' };
  }
  const [, functionName] = INVOKE.exec(request.url ?? '') ?? [];
  if (functionName !== undefined) {
    const input = {
      FunctionName: decodeURIComponent(functionName),
      InvocationType: headerOf(request, 'x-amz-invocation-type'),
      Payload: body,
    };
    return { api: service, operation: 'Invoke', input, protocol: 'rest' };
  }
  const form = Object.fromEntries(new URLSearchParams(body));
  if (form.Action !== undefined) {
    return { api: service, operation: form.Action, input: form, protocol: 'query' };
  }
  throw new AwsError(
    'UnknownOperationException',
    `The sandbox does not speak ${service} (${request.method ?? ''} ${request.url ?? ''}).`,
    404,
  );
}

export async function answer(
  operations: Operations,
  { operation, input }: AwsRequest,
  call: ApiCall,
): Promise<unknown> {
  const act = operations[operation];
  if (!act) {
    throw new AwsError(
      'UnknownOperationException',
      `The sandbox does not know ${operation}. It knows ${Object.keys(operations).join(', ')}.`,
    );
  }
  try {
    return await act(input, call);
  } catch (error) {
    if (error instanceof z.ZodError) {
      throw new AwsError('ValidationException', `${operation}: ${z.prettifyError(error)}`);
    }
    throw error;
  }
}

export function sendResult(response: ServerResponse, { protocol, operation }: AwsRequest, result: unknown): void {
  if (protocol === 'rest') {
    send(response, 202, 'application/json', '');
    return;
  }
  if (protocol === 'json') {
    send(response, 200, 'application/x-amz-json-1.0', JSON.stringify(result ?? {}));
    return;
  }
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  const xml = `<${operation}Response><${operation}Result>${toXml(result)}</${operation}Result>${metadata}</${operation}Response>`;
  send(response, 200, 'text/xml', xml);
}

/** SQS's errors have a second name from the days of its Query protocol, which the SDK reads too. */
const QUERY_ERRORS: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
};

export function sendError(response: ServerResponse, protocol: AwsRequest['protocol'], error: AwsError): void {
  if (protocol !== 'query') {
    response.setHeader('x-amzn-errortype', error.code);
    response.setHeader('x-amzn-query-error', `${QUERY_ERRORS[error.code] ?? error.code};Sender`);
    const body = JSON.stringify({ __type: error.code, message: error.message });
    send(response, error.status, 'application/x-amz-json-1.0', body);
    return;
  }
  const { code, message, status } = error;
  const type = status < 500 ? 'Sender' : 'Receiver';
  const xml = `<ErrorResponse><Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error></ErrorResponse>`;
  send(response, status, 'text/xml', xml);
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body);
  } catch (cause) {
    throw new AwsError('SerializationException', `The body is not JSON: ${String(cause)}`);
  }
}
