import { type IncomingMessage, type ServerResponse } from 'node:http';

/** A request a function makes to the world outside it. */
export interface FunctionCall {
  /** The function, by its name. */
  readonly holder: string;
  /** `DynamoDB.PutItem`, `AmazonSQS.SendMessage`, `slack.chat.postMessage`. */
  readonly name: string;
  /** Of the body. */
  readonly bytes: number;
}

/**
 * What goes wrong at one call.
 *
 * - `throttled`: refused for now, and nothing done.
 * - `hangs`: taken, and never answered nor acted on.
 * - `unanswered`: done, and the connection breaks before the answer.
 * - `dies before`: the function's processes are killed, and nothing was done.
 * - `dies after`: done, and the function's processes are killed before they hear of it.
 */
export const CALL_FAULTS = ['throttled', 'hangs', 'unanswered', 'dies before', 'dies after'] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

/** Which fault a call meets, if any. It is asked once for each call, and so sees every call there is. */
export type FaultAt = (call: FunctionCall) => CallFault | undefined;

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What a request comes to. */
export interface Ways {
  /** Does what is asked and answers. */
  readonly act: () => void;
  /** Says that it is too much just now, as this service says it. */
  readonly refuse: () => void;
}

/** Acts on a call, or has it meet its fault. */
export type Meet = (call: FunctionCall, exchange: Exchange, ways: Ways) => void;

/** Has calls meet the faults that `faultAt` names; `kill` ends the processes of a function. */
export function meetingFaults(faultAt: FaultAt, kill: (holder: string) => void): Meet {
  return (call, { request, response }, { act, refuse }) => {
    const fault = faultAt(call);
    switch (fault) {
      case 'throttled':
        request.resume();
        refuse();
        return;
      case 'hangs':
        request.resume();
        return;
      case 'dies before':
        request.resume();
        kill(call.holder);
        return;
      case 'unanswered':
        loseAnswer(response, reset(response));
        break;
      case 'dies after':
        loseAnswer(response, () => {
          kill(call.holder);
        });
        break;
      case undefined:
        break;
    }
    act();
  };
}

/** How large a request's body is. */
export function bytesOf({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

function reset({ socket }: ServerResponse): () => void {
  return () => socket?.resetAndDestroy();
}

/** Lets the answer end where it would be sent: not a byte of it leaves. */
function loseAnswer(response: ServerResponse, then: () => void): void {
  Object.assign(response, {
    write: () => true,
    end: () => {
      response.emit('finish'); // for who listens whether it was done
      then();
      return response;
    },
  });
}
