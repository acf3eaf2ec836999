import { type Place } from '../aws/arn.ts';
import { type Definitions } from './definitions.ts';
import { type Identity, type IdentityContext } from './identity.ts';

export interface ReadContext extends Place {
  readonly identity: Identity;
  readonly logicalId: string;
  readonly definitions: Definitions;
  /** Where the asset lies whose object has this key. */
  readonly assetFolder: (objectKey: string) => string;
}

/** A type of resource the sandbox knows. */
export interface ResourceType {
  readonly type: string;
  readonly identify: (context: IdentityContext) => Identity;
  /** Turns the properties into what the sandbox runs. Absent where there is nothing to run. */
  readonly read?: (properties: object, context: ReadContext) => void;
}
