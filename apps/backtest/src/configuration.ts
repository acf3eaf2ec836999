import { readFile } from 'node:fs/promises';
import { Routing, Suppression, suppressions } from '@trailbell/alerting';
import { Settings } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale

/**
 * What decides which alerts there are and where they go: two parts of an environment of infra, under the same names, and what is
 * suppressed.
 */
export const Configuration = z.strictObject({
  detections: Settings,
  routing: Routing,
  suppressions: z.array(Suppression).readonly(),
});
export type Configuration = z.infer<typeof Configuration>;

/** What infra's example environment says. */
const EXAMPLE: Configuration = {
  detections: Settings.parse({ watchedBuckets: ['example-payments-exports'] }),
  routing: {
    bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
    channels: { page: '#security-page', alert: '#security-alerts', digest: '#security-digest' },
    email: ['page'],
  },
  suppressions,
};

/** A part that the file leaves out is the example's. */
const ConfigurationFile = z.strictObject({
  detections: Settings.default(EXAMPLE.detections),
  routing: Routing.default(EXAMPLE.routing),
  suppressions: z.array(Suppression).readonly().default(EXAMPLE.suppressions),
});

/** The configuration cannot be used; the message says what to change. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The configuration in this JSON file; the example's, with the team's suppressions, when none is named. */
export async function readConfiguration(file: string | undefined): Promise<Configuration> {
  if (file === undefined) {
    return EXAMPLE;
  }
  const parsed = ConfigurationFile.safeParse(jsonOf(file, await textOf(file)));
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(
      ({ path, message }) => `${path.map(String).join('.') || 'the file'}: ${message}`,
    );
    throw new ConfigurationError(`--config ${file} cannot be used. ${sentences.join('. ')}`, { cause: parsed.error });
  }
  return parsed.data;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(
      `--config ${file} cannot be read. Give a JSON file with "detections", "routing" and "suppressions"`,
      {
        cause,
      },
    );
  }
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigurationError(
      `--config ${file} is not JSON. Give an object with "detections", "routing" and "suppressions"`,
      {
        cause,
      },
    );
  }
}
