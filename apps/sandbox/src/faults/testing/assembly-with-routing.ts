import { cpSync, globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Routing } from '@trailbell/alerting';

/** A copy of synthesised stacks whose lambdas are told this of routing besides, as if the environment had said so. */
export function assemblyWithRouting(assembly: string, changes: Partial<Routing>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'trailbell-assembly-')), 'cdk.out');
  cpSync(assembly, folder, { recursive: true });
  for (const file of globSync(join(folder, '*.template.json'))) {
    const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, unknown> };
    for (const resource of Object.values(template.Resources)) {
      changeRouting(resource, changes);
    }
    writeFileSync(file, JSON.stringify(template));
  }
  return folder;
}

function changeRouting(resource: unknown, changes: Partial<Routing>): void {
  const { Properties } = resource as { Properties?: { Environment?: { Variables: { ROUTING?: string } } } };
  const variables = Properties?.Environment?.Variables;
  if (variables?.ROUTING !== undefined) {
    variables.ROUTING = JSON.stringify({ ...(JSON.parse(variables.ROUTING) as Routing), ...changes });
  }
}
