/** As the SDK has it; its own type would bring its package. */
interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The lambda has no credentials in its environment. Lambda itself puts them there. */
export class NoCredentialsError extends Error {
  override readonly name = 'NoCredentialsError';
}

/**
 * Where a bundled SDK client finds its credentials: in the environment, and nowhere else. `bundleTarget` puts this module in
 * the place of `@aws-sdk/credential-provider-node`, whose search through files, SSO, web identity and instance metadata Lambda
 * has no use for: 120 kB of every bundle, and 15 of 120 ms of its import.
 */
export function defaultProvider(): () => Promise<Credentials> {
  return () => {
    // eslint-disable-next-line no-restricted-properties -- the SDK calls this; no main.ts or config.ts is in between
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined) {
      return Promise.reject(
        new NoCredentialsError(
          'there are no AWS credentials in the environment. Lambda sets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; so must whoever runs the bundle elsewhere',
        ),
      );
    }
    return Promise.resolve({
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN !== undefined && { sessionToken: AWS_SESSION_TOKEN }),
    });
  };
}
