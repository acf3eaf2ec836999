import { type AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item of a table, or a key of one, as DynamoDB's API has it. */
export type Item = Readonly<Record<string, AttributeValue>>;
