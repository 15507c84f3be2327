/**
 * Whether a host, as `URL.hostname` gives it, is a name of letters, digits, dots and hyphens or an address. URLs allow `;`, `,`, `'` and
 * `*` in host names, but these have another meaning in a Content-Security-Policy.
 */
export const isPlainHost = (hostname: string): boolean => /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(hostname);
