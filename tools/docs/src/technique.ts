import { formerTechniqueId, techniqueName } from '@trailbell/detections';

/** A technique as a page names it: linked, with its name and the id it had before ATT&CK v19. */
export function describeTechnique(technique: string): string {
  const former = formerTechniqueId(technique);
  const alias = former === technique ? '' : ` (until v18 ${former})`;
  return `[${technique}](https://attack.mitre.org/techniques/${technique.replace('.', '/')}/) ${techniqueName(technique) ?? ''}${alias}`;
}
