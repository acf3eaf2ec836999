import { RemovalPolicy } from 'aws-cdk-lib';
import { type Environment } from './config.ts';

/** Evidence outlives its stack, unless the environment says otherwise. */
export function removalPolicyOf({ onDelete }: Environment): RemovalPolicy {
  return onDelete === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
