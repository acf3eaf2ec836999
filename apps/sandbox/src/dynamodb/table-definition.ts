export interface TableDefinition {
  readonly arn: string;
  readonly name: string;
  readonly attributes: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly keys: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
  /** The attribute that holds when an item ends, in epoch seconds; `undefined` when items do not end. */
  readonly ttlAttribute: string | undefined;
}
