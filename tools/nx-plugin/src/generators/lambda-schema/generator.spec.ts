import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';
import { workspaceTree } from '../../testing/workspace-tree.ts';
import { LAMBDA_SCHEMA_FILE, lambdaSchemaGenerator } from './generator.ts';

test('editors know what infra reads; if this fails: npx nx g @trailbell/nx:lambda-schema', async () => {
  const tree = workspaceTree();

  await lambdaSchemaGenerator(tree);

  expect(tree.read(LAMBDA_SCHEMA_FILE, 'utf8')).toBe(readFileSync(join(workspaceRoot, LAMBDA_SCHEMA_FILE), 'utf8'));
});

test('the schema refuses an unknown field, and says of every field of a queue what it means', async () => {
  const tree = workspaceTree();

  await lambdaSchemaGenerator(tree);

  const { additionalProperties, properties } = JSON.parse(tree.read(LAMBDA_SCHEMA_FILE, 'utf8') ?? '') as {
    additionalProperties: boolean;
    properties: { triggers: { items: { oneOf: { properties: Record<string, { description?: string }> }[] } } };
  };
  const { kind, ...fields } = properties.triggers.items.oneOf.at(-1)?.properties ?? {};
  expect(additionalProperties).toBe(false);
  expect(kind).toMatchObject({ const: 'queue' });
  expect(Object.keys(fields)).toContain('batchSize');
  expect(Object.values(fields).filter(({ description }) => description === undefined)).toEqual([]);
});

test.each(globSync('apps/*/lambda.json', { cwd: workspaceRoot }))('%s says where its schema is', (file) => {
  expect(JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8'))).toMatchObject({
    $schema: `../../${LAMBDA_SCHEMA_FILE}`,
  });
});
