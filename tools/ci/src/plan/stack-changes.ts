import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

export interface StackChange {
  readonly stack: string;
  readonly kind: 'new' | 'changed' | 'gone';
}

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.object({ templateFile: z.string().optional() }).default({}) }),
  ),
});

/** What differs between the stacks of two cloud assemblies (`cdk.out`), in order of name. */
export function stackChanges(before: string, after: string): readonly StackChange[] {
  const then = templatesOf(before);
  const now = templatesOf(after);
  return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((stack) => {
    const kind = kindOf(then.get(stack), now.get(stack));
    return kind === undefined ? [] : [{ stack, kind }];
  });
}

/** A bundle is named by its hash in the template, so a change of code is a change of text, too. */
function kindOf(then: string | undefined, now: string | undefined): StackChange['kind'] | undefined {
  if (then === undefined) {
    return 'new';
  }
  if (now === undefined) {
    return 'gone';
  }
  return then === now ? undefined : 'changed';
}

function templatesOf(assembly: string): ReadonlyMap<string, string> {
  const manifest = join(assembly, 'manifest.json');
  if (!existsSync(manifest)) {
    throw new Error(`${assembly} holds no manifest.json. Give a cloud assembly, as nx run infra:synth leaves it`);
  }
  const { artifacts } = Manifest.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  return new Map(
    Object.entries(artifacts).flatMap(([stack, { type, properties }]) =>
      type === 'aws:cloudformation:stack' && properties.templateFile !== undefined
        ? [[stack, readFileSync(join(assembly, properties.templateFile), 'utf8')]]
        : [],
    ),
  );
}
