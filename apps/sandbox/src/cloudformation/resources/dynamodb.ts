import * as z from 'zod';
import { namedResource } from '../identity.ts';
import { type ResourceType } from '../resource-type.ts';
import { Flag } from './opaque.ts';

const Table = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: Flag }).optional(),
});

export const dynamoDbTypes: readonly ResourceType[] = [
  {
    type: 'AWS::DynamoDB::Table',
    identify: namedResource('TableName', 'dynamodb', (name) => `table/${name}`),
    read: (properties, { definitions, identity }) => {
      const { AttributeDefinitions, KeySchema, TimeToLiveSpecification: ttl } = Table.parse(properties);
      definitions.tables.push({
        arn: identity.attributes.Arn ?? '',
        name: identity.ref,
        attributes: AttributeDefinitions,
        keys: KeySchema,
        ttlAttribute: ttl?.Enabled === true ? ttl.AttributeName : undefined,
      });
    },
  },
];
