import { type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { ApiError } from './api-error.ts';

/** The arguments of a call, whichever way they came: form-encoded, multipart or JSON. In forms, structures are JSON text. */
export class CallArguments {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' || value === undefined || value === null
      ? (value ?? undefined)
      : JSON.stringify(value);
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined || text.trim() === '' ? undefined : Number(text);
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name) ?? '');
  }

  /** A list or an object. Slack's own `error` when it is text that is no JSON. */
  structure(name: string, error: string): unknown {
    const value = this.#values[name];
    if (typeof value !== 'string') {
      return value ?? undefined;
    }
    try {
      return JSON.parse(value);
    } catch {
      throw new ApiError(error);
    }
  }
}

const Values = z.record(z.string(), z.unknown());

/** Reads the arguments from the address and the body of a request. */
export async function readArguments(request: IncomingMessage, query: URLSearchParams): Promise<CallArguments> {
  const body = await buffer(request);
  const fromBody = await valuesIn(body, request.headers['content-type'] ?? '');
  return new CallArguments({ ...Object.fromEntries(query), ...fromBody });
}

async function valuesIn(body: Buffer, contentType: string): Promise<Readonly<Record<string, unknown>>> {
  if (body.length === 0) {
    return {};
  }
  if (contentType.startsWith('application/json')) {
    return jsonValues(body.toString('utf8'));
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  }
  if (contentType.startsWith('multipart/form-data')) {
    return Object.fromEntries(await formOf(body, contentType));
  }
  throw new ApiError('invalid_post_type');
}

function jsonValues(text: string): Readonly<Record<string, unknown>> {
  try {
    return Values.parse(JSON.parse(text));
  } catch {
    throw new ApiError('invalid_json');
  }
}

/** A multipart body, as the platform's own reader takes it apart. */
export async function formOf(body: Buffer, contentType: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
}
