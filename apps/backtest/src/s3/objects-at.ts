import { type Unreadable } from '@trailbell/cloudtrail-types';
import { type HistoryFile } from '../history/event-history.ts';
import { type FileSource } from '../history/file-chunks.ts';
import { type Scope } from '../history/scope.ts';
import { listObjects } from './list-objects.ts';
import { ObjectsAhead } from './objects-ahead.ts';
import { s3AddressOf } from './s3-address.ts';
import { S3Error } from './s3-error.ts';
import { s3Client } from './s3-client.ts';

/** The event files at `s3://bucket/prefix` that may hold what is asked for. */
export async function objectsAt(path: string, scope: Scope): Promise<readonly (HistoryFile | Unreadable)[]> {
  const address = s3AddressOf(path);
  if (address === undefined) {
    throw new S3Error(`${path} is no place in S3. Give s3://BUCKET/PREFIX`);
  }
  try {
    const files = await listObjects(s3Client(), address, scope);
    return files.length > 0 ? files : [{ kind: 'unreadable', file: path, reason: NOTHING }];
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new S3Error(`${path} cannot be listed: ${why}. ${NEEDED}`, { cause });
  }
}

const NOTHING = 'no .json, .ndjson or .jsonl object, gzip or not, lies under it for the time and accounts asked for';
const NEEDED = 'Give credentials and a region as for the AWS CLI; they need s3:ListBucket and s3:GetObject';

/** The bytes of these objects, which are read in this order. */
export function s3Objects(objects: readonly HistoryFile[]): FileSource {
  const ahead = new ObjectsAhead(s3Client(), objects);
  return (path) => ahead.bytesOf(path);
}
