import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { nameOf, named, ofType } from './testing/resources.ts';
import { synthesised } from './testing/synthesised.ts';

const alarms = ofType(synthesised(), 'AWS::CloudWatch::Alarm');
const page = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
const entries = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title ?? '');

function entryOf(description: unknown): string | undefined {
  return /To do: docs\/runbook\.md#([a-z-]+)\.$/.exec(String(description))?.[1];
}

describe('the runbook', () => {
  test.each(named(alarms))('says what to do when %s rings', (_, { properties }) => {
    expect(entries).toContain(entryOf(properties.AlarmDescription));
  });

  test.each(entries)('has no entry that no alarm names: %s', (entry) => {
    expect(alarms.filter(({ properties }) => entryOf(properties.AlarmDescription) === entry).map(nameOf)).not.toEqual(
      [],
    );
  });

  test.each(entries)('has steps for %s, in order', (entry) => {
    const [, text = ''] = page.split(`\n## ${entry}\n`);
    const steps = [...(text.split('\n## ')[0] ?? '').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));

    expect(steps.length).toBeGreaterThan(1);
    expect(steps).toEqual(steps.map((_, index) => index + 1));
  });
});
