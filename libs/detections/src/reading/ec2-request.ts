import * as z from 'zod'; // not { z }: that bundles every locale

/**
 * The parameters of an EC2 call. EC2 writes older calls as `{ imageId: … }` and newer ones as
 * `{ ExportImageRequest: { ImageId: … } }`, which becomes '' when nothing was asked: both are read as the former.
 */
export function ec2Request<T>(parameters: z.ZodType<T>) {
  return z.preprocess(unwrapped, parameters);
}

function unwrapped(request: unknown): unknown {
  const [wrapper, ...others] = Object.entries(isRecord(request) ? request : {});
  if (wrapper?.[0].endsWith('Request') !== true || others.length > 0) {
    return request;
  }
  const [, inner] = wrapper;
  return Object.fromEntries(Object.entries(isRecord(inner) ? inner : {}).map(([key, value]) => [lowered(key), value]));
}

function lowered(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
