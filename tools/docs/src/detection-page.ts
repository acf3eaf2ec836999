import { type DocumentedDetection } from './documented-catalogue.ts';
import { bullets, code, steps } from './markdown.ts';
import { describeTechnique } from './technique.ts';

/** The page of one detection. */
export function detectionPage(detection: DocumentedDetection): string {
  const { id, title, description, why, runbook, falsePositives, techniques, controls = [], pattern } = detection;
  const rules = '../../libs/detections/src/rules';
  return [
    `# ${title}`,
    `${code(id)} · ${detection.severity} · [condition](${rules}/${id}.ts) · [cases that ring and that do not](${rules}/${id}.spec.ts)`,
    ...description,
    ...(detection.digestOnly === true ? ['It goes straight into the digest.'] : []),
    ...(detection.windowMinutes === undefined
      ? []
      : [`Its alerts about the same subject are one incident for ${detection.windowMinutes / 60} hours.`]),
    ...(detection.onByDefault ? [] : ['It is off until the [settings](../configuration.md) name what it is about.']),
    '## Why it matters',
    why,
    '## What to do',
    steps(runbook),
    '## When this alert is noise',
    bullets(falsePositives),
    'What is noise here for a reason that will end is a [suppression](../../libs/alerting/src/suppressions.ts): who, what, why, until when.',
    '## What it looks at',
    'The condition reads the events that this pattern lets through.',
    `\`\`\`json\n${JSON.stringify(pattern, undefined, 2)}\n\`\`\``,
    ...(techniques.length > 0 ? ['## ATT&CK', bullets(techniques.map(describeTechnique))] : []),
    ...(controls.length > 0 ? ['## Controls', bullets(controls)] : []),
  ].join('\n\n');
}
