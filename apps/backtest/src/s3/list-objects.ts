import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { isEventFile } from '@trailbell/cloudtrail-types';
import { type HistoryFile } from '../history/event-history.ts';
import { type Scope } from '../history/scope.ts';
import { type S3Address, s3PathOf } from './s3-address.ts';
import { type FolderUse, useOf } from './trail-folder.ts';

/** So many folders are looked at at a time: a year of a trail in every region has thousands. */
const AT_A_TIME = 16;

/** The event files under this address that may hold what is asked for. Rejects as the SDK does, which has tried again by then. */
export async function listObjects(client: S3Client, { bucket, key }: S3Address, scope: Scope): Promise<HistoryFile[]> {
  const files: HistoryFile[] = [];
  let waiting: readonly Folder[] = [{ prefix: key, use: 'look' }];
  while (waiting.length > 0) {
    const now = waiting.slice(0, AT_A_TIME);
    const looked = await Promise.all(now.map((folder) => lookAt(client, bucket, folder)));
    files.push(...looked.flatMap((found) => found.files));
    const folders = looked.flatMap((found) => found.folders).map((prefix) => ({ prefix, use: useOf(prefix, scope) }));
    waiting = [...waiting.slice(AT_A_TIME), ...folders.filter(({ use }) => use !== 'skip')];
  }
  return files;
}

interface Folder {
  readonly prefix: string;
  readonly use: FolderUse;
}

interface Looked {
  readonly files: readonly HistoryFile[];
  readonly folders: readonly string[];
}

async function lookAt(client: S3Client, bucket: string, { prefix, use }: Folder): Promise<Looked> {
  const pages: ListObjectsV2CommandOutput[] = [];
  let token: string | undefined;
  do {
    const page: ListObjectsV2CommandOutput = await client.send(
      new ListObjectsV2Command({
        ...{ Bucket: bucket, Prefix: prefix, ContinuationToken: token },
        ...(use === 'look' && { Delimiter: '/' }),
      }),
    );
    pages.push(page);
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return {
    files: pages.flatMap((page) => filesOf(bucket, prefix, page)),
    folders: pages.flatMap(({ CommonPrefixes = [] }) => CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? [])),
  };
}

function filesOf(bucket: string, prefix: string, { Contents = [] }: ListObjectsV2CommandOutput): HistoryFile[] {
  return Contents.flatMap(({ Key, Size = 0 }) =>
    // An object that is named is read, whatever it is called.
    Key !== undefined && (isEventFile(Key) || Key === prefix)
      ? [{ path: s3PathOf({ bucket, key: Key }), bytes: Size }]
      : [],
  );
}
