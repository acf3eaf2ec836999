import * as z from 'zod';
import { arnOf, type Place } from '../aws/arn.ts';
import { AwsError } from '../aws/aws-error.ts';
import { type Operations } from '../server/operations.ts';

const GetParameter = z.object({ Name: z.string() });
const GetParameters = z.object({ Names: z.array(z.string()).min(1).max(10) });

/** SSM parameters by place and name. */
export class Parameters {
  readonly #values = new Map<string, string>();

  put({ account, region }: Place, name: string, value: string): void {
    this.#values.set(`${account}/${region}/${name}`, value);
  }

  get({ account, region }: Place, name: string): string | undefined {
    return this.#values.get(`${account}/${region}/${name}`);
  }

  operations(): Operations {
    return {
      GetParameter: (input, { caller }) => {
        const { Name } = GetParameter.parse(input);
        const parameter = this.#describe(caller, Name);
        if (!parameter) {
          throw new AwsError('ParameterNotFound', `The sandbox has no parameter ${Name}.`);
        }
        return { Parameter: parameter };
      },
      GetParameters: (input, { caller }) => {
        const { Names } = GetParameters.parse(input);
        return {
          Parameters: Names.flatMap((name) => this.#describe(caller, name) ?? []),
          InvalidParameters: Names.filter((name) => this.get(caller, name) === undefined),
        };
      },
    };
  }

  #describe(place: Place, name: string): object | undefined {
    const value = this.get(place, name);
    const arn = arnOf('ssm', place, `parameter/${name.replace(/^\//, '')}`);
    return value === undefined ? undefined : { Name: name, Type: 'String', Value: value, Version: 1, ARN: arn };
  }
}
