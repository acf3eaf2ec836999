import { type IncomingMessage } from 'node:http';
import { AwsError } from '../aws/aws-error.ts';
import { type KeyHolder } from '../cloud/access-keys.ts';
import { type Caller } from './operations.ts';
import { headerOf } from './request-body.ts';

const CREDENTIAL_SCOPE = /Credential=(?<key>[^/]+)\/\d{8}\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request/;

/**
 * Who calls which service, from the request's signature. Its scope names region and service; the access key is one the
 * sandbox gave to a function and so names the account. The signature itself is not verified.
 */
export function callerOf(
  request: IncomingMessage,
  holderOf: (accessKeyId: string) => KeyHolder | undefined,
): Caller & { readonly service: string } {
  const { key, region, service } = CREDENTIAL_SCOPE.exec(headerOf(request, 'authorization'))?.groups ?? {};
  if (key === undefined || region === undefined || service === undefined) {
    throw new AwsError('MissingAuthenticationToken', 'The request is not signed (AWS4-HMAC-SHA256).', 403);
  }
  const keyHolder = holderOf(key);
  if (keyHolder === undefined) {
    throw new AwsError('UnrecognizedClientException', `The sandbox gave the access key ${key} to nobody.`, 403);
  }
  return { ...keyHolder, region, service, accessKeyId: key };
}
