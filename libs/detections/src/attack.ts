/** ATT&CK v19 (April 2026) renumbered these techniques. Reports and other tools still say the older ids. */
const formerIds: Readonly<Record<string, string>> = {
  T1685: 'T1562.001',
  'T1685.002': 'T1562.008',
  'T1686.001': 'T1562.007',
};

/** The id this technique had until ATT&CK v18; the same for those that kept theirs. */
export function formerTechniqueId(technique: string): string {
  return formerIds[technique] ?? technique;
}
