import { type Tree, formatFiles } from '@nx/devkit';
import { LambdaManifest } from '@trailbell/cdk';
import * as z from 'zod';

/** What `$schema` of every `lambda.json` points at. */
export const LAMBDA_SCHEMA_FILE = 'libs/cdk/lambda.schema.json';

/** Writes the schema of `lambda.json` again, from the one infra reads it with. */
export async function lambdaSchemaGenerator(tree: Tree): Promise<void> {
  tree.write(LAMBDA_SCHEMA_FILE, JSON.stringify(z.toJSONSchema(LambdaManifest, { io: 'input' })));
  await formatFiles(tree);
}
