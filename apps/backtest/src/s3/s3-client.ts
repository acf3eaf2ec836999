import { S3Client } from '@aws-sdk/client-s3';

const MOST_ATTEMPTS = 6;

let client: S3Client | undefined;

/** The client of this thread, which keeps its connections; with the region and credentials the SDK finds, as the AWS CLI does. */
export function s3Client(): S3Client {
  client ??= new S3Client({ maxAttempts: MOST_ATTEMPTS, followRegionRedirects: true });
  return client;
}
