import { format, resolveConfig } from 'prettier';
import { configurationPage } from './configuration-page.ts';
import { detectionIndex } from './detection-index.ts';
import { detectionPage } from './detection-page.ts';
import { documentedCatalogue } from './documented-catalogue.ts';

/** Every generated page of `docs/`, formatted: its path below `docs/`, and what it says. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const catalogue = documentedCatalogue();
  const pages = [
    ['configuration.md', await configurationPage()],
    ['detections/README.md', detectionIndex(catalogue)],
    ...catalogue.map((detection) => [`detections/${detection.id}.md`, detectionPage(detection)]),
  ] as const;

  const style = await resolveConfig(import.meta.filename);
  return new Map(
    await Promise.all(
      pages.map(
        async ([path = '', text = '']) => [path, await format(text, { ...style, parser: 'markdown' })] as const,
      ),
    ),
  );
}
