import * as z from 'zod';
import { type FieldSelector, selectableFields } from '../../events/field-selector.ts';
import { namedResource } from '../identity.ts';
import { type ResourceType } from '../resource-type.ts';
import { Flag } from './opaque.ts';

const Values = z.array(z.string()).optional();
const AdvancedSelector = z.object({
  FieldSelectors: z.array(
    z.object({
      Field: z.enum(selectableFields),
      Equals: Values,
      StartsWith: Values,
      EndsWith: Values,
      NotEquals: Values,
      NotStartsWith: Values,
      NotEndsWith: Values,
    }),
  ),
});
const BasicSelector = z.object({
  IncludeManagementEvents: Flag.default(true),
  ReadWriteType: z.enum(['All', 'ReadOnly', 'WriteOnly']).default('All'),
  ExcludeManagementEventSources: z.array(z.string()).default([]),
  DataResources: z.array(z.object({ Type: z.string(), Values: z.array(z.string()).default([]) })).default([]),
});
type BasicSelector = z.infer<typeof BasicSelector>;

const Trail = z.object({
  IsLogging: Flag,
  IsMultiRegionTrail: Flag.default(false),
  IncludeGlobalServiceEvents: Flag.default(false),
  AdvancedEventSelectors: z.array(AdvancedSelector).optional(),
  EventSelectors: z.array(BasicSelector).optional(),
  InsightSelectors: z.array(z.object({ InsightType: z.string() })).default([]),
});
type Trail = z.infer<typeof Trail>;

export const cloudTrailTypes: readonly ResourceType[] = [
  {
    type: 'AWS::CloudTrail::Trail',
    identify: namedResource('TrailName', 'cloudtrail', (name) => `trail/${name}`),
    read: (properties, { definitions, identity, account, region }) => {
      const trail = Trail.parse(properties);
      definitions.trails.push({
        name: identity.ref,
        account,
        region,
        isLogging: trail.IsLogging,
        isMultiRegion: trail.IsMultiRegionTrail,
        includesGlobalServices: trail.IncludeGlobalServiceEvents,
        selectors: selectorsOf(trail),
        insights: trail.InsightSelectors.length > 0,
      });
    },
  },
];

function selectorsOf({ AdvancedEventSelectors, EventSelectors }: Trail): readonly (readonly FieldSelector[])[] {
  if (AdvancedEventSelectors) {
    return AdvancedEventSelectors.map(({ FieldSelectors }) =>
      FieldSelectors.map((selector) => ({
        field: selector.Field,
        equals: selector.Equals,
        startsWith: selector.StartsWith,
        endsWith: selector.EndsWith,
        notEquals: selector.NotEquals,
        notStartsWith: selector.NotStartsWith,
        notEndsWith: selector.NotEndsWith,
      })),
    );
  }
  // A trail without selectors logs management events.
  return (EventSelectors ?? [BasicSelector.parse({})]).flatMap(asAdvanced);
}

/** Basic selectors said in the words of advanced ones. */
function asAdvanced(basic: BasicSelector): readonly (readonly FieldSelector[])[] {
  const readOnly: readonly FieldSelector[] =
    basic.ReadWriteType === 'All' ? [] : [{ field: 'readOnly', equals: [String(basic.ReadWriteType === 'ReadOnly')] }];
  const management: readonly FieldSelector[] = [
    { field: 'eventCategory', equals: ['Management'] },
    { field: 'eventSource', notEquals: basic.ExcludeManagementEventSources },
    ...readOnly,
  ];
  const data = basic.DataResources.map(({ Type, Values: prefixes }): readonly FieldSelector[] => [
    { field: 'eventCategory', equals: ['Data'] },
    { field: 'resources.type', equals: [Type] },
    { field: 'resources.ARN', startsWith: prefixes },
    ...readOnly,
  ]);
  return [...(basic.IncludeManagementEvents ? [management] : []), ...data];
}
