import { EnvironmentVariable } from '@trailbell/alerting';
import { Settings, catalogueFor } from '@trailbell/detections';
import { type Definitions } from '../cloudformation/definitions.ts';
import { parsedVariable } from '../lambda/parsed-variable.ts';
import { type Waiting } from './near-misses.ts';

/** Every rule of every bus, and every detection with the settings that the functions have. */
export function waitingIn({ rules, functions }: Pick<Definitions, 'rules' | 'functions'>): readonly Waiting[] {
  const detections = parsedVariable(functions, EnvironmentVariable.DETECTION_SETTINGS, Settings).flatMap(catalogueFor);
  return [
    ...rules.map(({ name, pattern }) => ({ kind: 'rule', name, pattern }) as const),
    ...detections.map(({ id, pattern }) => ({ kind: 'detection', name: id, pattern }) as const),
  ];
}
