import * as z from 'zod';
import { parseArn } from '../aws/arn.ts';
import { AwsError } from '../aws/aws-error.ts';
import { type Caller, type Operations } from '../server/operations.ts';

const GetSecretValue = z.object({ SecretId: z.string() });

/** Secrets by name, and what they hold. */
export class Secrets {
  readonly #values = new Map<string, { readonly arn: string; readonly value: string }>();

  put(arn: string, name: string, value: string): void {
    const { account, region } = parseArn(arn);
    this.#values.set(keyOf({ account, region }, name), { arn, value });
  }

  operations(): Operations {
    return {
      GetSecretValue: (input, { caller }) => {
        const { SecretId } = GetSecretValue.parse(input);
        const secret = this.#values.get(keyOf(caller, nameOf(SecretId)));
        if (!secret) {
          throw new AwsError(
            'ResourceNotFoundException',
            `Secrets Manager can't find the specified secret ${SecretId}.`,
          );
        }
        return { ARN: secret.arn, Name: nameOf(SecretId), SecretString: secret.value };
      },
    };
  }
}

function keyOf({ account, region }: Pick<Caller, 'account' | 'region'>, name: string): string {
  return `${account}/${region}/${name}`;
}

/** A secret is asked for by name or by ARN, whose last six random characters may be left out. */
function nameOf(id: string): string {
  return id.startsWith('arn:')
    ? parseArn(id)
        .resource.replace(/^secret:/, '')
        .replace(/-[A-Za-z0-9?]{6}$/, '')
    : id;
}
