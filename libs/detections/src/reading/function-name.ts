/** A Lambda function or layer by its name, whether the caller gave its name, its ARN or part of it. */
export function functionNameOf(function_: string | null | undefined): string {
  const text = function_ ?? '';
  return /:(?:function|layer):(?<name>[^:]+)/.exec(text)?.groups?.name ?? (text === '' ? '(not named)' : text);
}
