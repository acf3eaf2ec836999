import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { Flag } from './flag.ts';
import { Name } from './text.ts';
import { WholeNumber } from './whole-number.ts';

/** What a call about a database asks for. RDS writes `DBInstanceIdentifier` as `dBInstanceIdentifier`, and a password as `****`. */
export const DatabaseChange = z.lazy(() =>
  z
    .object({
      dBInstanceIdentifier: Name.nullish(),
      dBClusterIdentifier: Name.nullish(),
      resourceArn: Name.nullish(),
      publiclyAccessible: Flag,
      deletionProtection: Flag,
      masterUserPassword: z.unknown().optional(),
      backupRetentionPeriod: WholeNumber,
    })
    .nullish(),
);
export type DatabaseChange = z.infer<typeof DatabaseChange>;

/** What RDS answers: the database as it was, until the change is made. A creation and older records may lack it. */
export const DatabaseAnswer = z.lazy(() =>
  z
    .object({ publiclyAccessible: Flag, deletionProtection: Flag, backupRetentionPeriod: WholeNumber })
    .nullish()
    .catch(undefined),
);

/** One way in which a database is less safe than before, to follow the actor's name. */
export interface Weakening {
  readonly severity: Severity;
  readonly did: (database: string) => string;
}

const EXPOSED: Weakening = { severity: 'high', did: (database) => `opened ${database} to the internet` };
const PASSWORD: Weakening = { severity: 'medium', did: (database) => `changed the master password of ${database}` };
const UNPROTECTED: Weakening = {
  severity: 'medium',
  did: (database) => `took the deletion protection off ${database}`,
};
const WITHOUT_BACKUPS: Weakening = { severity: 'medium', did: (database) => `turned off the backups of ${database}` };

/** What a change takes away from a database that is there. */
export function weakeningsOf(change: DatabaseChange): readonly Weakening[] {
  const all: readonly (readonly [boolean, Weakening])[] = [
    [change?.publiclyAccessible === true, EXPOSED],
    [change?.masterUserPassword != null, PASSWORD],
    [change?.deletionProtection === false, UNPROTECTED],
    [change?.backupRetentionPeriod === 0, WITHOUT_BACKUPS],
  ];
  return all.filter(([applies]) => applies).map(([, weakening]) => weakening);
}

/** The database by its name, whether the caller gave its name or its ARN. */
export function databaseOf(change: DatabaseChange): string {
  const name = change?.dBInstanceIdentifier ?? change?.dBClusterIdentifier ?? change?.resourceArn;
  return name?.split(':').at(-1) ?? '(not named)';
}
