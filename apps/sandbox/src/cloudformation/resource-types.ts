import { type ResourceType } from './resource-type.ts';
import { cloudTrailTypes } from './resources/cloudtrail.ts';
import { dynamoDbTypes } from './resources/dynamodb.ts';
import { eventsTypes } from './resources/events.ts';
import { lambdaTypes } from './resources/lambda.ts';
import { messagingTypes } from './resources/messaging.ts';
import { schedulerTypes } from './resources/scheduler.ts';
import { supportingTypes } from './resources/supporting.ts';

/** Every type of resource the sandbox knows. A template with another one is refused by its name. */
export const resourceTypes: readonly ResourceType[] = [
  ...cloudTrailTypes,
  ...dynamoDbTypes,
  ...eventsTypes,
  ...lambdaTypes,
  ...messagingTypes,
  ...schedulerTypes,
  ...supportingTypes,
];

export function resourceTypeOf(name: string): ResourceType {
  const known = resourceTypes.find(({ type }) => type === name);
  if (!known) {
    throw new Error(
      `resource type ${name} is not known. Known ones: ${resourceTypes.map(({ type }) => type).join(', ')}`,
    );
  }
  return known;
}
