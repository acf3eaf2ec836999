import { CfnResource } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/** Where templates keep the reasons; the permission specs of the sandbox read it. */
const METADATA = 'trailbell:unseen';

/**
 * Says beside a grant why it is there, though nothing that runs on a laptop makes use of it. A grant that is neither used
 * nor explained fails the permission specs; so does an explanation of one that is used.
 *
 * `statement` is the name of the statement: its Sid, or `Allow kms:*` where CDK gives it none.
 */
export function explainUnseen(policy: IConstruct, statement: string, reason: string): void {
  const resource = CfnResource.isCfnResource(policy) ? policy : policy.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) {
    throw new TypeError(`${policy.node.path} is no resource of a template`);
  }
  resource.addMetadata(METADATA, { ...resource.getMetadata(METADATA), [statement]: reason });
}
