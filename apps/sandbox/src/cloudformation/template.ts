import * as z from 'zod';

/** One resource of a template. `Condition` and other attributes the sandbox does not know are refused by name. */
export const TemplateResource = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  // Nothing is created step by step here, and nothing outlives the run: these three say nothing to the sandbox.
  DependsOn: z.unknown().optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.unknown().optional(),
});
export type TemplateResource = z.infer<typeof TemplateResource>;

export const Template = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string(), Default: z.string().optional() })).default({}),
  // CDK's check of the account's bootstrap version: there is no account.
  Rules: z.strictObject({ CheckBootstrapVersion: z.unknown() }).optional(),
  Resources: z.record(z.string(), TemplateResource),
  Outputs: z.unknown().optional(),
});
export type Template = z.infer<typeof Template>;
