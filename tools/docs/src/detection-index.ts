import { severities, techniqueName } from '@trailbell/detections';
import { type DocumentedDetection } from './documented-catalogue.ts';
import { table } from './markdown.ts';
import { describeTechnique } from './technique.ts';

/** The index of all detections, the gravest first, and which ATT&CK techniques they cover. */
export function detectionIndex(catalogue: readonly DocumentedDetection[]): string {
  return [
    '# Detections',
    `${catalogue.length} detections, one page each. Generated from the catalogue by \`npm run docs\`; a spec fails when it is stale.`,
    ...severities.flatMap((severity) => sectionOf(severity, catalogue)),
    '## ATT&CK coverage',
    'Techniques by their ids of ATT&CK v19. A technique is listed when a detection is about it, which is not to say that every way to do it is seen.',
    coverage(catalogue),
  ].join('\n\n');
}

function sectionOf(severity: string, catalogue: readonly DocumentedDetection[]): readonly string[] {
  const rows = catalogue
    .filter((detection) => detection.severity === severity)
    .map((detection) => [
      linkTo(detection),
      detection.title,
      detection.techniques.map((technique) => `${technique} ${techniqueName(technique) ?? ''}`).join(', '),
    ]);
  return rows.length === 0
    ? []
    : [
        `## ${severity.charAt(0).toUpperCase()}${severity.slice(1)}`,
        table(['detection', 'what it tells', 'ATT&CK'], rows),
      ];
}

function coverage(catalogue: readonly DocumentedDetection[]): string {
  const techniques = [...new Set(catalogue.flatMap(({ techniques }) => techniques))].sort();
  return table(
    ['technique', 'detections'],
    techniques.map((technique) => [
      describeTechnique(technique),
      catalogue
        .filter((detection) => detection.techniques.includes(technique))
        .map(linkTo)
        .join(', '),
    ]),
  );
}

function linkTo({ id }: Pick<DocumentedDetection, 'id'>): string {
  return `[${id}](${id}.md)`;
}
