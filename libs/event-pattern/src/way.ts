import { type FieldTest } from './field-test.ts';

/** One way in which patterns match, shared by all that match in exactly this way. */
export interface Way {
  readonly id: number;
  /** In the order in which the service tries them. */
  readonly fields: readonly FieldTest[];
  readonly patterns: number[];
}
