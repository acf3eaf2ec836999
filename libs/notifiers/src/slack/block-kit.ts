import * as z from 'zod'; // not { z }: that bundles every locale

/**
 * Block Kit as Slack accepts it in messages: fields, lengths, counts, ids. Written from Slack's reference, and not from what
 * our messages happen to hold, so that it can judge them. Sources: docs.slack.dev/reference/block-kit, @slack/types 3.2.0.
 */

const text = (max: number) => z.string().min(1).max(max);
const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() });
const formatted = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() });
const either = (max: number) => z.discriminatedUnion('type', [plain(max), formatted(max)]);

const Id = text(255);
const Url = text(3_000).regex(/^https?:\/\/\S+$/, 'must be a valid URL');
const blockId = { block_id: Id.optional() };

const imageSource = {
  image_url: Url.optional(),
  slack_file: z.union([z.strictObject({ id: text(255) }), z.strictObject({ url: Url })]).optional(),
};
const ImageElement = z
  .strictObject({ type: z.literal('image'), alt_text: text(2_000), ...imageSource })
  .refine(hasOneImage, 'exactly one of image_url and slack_file is required');

const Confirm = z.strictObject({
  title: plain(100),
  text: either(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});
const Button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: Id.optional(),
  url: Url.optional(),
  value: text(2_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: Confirm.optional(),
  accessibility_label: text(75).optional(),
});

const Header = z.strictObject({ type: z.literal('header'), text: plain(150), ...blockId });
const Divider = z.strictObject({ type: z.literal('divider'), ...blockId });
const Section = z
  .strictObject({
    type: z.literal('section'),
    text: either(3_000).optional(),
    fields: z.array(either(2_000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [Button, ImageElement]).optional(),
    expand: z.boolean().optional(),
    ...blockId,
  })
  .refine((section) => section.text !== undefined || section.fields !== undefined, 'text or fields is required');
const Context = z.strictObject({
  type: z.literal('context'),
  elements: z
    .array(z.discriminatedUnion('type', [plain(3_000), formatted(3_000), ImageElement]))
    .min(1)
    .max(10),
  ...blockId,
});
const Actions = z.strictObject({
  type: z.literal('actions'),
  elements: z.array(Button).min(1).max(25),
  ...blockId,
});
const Image = z
  .strictObject({
    type: z.literal('image'),
    alt_text: text(2_000),
    title: plain(2_000).optional(),
    ...imageSource,
    ...blockId,
  })
  .refine(hasOneImage, 'exactly one of image_url and slack_file is required');
const Markdown = z.strictObject({ type: z.literal('markdown'), text: text(12_000), ...blockId });

const Style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
  underline: z.boolean().optional(),
});
const style = { style: Style.optional() };
const RichElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: text(3_000), ...style }),
  z.strictObject({ type: z.literal('link'), url: Url, text: text(3_000).optional(), ...style }),
  z.strictObject({ type: z.literal('emoji'), name: text(100), unicode: z.string().optional(), ...style }),
  z.strictObject({ type: z.literal('user'), user_id: text(30), ...style }),
  z.strictObject({ type: z.literal('channel'), channel_id: text(30), ...style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: text(30), ...style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), ...style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number(),
    format: text(300),
    url: Url.optional(),
    fallback: z.string().optional(),
    ...style,
  }),
]);
const RichSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(RichElement) });
const border = { border: z.union([z.literal(0), z.literal(1)]).optional() };
const RichText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        RichSection,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(RichSection).min(1),
          indent: z.number().int().min(0).max(8).optional(),
          offset: z.number().int().min(0).optional(),
          ...border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(RichElement), ...border }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(RichElement),
          language: z.string().optional(),
          ...border,
        }),
      ]),
    )
    .min(1),
  ...blockId,
});

export const Blocks = z
  .array(z.discriminatedUnion('type', [Header, Divider, Section, Context, Actions, Image, Markdown, RichText]))
  .max(50);
export type Blocks = z.infer<typeof Blocks>;

/** Types Slack has and this model has not: to refuse them would be untrue of Slack, to take them would not check them. */
export const NOT_MODELLED: readonly string[] = [
  'alert',
  'card',
  'carousel',
  'container',
  'context_actions',
  'data_table',
  'file',
  'input',
  'plan',
  'table',
  'task_card',
  'video',
];

function hasOneImage(image: { readonly image_url?: unknown; readonly slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}
