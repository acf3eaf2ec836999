import { parseArn } from '../aws/arn.ts';
import { type FunctionDefinition } from './function-definition.ts';

export interface ChildConnections {
  readonly runtimeApi: string;
  readonly endpoint: string;
  readonly accessKeyId: string;
  /** What the sandbox sets although the template does not, or otherwise: see `template-overrides.ts`. */
  readonly overrides: Readonly<Record<string, string>>;
}

/** All a lambda's process sees: what its template sets, what Lambda sets, and nothing of this machine. */
export function childEnvironment(
  definition: FunctionDefinition,
  { runtimeApi, endpoint, accessKeyId, overrides }: ChildConnections,
): Record<string, string> {
  const { region } = parseArn(definition.arn);
  return {
    ...definition.environment,
    ...overrides,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_SESSION_TOKEN: 'sandbox',
    AWS_ENDPOINT_URL: `http://${endpoint}`,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: 'sandbox',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    LAMBDA_TASK_ROOT: definition.codeFolder,
    _HANDLER: definition.handler,
  };
}
