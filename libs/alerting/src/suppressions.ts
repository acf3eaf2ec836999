import { type Suppression } from './suppression.ts';

/**
 * What is not told, and why. Yours to fill; `npm run suppressions` says which end soon, and fails on those that have ended.
 *
 * ```ts
 * {
 *   id: 'pentest-of-spring',
 *   alerts: { detectionId: ['iam-user-created'], account: ['111122223333'], source: [{ cidr: '203.0.113.0/24' }] },
 *   owner: 'ana@example.com',
 *   reason: 'Penetration test by Example Ltd, from their own network.',
 *   until: '2026-03-31',
 * }
 * ```
 */
export const suppressions: readonly Suppression[] = [];
