import { isIP } from 'node:net';
import type { TrustedProxies } from './trusted-proxies.js';

/** Headers in which proxies name their client: the de-facto one, and RFC 7239. Only the one in `FORWARDED_HEADER` is read. */
export const FORWARDED_HEADERS = ['x-forwarded-for', 'forwarded'] as const;
export type ForwardedHeader = (typeof FORWARDED_HEADERS)[number];

/** What one proxy says about its client: the text as written, or undefined if it says nothing. */
type Element = string | undefined;

/**
 * Where a request comes from. The header grows to the right, so it is read from there: we trust what our own proxy says about its client,
 * and ignore everything further left, which anybody may have written.
 *
 * @param peer the address that the connection comes from.
 * @param header the value of the header; several lines of one name are joined by commas, as Node does. Undefined if it is absent.
 * @returns an address without its port, or the text of an element that is not an address, such as `unknown` or `_hidden` (RFC 7239,
 * section 6): all such clients count as one. If a proxy says nothing, the proxy's own address.
 */
export function clientBehind(peer: string, name: ForwardedHeader, header: string | undefined, proxies: TrustedProxies): string {
  let nearest = peer;
  const elements = header === undefined ? [] : name === 'forwarded' ? readForwarded(header) : readList(header);
  while (proxies.has(nearest)) {
    const element = elements.pop();
    if (element === undefined) return nearest;
    const address = addressIn(element);
    if (address === undefined) return element;
    nearest = address;
  }
  return nearest;
}

/** Empty list elements do not count (RFC 9110, section 5.6.1). */
const readList = (header: string): Element[] =>
  header
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Pairs and elements, split at semicolons and commas outside quotes; an unclosed quote goes to the end. */
const PARTS = /(?:"(?:[^"\\]|\\.)*(?:"|$)|[^",;])+|[,;]/g;
const FOR = /^\s*for\s*=\s*(.*?)\s*$/is;

/** The `for` of each element of a `Forwarded` header (RFC 7239, section 4), without its quotes; undefined if an element has none. */
function readForwarded(header: string): Element[] {
  const elements: { said: boolean; client: Element }[] = [];
  let current = { said: false, client: undefined as Element };
  for (const part of [...(header.match(PARTS) ?? []), ',']) {
    if (part === ',') {
      if (current.said) elements.push(current);
      current = { said: false, client: undefined };
    } else if (part.trim() !== '') {
      current.said = true;
      const value = FOR.exec(part)?.[1];
      if (value !== undefined && value !== '') current.client ??= unquote(value);
    }
  }
  return elements.map(({ client }) => client);
}

const unquote = (value: string): string => (value.startsWith('"') ? value.replace(/^"|"$/g, '').replace(/\\(.)/gs, '$1') : value);

/** The address in `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]` and `[2001:db8::1]:80`, also in quotes. */
function addressIn(element: string): string | undefined {
  const text = unquote(element).trim();
  const address = /^\[([^\]]*)\](?::[^:]*)?$/.exec(text)?.[1] ?? /^([^:]+):[^:]*$/.exec(text)?.[1] ?? text;
  return isIP(address) === 0 ? undefined : address;
}
